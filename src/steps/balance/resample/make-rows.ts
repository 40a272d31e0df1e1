import { failWith } from '../../../core/failure';
import type { RunContext } from '../../../core/run-context';
import { adasynCounts } from '../../../kernels/resampling/adasyn';
import {
  copiesOf,
  distinct,
  drawAround,
  drawPairs,
  madeOf,
  type MadeRows,
} from '../../../kernels/resampling/between';
import { foreignNeighbours, rowsInDanger } from '../../../kernels/resampling/danger';
import type { FindNear } from '../../../kernels/resampling/find-near';
import { drawnDonors, lowestWinnerOf, votedDonors, winnerOf } from '../../../kernels/resampling/votes';
import { randomState, type RandomState } from '../../../kernels/random-state';
import type { ClassRows } from './class-rows';
import { donorsWithGaps, type GapsOf } from './gaps';
import { addedBy } from './goals';
import { hasFeatures, type Ground } from './ground';
import type { MadeClass } from './pairs';
import type { ResampleParams } from './step';
import { typicalSpread, voteTables, type VoteTables } from './votes-ground';

/** What new rows are made from. */
export interface MakeAsked {
  readonly ground: Ground;
  readonly labels: Int32Array;
  /** The rows that have a class. */
  readonly labelled: Int32Array;
  readonly params: ResampleParams;
  /** The gaps that new rows take as their parents have them; null where gaps are voted on as values are. */
  readonly gapsOf: GapsOf | null;
}

/** What goes along while the new rows of one class are made. */
interface Making extends MakeAsked {
  readonly context: RunContext;
  readonly random: RandomState;
  readonly votes: VoteTables | null;
  readonly k: number;
}

type Instead = MadeClass['instead'];

/** The neighbours that a class can give: k, or one fewer than it has rows. */
export const neighboursOf = ({ rows }: Pick<ClassRows, 'rows'>, k: number): number => Math.min(k, rows - 1);

/**
 * Makes the new rows, class after class. Own rules: one stream of random numbers over the classes; as imbalanced-learn: a stream
 * from the same seed for each (but ADASYN's, which is one), and `resample-class-too-small` where a class has no k + 1 rows. Where
 * a method would make nothing, own rules make rows as SMOTE does.
 */
export async function makeRows(
  context: RunContext,
  classes: readonly ClassRows[],
  asked: MakeAsked,
): Promise<MadeClass[]> {
  const { params, ground, labels } = asked;
  const isCompatible = params.rules === 'imbalanced-learn';
  const votes = params.method === 'SMOTE-N' && hasFeatures(ground) ? voteTables(ground.space, labels) : null;
  const made: MadeClass[] = [];
  let random = randomState(params.seed);
  for (const one of classes) {
    const k = neighboursOf(one, params.k);
    if (isCompatible && k < params.k) {
      failWith('resample-class-too-small', {
        ...{ class: one.label ?? '', rows: one.rows, needed: params.k + 1, method: params.method },
      });
    }
    if (isCompatible && params.method !== 'ADASYN') random = randomState(params.seed);
    if (k === 0 || !hasFeatures(ground)) {
      const copies = copiesOf(random, one.members, addedBy(one));
      made.push({ of: one, made: copies, donors: new Map(), k: 0, instead: 'copies' });
      continue;
    }
    made.push(await makeOf(one, { ...asked, context, random, votes, k }));
  }
  return made;
}

async function makeOf(one: ClassRows, making: Making): Promise<MadeClass> {
  switch (making.params.method) {
    case 'Borderline-SMOTE':
      return borderline(one, making);
    case 'ADASYN':
      return adasyn(one, making);
    case 'SMOTE-N':
      return voted(one, making, making.votes!);
    default:
      return smote(one, making, null);
  }
}

/** Pairs among all rows of the class, the neighbours looked up of those that were drawn. */
async function smote(one: ClassRows, making: Making, instead: Instead): Promise<MadeClass> {
  const { random, k } = making;
  const drawn = drawPairs(random, one.rows, k, addedBy(one));
  const asked = distinct(drawn.bases);
  const queries = asked.map((place) => one.members[place]!);
  const { rows } = await nearWithin(one, making)(queries, one.members, k);
  const made = madeOf(drawn, one.members, asked, rows, k);
  return { of: one, made, donors: donorsOf(made, making), k, instead };
}

/** The search within a class; SMOTE-NC weighs categories by the spread of the class. */
function nearWithin(one: ClassRows, { ground, params }: Making): FindNear {
  const name = one.label ?? '';
  if (params.method !== 'SMOTE-NC') return ground.near(name);
  const spread = typicalSpread(ground.space, one.members);
  const isOwn = params.rules === 'sluice';
  return ground.near(name, isOwn && !(spread > 0) ? ground.space.mismatch : spread * spread);
}

