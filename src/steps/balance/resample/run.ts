import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { balance } from './balance';
import { countClasses, MOST_CLASSES } from './class-rows';
import { requireKinds, rolesOf } from './columns';
import { addedBy, goalsOf, type ClassCount, type ClassGoal } from './goals';
import { resampleFrames } from './frames';
import { leaveOut } from './leave-out';
import { compareLikeness, noLikeness } from './likeness';
import { isMeasuring, isSynthetic } from './methods';
import { madeNotices, partNotices } from './notices';
import type { ResampleOutcome } from './outcome';
import { drawPicture } from './picture';
import type { ResampleParams } from './step';

/** More new rows than this would not fit beside the table. */
const MOST_NEW_ROWS = 20_000_000;

/**
 * Balances classes. The rows to draw from are sorted in the database, the kernels say which pair of rows each new one stands
 * between, and where, or which rows go; the rows themselves never leave the database.
 */
export async function run(
  context: RunContext,
  params: ResampleParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  requireColumn(table, params.target);
  const roles = rolesOf(table, params);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  context.progress('looking for identifiers');
  const columns = await leaveOut(context, table, roles, params);
  context.progress('counting classes');
  const classes = await countClasses(context, table, columns);
  requireClasses(classes, params.target);
  if (isMeasuring(params.method) && params.rules === 'imbalanced-learn') requireKinds(columns, params.method);
  const goals = goalsOf(classes, params);
  requireRoom(goals);
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  const outcome = await balance(context, { table, columns, goals, params });
  for (const notice of madeNotices({ goals, columns, params, outcome })) context.notice(notice);
  context.progress('picture');
  const labelled = classes.filter(({ label }) => label !== null).length;
  const reached = await countClasses(context, outcome.balanced, columns);
  const picture = await drawPicture(context, { table, columns, outcome, classes: labelled });
  context.progress('comparing');
  const likeness = isSynthetic(params.method)
    ? await compareLikeness(context, table, columns, outcome)
    : noLikeness;
  const counts = countRows(goals, reached, outcome);
  return {
    artifacts: {
      balanced: { kind: 'table', ...outcome.balanced },
      provenance: { kind: 'table', ...outcome.provenance },
    },
    frames: {
      classes: frameOfRows(Object.keys(resampleFrames.classes), counts),
      summary: summaryFrame(table, outcome, counts),
      ...picture,
      ...likeness,
    },
    traits: traitsOf(table, outcome, params, classes),
  };
}

function requireClasses(classes: readonly ClassCount[], name: string): void {
  const count = classes.filter(({ label }) => label !== null).length;
  if (count > MOST_CLASSES) failWith('classes-too-many', { name, limit: MOST_CLASSES });
  if (count < 2) failWith('classes-too-few', { name, count: count === 0 ? 'no class' : 'one class' });
}

function requireRoom(goals: readonly ClassGoal[]): void {
  const rows = goals.reduce((sum, goal) => sum + addedBy(goal), 0);
  if (rows > MOST_NEW_ROWS) failWith('resample-too-many-rows', { rows, limit: MOST_NEW_ROWS });
}

/** What was asked of each class, and what it has: counted in the balanced table, not taken from what was asked. */
function countRows(
  goals: readonly ClassGoal[],
  reached: readonly ClassCount[],
  { added, made, pairs }: ResampleOutcome,
) {
  const madeOf = new Map<number, number>();
  for (const of of added.classes) {
    const place = made[of]!.of.number;
    madeOf.set(place, (madeOf.get(place) ?? 0) + 1);
  }
  return goals.map((goal, place) => {
    const after = reached.find(({ label }) => label === goal.label)?.rows ?? 0;
    const mine = madeOf.get(place) ?? 0;
    const real = after - mine;
    const kin = made.find(({ of }) => of.number === place);
    return {
      ...{ class: goal.label, before: goal.rows, asked: goal.asked, after, real, made: mine },
      removed: goal.rows - real,
      neighbours: pairs !== null && mine > 0 && pairs.isSynthetic ? (kin?.k ?? null) : null,
    };
  });
}

function summaryFrame(
  { rows, traits }: TableArtifact,
  { balanced, cleaned }: ResampleOutcome,
  counts: ReturnType<typeof countRows>,
): Frame {
  const sum = (part: 'made' | 'removed'): number => counts.reduce((total, one) => total + one[part], 0);
  return frameOfRows(Object.keys(resampleFrames.summary), [
    {
      ...{ rows_before: rows, rows_after: balanced.rows, made: sum('made'), removed: sum('removed') },
      ...{ cleaned, part: traits.part },
    },
  ]);
}

function traitsOf(
  { rows, traits }: TableArtifact,
  { balanced, added, kept }: ResampleOutcome,
  { method, target }: ResampleParams,
  classes: readonly ClassCount[],
) {
  const isNew = isSynthetic(method) && added.rows.length > 0;
  const left = kept === null ? rows : kept.reduce((sum, flag) => sum + flag, 0);
  const sampled = left < rows ? { sampled: { rows: balanced.rows - added.rows.length, of: rows } } : {};
  const isResampled = added.rows.length > 0 || left < rows;
  // What was resampled twice came as it was before the first time.
  const known = traits.balancedFrom?.column === target ? traits.balancedFrom : null;
  const counts = classes.flatMap(({ label, rows: count }) =>
    label === null ? [] : [[label, count] as const],
  );
  const before = known ?? { column: target, rows: Object.fromEntries(counts) };
  const own = {
    ...(isNew ? { synthetic: true } : {}),
    ...sampled,
    ...(isResampled ? { balancedFrom: before } : {}),
  };
  return Object.keys(own).length > 0 ? { balanced: own } : {};
}
