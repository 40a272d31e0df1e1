import type { TableArtifact } from '../../../core/artifact';
import { contentKey } from '../../../core/content-key';
import { failWith } from '../../../core/failure';
import { paramsInUse } from '../../../core/param-when';
import type { RunContext } from '../../../core/run-context';
import { randomState } from '../../../kernels/random-state';
import { copiesOf } from '../../../kernels/resampling/between';
import { labelledRows, rowsWhere } from '../../../kernels/resampling/labels';
import { readClassRows, readLabels, type ClassRows } from './class-rows';
import { cleanRows, nearMissRows, type Cleaned } from './clean-rows';
import { isFeature, type RoleColumn } from './columns';
import { composeAdded, composeKept, widens } from './compose';
import { readGaps } from './gaps';
import { addedBy, type ClassGoal } from './goals';
import { hasFeatures, openGround, type Ground } from './ground';
import { makeRows } from './make-rows';
import { isAdding, isCleaning, isCutting } from './methods';
import { approximationNotice } from './notices';
import { noneAdded, type AddedRows, type ResampleOutcome } from './outcome';
import { pairsOf, type MadeClass } from './pairs';
import { resampleParams, type ResampleParams } from './step';

/** What is balanced. */
export interface BalanceAsked {
  readonly table: TableArtifact;
  readonly columns: readonly RoleColumn[];
  readonly goals: readonly ClassGoal[];
  readonly params: ResampleParams;
}

/** Adds rows, takes rows away, or both, as the method says. */
export async function balance(context: RunContext, asked: BalanceAsked): Promise<ResampleOutcome> {
  const { method } = asked.params;
  if (isAdding(method)) {
    const grown = await grow(context, asked);
    return isCleaning(method) ? cleanGrown(context, asked, grown) : grown;
  }
  const kept = isCutting(method) ? await cut(context, asked) : await cleanOf(context, asked);
  return keep(context, asked, kept);
}

const untouched = { made: [], pairs: null, added: noneAdded, cleaned: 0, spared: [], widened: [] } as const;

async function grow(context: RunContext, asked: BalanceAsked): Promise<ResampleOutcome> {
  const { table, columns, goals, params } = asked;
  const places = goals.flatMap((goal, place) => (addedBy(goal) > 0 ? [place] : []));
  if (places.length === 0) {
    const all = Int32Array.from({ length: table.rows }, (_, row) => row);
    const composed = await composeKept(context, { table, provenance: null }, columns, all);
    return { ...composed, ...untouched, kept: null };
  }
  const asTheyStand = params.rules === 'imbalanced-learn';
  context.progress('sorting');
  const classes = await readClassRows(context, table, columns, goals, { asTheyStand, places });
  const isCopying = params.method === 'random over';
  if (!isCopying) context.progress('measuring columns');
  const ground = isCopying ? null : await openGround(context, table, columns, params);
  const made = ground === null ? drawCopies(classes, params) : await makeNew(context, asked, classes, ground);
  const pairs = pairsOf(made, !isCopying);
  context.progress('writing');
  const scalings = ground?.space.scalings ?? null;
  const ingredients = { table, columns, pairs, scalings, asDoubles: asTheyStand };
  const widened = columns.filter((column) => widens(column, ingredients)).map(({ name }) => name);
  const composed = await composeAdded(context, ingredients);
  return { ...composed, ...untouched, kept: null, made, pairs, added: addedRows(made, table.rows), widened };
}

/** Rows to be repeated: from one stream over the classes, each row of a class equally likely every time. */
function drawCopies(classes: readonly ClassRows[], params: ResampleParams): MadeClass[] {
  const random = randomState(params.seed);
  return classes.map((of) => {
    const made = copiesOf(random, of.members, addedBy(of));
    return { of, made, donors: new Map(), k: 0, instead: null };
  });
}

async function makeNew(
  context: RunContext,
  { table, columns, params }: BalanceAsked,
  classes: readonly ClassRows[],
  ground: Ground,
): Promise<MadeClass[]> {
  const isWhole =
    params.method === 'Borderline-SMOTE' || params.method === 'ADASYN' || params.method === 'SMOTE-N';
  const labels = isWhole ? await readLabels(context, table, columns) : new Int32Array();
  const isByParents = params.rules === 'sluice' && params.gaps === 'as parents';
  const gapsOf = isByParents ? await readGaps(context, table, ground.space) : null;
  return makeRows(context, classes, { ground, labels, labelled: labelledRows(labels), params, gapsOf });
}

function addedRows(made: readonly MadeClass[], before: number): AddedRows {
  const count = made.reduce((sum, one) => sum + one.made.bases.length, 0);
  const classes = new Uint16Array(count);
  let at = 0;
  made.forEach((one, of) => {
    classes.fill(of, at, at + one.made.bases.length);
    at += one.made.bases.length;
  });
  const pairs = Int32Array.from({ length: count }, (_, pair) => pair);
  return { pairs, rows: pairs.map((pair) => before + pair + 1), classes };
}

