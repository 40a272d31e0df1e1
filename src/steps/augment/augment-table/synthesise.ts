import type { RunContext } from '../../../core/run-context';
import { drawRows, type ColumnDraw } from '../../../kernels/cart/draw-rows';
import { growTrees, type GrownTree, type TreeWish } from '../../../kernels/cart/grow-trees';
import type { Predictor } from '../../../kernels/cart/tree';
import type { Groups } from './amounts';
import type { PlanColumn } from './columns';
import type { LearntColumn } from './learn';
import { joinDoubles, joinInts, stretches, together, type MakeRows } from './made';
import { asPredictor } from './predictor';
import type { AugmentTableParams } from './step';

/** Tasks among which trees are divided; each holds a copy of the columns. */
const MOST_TASKS = 4;
/** Cells from which on fewer copies are held. */
const MANY_CELLS = 4_000_000;

/** What rows are drawn from: columns in the order of the sequence, of the rows that trees are grown from. */
interface Sequence {
  readonly columns: readonly PlanColumn[];
  readonly learnt: readonly LearntColumn[];
  readonly predictors: readonly Predictor[];
  /** The places of the rows in the table. */
  readonly rows: Int32Array;
}

/**
 * Grows trees on the rows of the classes that get new ones, and draws rows from them column by column, each given those before it. With
 * a label that comes first, as often as was asked; else the first column is drawn as it stands.
 */
export async function rowDrawer(
  context: RunContext,
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  groups: Groups,
  params: AugmentTableParams,
): Promise<MakeRows> {
  const sequence = sequenceOf(columns, learnt, groups, params);
  const draws = await growAll(context, sequence, params);
  const hasLabel = sequence.columns[0]?.part === 'label';
  const places = new Map(Array.from(sequence.rows, (row, place) => [row, place]));
  return async (wanted, phase) => {
    const starts = hasLabel ? wanted.parents.map((row) => places.get(row)!) : null;
    const rows = wanted.parents.length;
    const parts = stretches(rows);
    const tell = together(parts.length, (fraction) => context.progress(phase, fraction));
    const drawn = await Promise.all(
      parts.map(([first, end], n) => {
        const some = {
          starts: starts?.slice(first, end) ?? null,
          numbers: wanted.numbers.slice(first, end),
        };
        const task = { columns: sequence.predictors, draws, ...some, seed: params.seed };
        return context.kernels.call(drawRows, task, [], tell[n]);
      }),
    );
    const made = sequence.columns.map(({ name }, at) => {
      const own = drawn.map((part) => part[at]!);
      const donors = joinInts(own.map((part) => part.donors)).map((place) => sequence.rows[place]!);
      const values = own.flatMap((part) => (part.values === null ? [] : [part.values]));
      return [
        name,
        { donors, values: values.length === 0 ? null : joinDoubles(values), clamped: 0 },
      ] as const;
    });
    return {
      ...{ rows, groups: wanted.groups, bases: wanted.parents, haveParents: false },
      columns: new Map(made),
      ...{ partners: new Int32Array(), weights: new Float64Array(), isUnmade: new Uint8Array(rows) },
    };
  };
}

function sequenceOf(
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  { all, ofRow }: Groups,
  { visit }: AugmentTableParams,
): Sequence {
  const rank = ({ part, name }: PlanColumn): number => {
    if (part === 'label') return -1;
    const place = visit.indexOf(name);
    return place < 0 ? visit.length : place;
  };
  const ordered = columns
    .filter(({ part }) => part !== 'key')
    .map((column, at) => ({ column, at }))
    .sort((a, b) => rank(a.column) - rank(b.column) || a.at - b.at)
    .map(({ column }) => column);
  const wanted = Array.from(ofRow.keys()).filter((row) => (all[ofRow[row]!]?.asked ?? 0) > 0);
  const rows = Int32Array.from(wanted);
  const own = ordered.map(({ name }) => within(learnt.get(name)!, rows));
  return { columns: ordered, learnt: own, predictors: own.map(asPredictor), rows };
}

/** A column of some rows. */
function within(column: LearntColumn, rows: Int32Array): LearntColumn {
  const lacks = column.lacks === null ? null : Uint8Array.from(rows, (row) => column.lacks![row]!);
  if (column.kind === 'category') {
    return { ...column, codes: rows.map((row) => column.codes[row]!), lacks };
  }
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!), lacks };
}

/** Grows the trees of all columns, in as many tasks as copies of the columns fit into memory. */
async function growAll(
  context: RunContext,
  { columns, learnt, predictors, rows }: Sequence,
  { minLeaf, depth, complexity, predictors: mostPredictors, smoothing }: AugmentTableParams,
): Promise<ColumnDraw[]> {
  const wishes = learnt.map((column, before) => wishesOf(column, predictors[before]!, before));
  const cells = rows.length * columns.length;
  const tasks = Math.min(columns.length, cells > MANY_CELLS ? (cells > 3 * MANY_CELLS ? 1 : 2) : MOST_TASKS);
  const tell = together(tasks, (fraction) => context.progress('growing trees', fraction));
  const rules = { minLeaf, maxDepth: depth, complexity };
  const grown = await Promise.all(
    Array.from({ length: tasks }, (_, task) => {
      const mine = wishes.filter((_wish, at) => at % tasks === task).flat();
      const input = {
        columns: predictors,
        rows: rows.length,
        wishes: mine,
        rules,
        mostPredictors,
        hasBandwidths: smoothing,
      };
      return context.kernels.call(growTrees, input, [], tell[task]);
    }),
  );
  const next = new Int32Array(tasks);
  return wishes.map((own, at) => {
    const task = at % tasks;
    const [first, second] = own.map((): GrownTree => grown[task]![next[task]!++]!);
    const column = learnt[at]!;
    return {
      tree: first!,
      values: second === undefined || column.lacks === null ? null : { tree: second, lacks: column.lacks },
      smoothing: smoothing && column.kind === 'number' ? boundsOf(column) : null,
    };
  });
}

const boundsOf = ({ low, high, unit, decimals }: LearntColumn & { readonly kind: 'number' }) => ({
  ...{ low, high, unit, decimals },
});

/** The trees of a column: of its values; of numbers with gaps first of what they lack, then of the numbers that are there. */
function wishesOf(column: LearntColumn, own: Predictor, before: number): TreeWish[] {
  if (column.kind === 'category') {
    return [{ target: own, rows: null, before }];
  }
  const { lacks, values } = column;
  if (lacks === null) return [{ target: { kind: 'number', values }, rows: null, before }];
  const there = Int32Array.from(Array.from(lacks.keys()).filter((row) => lacks[row] === 0));
  return [
    { target: { kind: 'category', codes: lacks }, rows: null, before },
    {
      target: { kind: 'number', values: values.map((value) => (Number.isNaN(value) ? 0 : value)) },
      rows: there,
      before,
    },
  ];
}
