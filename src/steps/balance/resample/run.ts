import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import { firstOf } from '../../../core/words';
import { isFeature, requireNumeric, rolesOf, type RoleColumn } from './columns';
import { composeAdded, composeKept, widens, type Composed } from './compose';
import { readCoordinates } from './coordinates';
import { addedBy, goalsOf, type ClassCount, type ClassGoal } from './goals';
import { countClasses, gatherKin, MOST_CLASSES } from './kin';
import { madeNotices, partNotices } from './notices';
import { drawPicture } from './picture';
import { readScalings, type Scaling } from './scaling';
import { drawCopies, drawSmote, neighboursOf } from './smote';
import { resample, type ResampleParams } from './step';
import { chooseKept } from './under';

/** More new rows than this would not fit beside the table. */
const MOST_NEW_ROWS = 20_000_000;

/**
 * Balances classes. The rows to draw from are sorted in the database, the kernels say which pair of rows each new one stands
 * between, and where; the rows themselves never leave the database.
 */
export async function run(
  context: RunContext,
  params: ResampleParams,
  inputs: RunInputs,
): Promise<RunOutput> {
  const table = tableAt(inputs);
  requireColumn(table, params.target);
  const columns = rolesOf(table, params);
  if (table.rows === 0) failWith('rows-none', { because: '' });
  context.progress('counting classes');
  const target = columns.find(({ role }) => role === 'target')!;
  const classes = await countClasses(context, table, target);
  requireClasses(classes, params.target);
  const goals = goalsOf(classes, params);
  requireRoom(goals);
  for (const notice of partNotices(table.traits.part)) context.notice(notice);
  const { composed, widened } = await balance(context, table, columns, goals, params);
  for (const notice of madeNotices(goals, columns, params, widened)) context.notice(notice);
  context.progress('picture');
  const originals = params.method === 'random under' ? composed.balanced.rows : table.rows;
  const labelled = classes.filter(({ label }) => label !== null).length;
  const reached = await countClasses(context, { ...table, ...composed.balanced }, target);
  const picture = await drawPicture(context, composed.balanced, columns, {
    rows: originals,
    classes: labelled,
  });
  const isSynthetic = params.method === 'SMOTE' && composed.balanced.rows > table.rows;
  const sampled = { rows: composed.balanced.rows, of: table.rows };
  return {
    artifacts: {
      balanced: { kind: 'table', ...composed.balanced },
      provenance: { kind: 'table', ...composed.provenance },
    },
    frames: {
      classes: classFrame(goals, reached, columns.some(isFeature) ? params.k : 0, params),
      summary: summaryFrame(table, composed, goals),
      ...picture,
    },
    traits: {
      ...(isSynthetic ? { balanced: { synthetic: true } } : {}),
      ...(composed.balanced.rows < table.rows ? { balanced: { sampled } } : {}),
    },
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

/** The balanced rows, and the names of the columns that changed their type for it. */
interface Balanced {
  readonly composed: Composed;
  readonly widened: readonly string[];
}

async function balance(
  context: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  goals: readonly ClassGoal[],
  params: ResampleParams,
): Promise<Balanced> {
  const asTheyStand = params.rules === 'imbalanced-learn';
  const isUnder = params.method === 'random under';
  if (params.method === 'SMOTE' && asTheyStand) requireNumeric(columns);
  context.progress('measuring columns');
  const scalings = params.method === 'SMOTE' ? await readScalings(context, table, columns) : null;
  if (asTheyStand && scalings !== null) requireComplete(scalings);
  if (!isUnder && goals.every((goal) => addedBy(goal) === 0)) {
    const kept = Float64Array.from({ length: table.rows }, (_, row) => row + 1);
    return { composed: await composeKept(context, table, columns, kept), widened: [] };
  }
  context.progress('sorting');
  const kin = await gatherKin(context, table, columns, goals, { asTheyStand, withValues: !isUnder });
  if (isUnder) {
    const kept = await chooseKept(context, kin, params);
    return { composed: await composeKept(context, table, columns, kept), widened: [] };
  }
  const pairs =
    scalings === null
      ? drawCopies(kin, params)
      : await drawSmote(
          context,
          kin,
          await readCoordinates(context, kin, columns, scalings, asTheyStand),
          params,
        );
  context.progress('writing');
  const ingredients = { table, columns, kin, pairs, scalings, asDoubles: asTheyStand };
  const widened = columns.filter((column) => widens(column, ingredients)).map(({ name }) => name);
  return { composed: await composeAdded(context, ingredients), widened };
}

function requireComplete(scalings: ReadonlyMap<RoleColumn, Scaling>): void {
  const gappy = [...scalings].filter(([, { gaps }]) => gaps > 0).map(([{ name }]) => `“${name}”`);
  if (gappy.length > 0) failWith('resample-missing', { columns: firstOf(gappy, 5) });
}

/** What was asked of each class, and what it has: counted in the balanced table, not taken from what was asked. */
function classFrame(
  goals: readonly ClassGoal[],
  reached: readonly ClassCount[],
  k: number,
  { method }: ResampleParams,
): Frame {
  const rows = goals.map((goal) => {
    const after = reached.find(({ label }) => label === goal.label)?.rows ?? 0;
    const real = Math.min(goal.rows, after);
    const made = after - real;
    return {
      ...{ class: goal.label, before: goal.rows, asked: goal.goal, after, real, made },
      neighbours: method === 'SMOTE' && made > 0 ? neighboursOf(goal, k) : null,
    };
  });
  return frameOfRows(Object.keys(resample.frames.classes!), rows);
}

function summaryFrame(
  { rows, traits }: TableArtifact,
  { balanced }: Composed,
  goals: readonly ClassGoal[],
): Frame {
  const made = goals.reduce((sum, goal) => sum + addedBy(goal), 0);
  const removed = goals.reduce((sum, goal) => sum + Math.max(0, goal.rows - goal.goal), 0);
  return frameOfRows(Object.keys(resample.frames.summary!), [
    { rows_before: rows, rows_after: balanced.rows, made, removed, part: traits.part },
  ]);
}