/** Cleans the table that growing made; which of its rows are left is told by row. */
async function cleanGrown(
  context: RunContext,
  { table, columns, goals, params }: BalanceAsked,
  grown: ResampleOutcome,
): Promise<ResampleOutcome> {
  const key = contentKey({ grown: table.key, params: paramsInUse(resampleParams, params) });
  const large = { ...table, ...grown.balanced, key };
  const typed = columns.map((column, place) => ({ ...column, ...large.columns[place]! }));
  const cleaned = await cleanOf(context, { table: large, columns: typed, goals, params });
  const composed = await composeKept(
    context,
    { table: large, provenance: grown.provenance },
    typed,
    cleaned.rows,
  );
  const kept = new Uint8Array(table.rows);
  for (const row of cleaned.rows) if (row < table.rows) kept[row] = 1;
  const added = stillAdded(grown.added, cleaned.rows, table.rows);
  const gone = grown.added.rows.length - added.rows.length;
  return { ...grown, ...composed, kept, added, cleaned: gone, spared: cleaned.spared };
}

/** The new rows that are among those left, where they stand now. */
function stillAdded({ pairs, classes }: AddedRows, left: Int32Array, before: number): AddedRows {
  const places = Int32Array.from(left, (_, place) => place).filter((place) => left[place]! >= before);
  const pairOf = (place: number): number => left[place]! - before;
  return {
    pairs: places.map((place) => pairs[pairOf(place)]!),
    rows: places.map((place) => place + 1),
    classes: Uint16Array.from(places, (place) => classes[pairOf(place)]!),
  };
}

async function cleanOf(
  context: RunContext,
  { table, columns, goals, params }: BalanceAsked,
): Promise<Cleaned> {
  const ground = await openMeasured(context, { table, columns, goals, params });
  const labels = await readLabels(context, table, columns);
  const rows = labelledRows(labels);
  const cleaned = await cleanRows({ ground, labels, rows, classes: goals, params });
  noteApproximation(context, ground);
  return { ...cleaned, rows: withUnlabelled(labels, cleaned.rows, params) };
}

/** The ground for methods that can do nothing without features: `resample-no-features`. */
async function openMeasured(context: RunContext, { table, columns, params }: BalanceAsked): Promise<Ground> {
  if (!columns.some(isFeature))
    failWith('resample-no-features', { name: params.target, method: params.method });
  context.progress('measuring columns');
  const ground = await openGround(context, table, columns, params);
  if (!hasFeatures(ground)) failWith('resample-no-features', { name: params.target, method: params.method });
  return ground;
}

function noteApproximation(context: RunContext, { used: { graph } }: Ground): void {
  if (graph === null || graph.exactness === 'exact') return;
  context.notice(approximationNotice(graph.exactness));
}

async function cut(context: RunContext, { table, columns, goals, params }: BalanceAsked): Promise<Cleaned> {
  if (params.method === 'random under') {
    return { rows: await cutAtRandom(context, { table, columns, goals, params }), spared: [] };
  }
  const ground = await openMeasured(context, { table, columns, goals, params });
  const labels = await readLabels(context, table, columns);
  const asked = { ground, labels, rows: labelledRows(labels), classes: goals, params };
  const rows = await nearMissRows(context, asked, goals);
  return { rows: withUnlabelled(labels, rows, params), spared: [] };
}

/** Rows without a class stay where they were; as imbalanced-learn knows none, with its rules they come last. */
function withUnlabelled(labels: Int32Array, rows: Int32Array, { rules }: ResampleParams): Int32Array {
  const others = rowsWhere(labels.length, (row) => labels[row]! < 0);
  if (others.length === 0) return rows;
  const all = new Int32Array(rows.length + others.length);
  all.set(rows);
  all.set(others, rows.length);
  return rules === 'sluice' ? all.sort() : all;
}

/**
 * The rows that stay: of each drawn class the first of a random order, from one stream over the classes. Own rules keep the rows in
 * the order of the input; imbalanced-learn puts them class after class.
 */
async function cutAtRandom(
  context: RunContext,
  { table, columns, goals, params }: BalanceAsked,
): Promise<Int32Array> {
  const asTheyStand = params.rules === 'imbalanced-learn';
  const places = goals.map((_, place) => place);
  context.progress('sorting');
  const classes = await readClassRows(context, table, columns, goals, { asTheyStand, places });
  const random = randomState(params.seed);
  const kept = new Int32Array(classes.reduce((sum, { goal }) => sum + goal, 0));
  let at = 0;
  for (const { members, goal, isDrawn } of classes) {
    const order = isDrawn ? random.permutation(members.length).subarray(0, goal) : null;
    kept.set(order === null ? members : order.map((place) => members[place]!), at);
    at += goal;
  }
  return asTheyStand ? kept : kept.sort();
}

async function keep(
  context: RunContext,
  { table, columns }: BalanceAsked,
  { rows, spared }: Cleaned,
): Promise<ResampleOutcome> {
  context.progress('writing');
  const composed = await composeKept(context, { table, provenance: null }, columns, rows);
  const kept = new Uint8Array(table.rows);
  for (const row of rows) kept[row] = 1;
  return { ...composed, ...untouched, kept, spared };
}
