import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { findNeighbours } from '../../../kernels/neighbours/find';
import { randomState, type RandomState } from '../../../kernels/random-state';
import type { Coordinates } from './coordinates';
import { distinct, drawPairs, winnerOf, type DrawnPairs } from './draw';
import { addedBy } from './goals';
import type { Kin, KinClass } from './kin';
import type { ResampleParams } from './step';

/** What new rows are made of, row by row, all by `pos` of the kin. */
export interface Pairs {
  readonly bases: Float64Array;
  /** -1 where a row is copied. */
  readonly neighbours: Float64Array;
  readonly gaps: Float64Array;
  /** Per category: the neighbour whose value the new row takes. */
  readonly donors: readonly Float64Array[];
}

/** A mismatch of two categories counts as one standard deviation does. */
const MISMATCH = 1;

/** Where a class stands among the new rows, and how many neighbours it was made with; 0 for copies. */
interface Stretch {
  readonly pairs: Pairs;
  readonly at: number;
  readonly k: number;
}

/** Draws the rows to be repeated: from one stream over the classes, each row of a class equally likely every time. */
export function drawCopies(kin: Kin, params: ResampleParams): Pairs {
  const random = randomState(params.seed);
  const pairs = emptyPairs(kin, 0);
  let at = 0;
  for (const one of kin.classes) {
    for (let i = 0; i < addedBy(one); i++) pairs.bases[at++] = one.start + random.below(one.rows);
  }
  pairs.neighbours.fill(-1);
  return pairs;
}

/** The neighbours that a class can give: k, or one fewer than it has rows. */
export const neighboursOf = ({ rows }: Pick<KinClass, 'rows'>, k: number): number => Math.min(k, rows - 1);

/**
 * Draws pairs of neighbours for every class and looks their neighbours up, class after class. Own rules: one stream of random
 * numbers over the classes; as imbalanced-learn: a stream from the same seed for each, and a failure
 * (`resample-class-too-small`) where a class has no k + 1 rows. O(rows drawn from · rows of the class).
 */
export async function drawSmote(
  context: RunContext,
  kin: Kin,
  coordinates: Coordinates,
  params: ResampleParams,
): Promise<Pairs> {
  const isCompatible = params.rules === 'imbalanced-learn';
  const pairs = emptyPairs(kin, coordinates.categories.length);
  let random = randomState(params.seed);
  let at = 0;
  for (const one of kin.classes) {
    const k = neighboursOf(one, params.k);
    if (isCompatible && k < params.k) {
      failWith('resample-class-too-small', { class: one.label ?? '', rows: one.rows, needed: params.k + 1 });
    }
    if (isCompatible) random = randomState(params.seed);
    await fill(context, one, coordinates, random, { pairs, at, k });
    at += addedBy(one);
  }
  return pairs;
}

function emptyPairs(kin: Kin, categories: number): Pairs {
  const wanted = kin.classes.reduce((sum, one) => sum + addedBy(one), 0);
  const column = (): Float64Array => new Float64Array(wanted);
  return {
    bases: column(),
    neighbours: column(),
    gaps: column(),
    donors: Array.from({ length: categories }, column),
  };
}

/** Fills the stretch of one class. */
async function fill(
  context: RunContext,
  one: KinClass,
  coordinates: Coordinates,
  random: RandomState,
  stretch: Stretch,
): Promise<void> {
  const { pairs, at, k } = stretch;
  const drawn = drawPairs(random, one.rows, k, addedBy(one));
  if (k === 0 || coordinates.features + coordinates.codeColumns === 0) {
    copy(one, drawn, stretch);
    return;
  }
  const queries = distinct(drawn.bases);
  const { features, codeColumns } = coordinates;
  const input = {
    points: coordinates.points.slice(one.start * features, (one.start + one.rows) * features),
    codes: coordinates.codes.slice(one.start * codeColumns, (one.start + one.rows) * codeColumns),
    ...{ features, codeColumns, queries, k, mismatch: MISMATCH },
  };
  const found = await findNeighbours(context.kernels, input, {
    onBlock: (done, of) => {
      const amount = { done: (done / of) * queries.length, total: queries.length, unit: 'rows' } as const;
      context.progress(`neighbours of “${one.label}”`, done / of, amount);
    },
  });
  const slots = new Map(Array.from(queries, (row, slot) => [row, slot]));
  const donors = donorsOf(found.rows, k, coordinates, one.start);
  for (let i = 0; i < drawn.bases.length; i++) {
    const slot = slots.get(drawn.bases[i]!)!;
    pairs.bases[at + i] = one.start + drawn.bases[i]!;
    pairs.neighbours[at + i] = one.start + found.rows[slot * k + drawn.picks[i]!]!;
    pairs.gaps[at + i] = drawn.gaps[i]!;
    pairs.donors.forEach((column, category) => (column[at + i] = one.start + donors[category]![slot]!));
  }
}

/** Rows without a neighbour to pair them with are repeated. */
function copy({ start }: KinClass, { bases }: DrawnPairs, { pairs, at }: Stretch): void {
  bases.forEach((base, i) => {
    pairs.bases[at + i] = start + base;
    pairs.neighbours[at + i] = -1;
    for (const column of pairs.donors) column[at + i] = start + base;
  });
}

/** Per category and query: the neighbour whose value wins the vote, by its number within the class. */
function donorsOf(
  rows: Int32Array,
  k: number,
  { codes, codeColumns, categories }: Coordinates,
  start: number,
) {
  const queries = rows.length / k;
  const votes = new Int32Array(k);
  return categories.map((_, category) =>
    Int32Array.from({ length: queries }, (_, slot) => {
      for (let i = 0; i < k; i++) votes[i] = codes[(start + rows[slot * k + i]!) * codeColumns + category]!;
      return rows[slot * k + winnerOf(votes)]!;
    }),
  );
}
