import { requireColumn } from '../../../../core/column-param';
import type { Frame, FrameRow } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { RunContext } from '../../../../core/run-context';
import type { Statistics } from '../../../../core/statistics';
import type { Alert } from '../alerts/alert';
import type { ProfileTable } from '../columns';
import { findLeaks } from './leaks';
import { measurePowers, type MeasuredPower } from './measure-power';
import { binRows, missingPower, readBins } from './read-bins';
import { chooseTarget, type ChosenTarget } from './target-column';
import { framesOfTarget, type targetFrames } from './target-frames';
import { TARGET_TYPES, type TargetParams } from './target-param';

/** Columns whose bins are listed: in wider tables those of the greatest power. */
const MOST_BINNED = 200;

/** What is told about a target. */
export interface AimedTable {
  readonly frames: Record<keyof typeof targetFrames, Frame>;
  readonly leaks: readonly Alert[];
}

/** Throws `column-unknown` or `column-type` where the table has no such target; nothing is computed for it then. */
export function checkTarget(table: ProfileTable, name: string): void {
  if (name !== '') requireColumn(table, name, TARGET_TYPES);
}

/**
 * What every other column says about a target: its predictive power alone, the target in its bins with 95 % intervals, and which
 * columns give it away. Empty where no target is chosen; a notice says why where nothing can be told. Throws what
 * `chooseTarget` throws. Rows whose target is missing or not finite are left out, and said.
 */
export async function aimAt(
  context: RunContext,
  table: ProfileTable,
  statistics: Statistics,
  params: TargetParams,
): Promise<AimedTable> {
  if (params.target === '') return { frames: framesOfTarget({}), leaks: [] };
  context.progress('target');
  const chosen = chooseTarget(table, statistics, params);
  sayWhatIsLeftOut(context, chosen);
  const { target } = chosen;
  if (target === null) return { frames: framesOfTarget({ target: [targetRow(chosen)] }), leaks: [] };
  const others = statistics.columns.filter(({ name }) => name !== chosen.name);
  const steps = others.length + Math.min(others.length, MOST_BINNED);
  let taken = 0;
  const tick = (columns: number): void => context.progress('target', (taken += columns) / steps);
  const powers = inOrder(
    await measurePowers(context, table, { columns: others, target, usable: chosen.rows, done: tick }),
  );
  const listed = new Set(powers.slice(0, MOST_BINNED).map(({ column }) => column.name));
  if (listed.size < others.length) {
    const format = numberFormat('en');
    const text = `“${chosen.name}” is shown by the values of ${format.count(listed.size)} of ${format.count(others.length)} columns, those of the greatest predictive power.`;
    context.notice({ code: 'target-bins-limited', text });
  }
  const own = others.filter(({ name }) => listed.has(name));
  const binned = await readBins(context, table, own, target, tick);
  const byName = new Map(binned.map((each) => [each.column.name, each]));
  const slots = target.kind === 'classes' ? target.classes.length : 0;
  const columns = powers.map(({ column, power, rows, reason }, i): FrameRow => {
    const bins = byName.get(column.name);
    return {
      rank: i + 1,
      column: column.name,
      power: power?.power ?? null,
      least: power?.least ?? null,
      most: power?.most ?? null,
      rows,
      missing_power: bins === undefined ? null : missingPower(bins, slots),
      reason,
    };
  });
  const frames = framesOfTarget({
    target: [targetRow(chosen)],
    target_columns: columns,
    target_bins: binned.flatMap((each) => binRows(each, target)),
  });
  const suspicion = { target, powers, binned: byName, threshold: params.leakPower };
  return { frames, leaks: await findLeaks(context, table, suspicion) };
}

/** The greatest power first; equal ones in the order of the table. */
function inOrder(powers: readonly MeasuredPower[]): MeasuredPower[] {
  return [...powers].sort((a, b) => (b.power?.power ?? -1) - (a.power?.power ?? -1));
}

function targetRow({ name, kind, rows, leftOut, target, reason }: ChosenTarget): FrameRow {
  const base = {
    column: name,
    kind,
    rows,
    left_out: leftOut,
    classes: null,
    positive: null,
    mean: null,
    reason,
  };
  if (target === null) return base;
  if (target.kind === 'number') return { ...base, mean: target.centre };
  const { classes, positive } = target;
  const chosen = positive === null ? undefined : classes[positive];
  return {
    ...base,
    classes: JSON.stringify(classes.map(({ label }) => label)),
    positive: chosen?.label ?? null,
    mean: chosen === undefined ? null : chosen.rows / rows,
  };
}

function sayWhatIsLeftOut(context: RunContext, { name, leftOut, reason }: ChosenTarget): void {
  if (reason !== null) {
    const text = `Nothing is said about the target “${name}”: ${reason}.`;
    context.notice({ code: 'target-untold', text, isWarning: true });
    return;
  }
  if (leftOut === 0) return;
  const rows = leftOut === 1 ? 'row has' : 'rows have';
  const text = `${numberFormat('en').count(leftOut)} ${rows} no finite value of the target “${name}” and no part in what is said about it.`;
  context.notice({ code: 'target-left-out', text });
}
