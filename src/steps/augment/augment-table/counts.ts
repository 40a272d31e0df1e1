import type { TableArtifact } from '../../../core/artifact';
import { frameOfRows, type Frame, type FrameRow } from '../../../core/frame';
import type { MadeTable } from '../../../core/run-context';
import type { MadeColumn } from '../../../kernels/augment-rows/make-cell';
import type { Groups } from './amounts';
import type { PlanColumn } from './columns';
import { FATE } from './copies';
import type { DrawnRows } from './draw-again';
import { augmentTableFrames } from './frames';
import type { LearntColumn } from './learn';
import type { MadeRows } from './made';
import type { AugmentTableParams } from './step';

/** What a run has found out, for the frames. */
export interface Found extends DrawnRows {
  readonly table: TableArtifact;
  readonly columns: readonly PlanColumn[];
  readonly learnt: ReadonlyMap<string, LearntColumn>;
  readonly groups: Groups;
  readonly params: AugmentTableParams;
}

/** Counts by class, by column and in all. */
export function countFrames(
  found: Found,
  augmented: MadeTable,
): Record<'classes' | 'columns' | 'summary', Frame> {
  const { table, groups, made, fates, redrawn } = found;
  const tally = new Int32Array(4 * groups.all.length);
  fates.forEach((fate, row) => (tally[4 * made.groups[row]! + fate]! += 1));
  const countOf = (group: number, fate: number): number => tally[4 * group + fate]!;
  const classes = groups.all.map(({ label, rows, asked }, group) => ({
    ...{ class: label, before: rows, asked, made: countOf(group, FATE.kept) },
    ...{ copies: countOf(group, FATE.copy), repeats: countOf(group, FATE.repeat) },
    unmade: countOf(group, FATE.unmade),
  }));
  const sum = (of: 'asked' | 'made' | 'copies' | 'repeats' | 'unmade'): number =>
    classes.reduce((total, one) => total + one[of], 0);
  const summary = {
    ...{ rows_before: table.rows, asked: sum('asked'), made: sum('made'), copies: sum('copies') },
    ...{
      repeats: sum('repeats'),
      redrawn,
      unmade: sum('unmade'),
      rows_after: augmented.rows,
      part: table.traits.part,
    },
  };
  return {
    classes: frameOfRows(Object.keys(augmentTableFrames.classes), classes),
    columns: frameOfRows(Object.keys(augmentTableFrames.columns), found.columns.map(columnRow(found))),
    summary: frameOfRows(Object.keys(augmentTableFrames.summary), [summary]),
  };
}

/** What became of a column. */
function columnRow({ learnt, made, kept, params }: Found): (column: PlanColumn) => FrameRow {
  return ({ name, part }) => {
    const own = made.columns.get(name);
    const column = learnt.get(name);
    const isNumber = column?.kind === 'number';
    const isMoved = isNumber && (params.method === 'jitter' || params.method === 'jitter and swap');
    const isBounded = isNumber && column.low <= column.high;
    return {
      column: name,
      treatment: treatmentOf(part, column?.kind, params.method),
      spread: isMoved && part === 'made' ? column.spread : null,
      ...{ low: isBounded ? column.low : null, high: isBounded ? column.high : null },
      changed: !made.haveParents || own === undefined ? null : changesIn(column, own, made, kept),
      clamped: isMoved && part === 'made' ? (own?.clamped ?? 0) : null,
    };
  };
}

function treatmentOf(
  part: PlanColumn['part'],
  kind: LearntColumn['kind'] | undefined,
  method: string,
): string {
  if (part === 'key') return 'key';
  if (method === 'synthesise') return 'drawn';
  if (part !== 'made') return part;
  if (method === 'mixup') return 'mixed';
  if (kind === 'number') return method === 'swap' ? 'kept' : 'moved';
  return method === 'jitter' ? 'kept' : 'swapped';
}

/** New rows whose value is another one than that of the parent. */
function changesIn(
  column: LearntColumn | undefined,
  { values, donors }: MadeColumn,
  { bases }: MadeRows,
  kept: Int32Array,
): number {
  let count = 0;
  for (const row of kept) {
    const [base, donor] = [bases[row]!, donors[row]!];
    const value = values?.[row] ?? NaN;
    if (column?.kind === 'number') {
      const own = column.values[base]!;
      const now = Number.isNaN(value) ? column.values[donor < 0 ? base : donor]! : value;
      if (!Object.is(own + 0, now + 0)) count += 1;
    } else if (donor >= 0 && column?.codes[donor] !== column?.codes[base]) count += 1;
  }
  return count;
}