async function borderline(one: ClassRows, making: Making): Promise<MadeClass> {
  const { ground, labels, labelled, params, random, k } = making;
  const isCompatible = params.rules === 'imbalanced-learn';
  const m = allowed(params.m, labelled, params);
  const near = ground.near(one.label ?? '');
  const foreign = await foreignNeighbours(labels, one.members, labelled, m, near);
  const danger = rowsInDanger(one.members, foreign, m);
  if (danger.length === 0) {
    if (!isCompatible) return smote(one, making, 'no-danger');
    const none = copiesOf(random, one.members, 0);
    return { of: one, made: none, donors: new Map(), k: 0, instead: 'no-danger' };
  }
  const isWide = params.border === 'all classes';
  const among = isWide ? labelled : one.members;
  const reach = isWide ? allowed(params.k, labelled, params) : k;
  const { rows } = await near(danger, among, reach);
  const drawn = drawPairs(random, danger.length, reach, addedBy(one));
  const all = Int32Array.from(danger, (_, place) => place);
  const straight = madeOf(drawn, danger, all, rows, reach);
  const made = isWide ? shortened(straight, one.number, making) : straight;
  return { of: one, made, donors: donorsOf(made, making), k: reach, instead: null };
}

/** Towards a row of another class a new row goes less than half way, and takes its categories from its own class. */
function shortened(made: MadeRows, own: number, { labels, params, random }: Making): MadeRows {
  const draws = params.rules === 'imbalanced-learn' ? randomState(params.seed) : random;
  const gaps = made.gaps.map((gap, i) =>
    labels[made.neighbours[i]!] === own ? gap : gap * (0.5 * draws.uniform()),
  );
  const lists = made.lists.slice();
  const { k } = made;
  const baseOf = new Map(Array.from(made.slots, (slot, i) => [slot, made.bases[i]!]));
  for (let i = 0; i < lists.length; i++) {
    if (labels[lists[i]!] !== own) lists[i] = baseOf.get(Math.floor(i / k)) ?? lists[i]!;
  }
  return { ...made, gaps, lists };
}

async function adasyn(one: ClassRows, making: Making): Promise<MadeClass> {
  const { ground, labels, labelled, params, random, k } = making;
  const isCompatible = params.rules === 'imbalanced-learn';
  const reach = allowed(params.k, labelled, params);
  const near = ground.near(one.label ?? '');
  const foreign = await foreignNeighbours(labels, one.members, labelled, reach, near);
  const counts = adasynCounts(foreign, reach, addedBy(one), !isCompatible);
  if (counts === null || counts.every((count) => count === 0)) {
    if (isCompatible) failWith('resample-nothing-made', { class: one.label ?? '' });
    return smote(one, making, 'no-foreign');
  }
  const drawn = drawAround(random, counts, k);
  const asked = distinct(drawn.bases);
  const queries = asked.map((place) => one.members[place]!);
  const { rows } = await near(queries, one.members, k);
  const made = madeOf(drawn, one.members, asked, rows, k);
  return { of: one, made, donors: donorsOf(made, making), k, instead: null };
}

/** Rows whose every value is the one that most of a drawn row and its neighbours have. */
async function voted(one: ClassRows, making: Making, votes: VoteTables): Promise<MadeClass> {
  const { context, random, k, params, gapsOf } = making;
  const wanted = addedBy(one);
  const places = Int32Array.from({ length: wanted }, () => random.below(one.rows));
  const neighbours = await votes.neighbours(context, one, k);
  const asked = distinct(places);
  const slotOf = new Map(Array.from(asked, (place, slot) => [place, slot]));
  const lists = new Int32Array(asked.length * (k + 1));
  asked.forEach((place, slot) => {
    lists[slot * (k + 1)] = one.members[place]!;
    for (let i = 0; i < k; i++) lists[slot * (k + 1) + 1 + i] = one.members[neighbours[place * k + i]!]!;
  });
  const made: MadeRows = {
    bases: places.map((place) => one.members[place]!),
    neighbours: new Int32Array(wanted).fill(-1),
    gaps: new Float64Array(wanted).fill(-1),
    slots: places.map((place) => slotOf.get(place)!),
    ...{ lists, k: k + 1 },
  };
  const winner = params.rules === 'imbalanced-learn' ? lowestWinnerOf : winnerOf;
  const donors = votes.names.map((name, column) => {
    const codeOf = (row: number): number => votes.codeAt(row, column);
    const isGap = gapsOf?.(name) ?? null;
    return [
      name,
      isGap === null ? votedDonors(made, codeOf, winner) : donorsWithGaps(made, codeOf, isGap),
    ] as const;
  });
  return { of: one, made, donors: new Map(donors), k, instead: null };
}

/** For each category the rows that new rows take their value from. */
function donorsOf(made: MadeRows, { ground, params, gapsOf }: Making): Map<string, Int32Array> {
  const { categories, codes, codeColumns } = ground.space;
  // Ties are drawn from one stream over the categories, which starts anew for each class.
  const draws = params.rules === 'imbalanced-learn' ? randomState(params.seed) : null;
  return new Map(
    categories.map(({ name }, column) => {
      const codeOf = (row: number): number => codes[row * codeColumns + column]!;
      if (draws !== null) return [name, drawnDonors(made, codeOf, draws)];
      const isGap = gapsOf?.(name) ?? null;
      return [
        name,
        isGap === null ? votedDonors(made, codeOf, winnerOf) : donorsWithGaps(made, codeOf, isGap),
      ];
    }),
  );
}

/** Neighbours among all rows with a class; where imbalanced-learn refuses because there are too few: `resample-too-few-rows`. */
export function allowed(wanted: number, rows: Int32Array, { rules, method }: ResampleParams): number {
  if (rules === 'imbalanced-learn' && wanted > rows.length - 1) {
    failWith('resample-too-few-rows', { rows: rows.length, needed: wanted + 1, method });
  }
  return Math.min(wanted, rows.length - 1);
}
