import type { RunContext } from '../../core/run-context';
import { findNeighbours } from '../neighbours/find';
import type { Neighbours } from '../neighbours/part';
import { safeFactor } from '../neighbours/safe';
import { randomState } from '../random-state';
import { nearestOf } from './nearest-of';

/** Neighbours that are asked for their label, where nobody says otherwise. */
export const NEIGHBOURS_ASKED = 5;
/** Rows that are judged at most: more would take minutes and say the same. */
export const MOST_MADE_JUDGED = 2000;
export const MOST_REAL_JUDGED = 5000;

/** Rows as points, n x width numbers row by row, all finite, and the label of each; null where it has none. */
export interface LabelledPoints {
  readonly points: Float64Array;
  readonly labels: readonly (string | null)[];
}

/** New rows. */
export interface MadePoints extends LabelledPoints {
  /**
   * The place of each row's parent within the real rows given, -1 where it is none of them. The parent is left out of the
   * neighbours: that a row lies beside what it was made of says nothing.
   */
  readonly parents: Int32Array;
}

/** How far the labels of rows agree with those of the real rows near them. */
export interface LabelSafety {
  /** Neighbours asked, fewer where there are fewer real rows. */
  readonly k: number;
  /** Per real row: the share of its k nearest other real rows that have its label; NaN without a label or without neighbours. */
  readonly real: Float64Array;
  /** Per new row: the share of its k nearest real rows but the parent that have its label; NaN likewise. */
  readonly made: Float64Array;
  /** Per new row: the place of its nearest real row but the parent, -1 where there is none. */
  readonly nearest: Int32Array;
  /** Per new row: the Euclidean distance to that row; NaN where there is none. */
  readonly distances: Float64Array;
  readonly realLabels: readonly (string | null)[];
  readonly madeLabels: readonly (string | null)[];
}

/** What a judgement may be told. */
export interface JudgeOptions {
  readonly k?: number;
  /** What the run says it is doing. */
  readonly phase?: string;
}

/**
 * Judges the labels of new rows by the real rows around them, exactly: by Euclidean distance, of equal distances the earlier row
 * first. A real row without a label counts as one of another label. The same for any number of kernel workers. O((real + made) · real ·
 * width): 2,000 x 5,000 rows of 784 numbers take about three seconds on two workers. Give it what `chooseRows` chose of more.
 * Throws where a number is not finite, which is the caller's to see to.
 */
export async function judgeLabels(
  context: Pick<RunContext, 'kernels' | 'progress'>,
  real: LabelledPoints,
  made: MadePoints,
  width: number,
  { k = NEIGHBOURS_ASKED, phase = 'comparing labels with those of near rows' }: JudgeOptions = {},
): Promise<LabelSafety> {
  const rows = real.labels.length;
  checkShape(real, made, width);
  const factor = Math.min(safeFactor(real.points), safeFactor(made.points));
  const points = scaled(real.points, factor);
  const work = { real: (rows * rows) / 2, made: rows * made.labels.length };
  const all = Math.max(1, work.real + work.made);
  const amongReal = await realNeighbours(context, points, width, Math.min(k, rows - 1), (share) =>
    context.progress(phase, (share * work.real) / all),
  );
  const asked = Math.min(k + 1, rows);
  const ofMade = await nearestOf(
    context.kernels,
    scaled(made.points, factor),
    points,
    width,
    asked,
    (share) => context.progress(phase, (work.real + share * work.made) / all),
  );
  const own = agreement(amongReal, Math.min(k, rows - 1), real.labels, real.labels);
  return { k, real: own, ...ofMadeRows(ofMade, asked, k, real, made, factor) };
}

/**
 * Which of many rows are judged: their places, ascending; all where there are no more than `most`, else as many drawn by
 * the seed, each equally likely.
 */
export function chooseRows(rows: number, most: number, seed: number): Int32Array {
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  return randomState(seed).permutation(rows).subarray(0, most).slice().sort();
}

function checkShape(real: LabelledPoints, made: MadePoints, width: number): void {
  const fits = ({ points, labels }: LabelledPoints): boolean => points.length === labels.length * width;
  if (width < 1 || !fits(real) || !fits(made) || made.parents.length !== made.labels.length) {
    throw new Error('Points, labels and parents are not of one length.');
  }
}

const scaled = (points: Float64Array, factor: number): Float64Array =>
  factor === 1 ? points : points.map((value) => value * factor);

/** The neighbours of every real row among the others; empty lists where there is no other. */
async function realNeighbours(
  { kernels }: Pick<RunContext, 'kernels'>,
  points: Float64Array,
  width: number,
  k: number,
  tell: (share: number) => void,
): Promise<Neighbours> {
  if (k < 1) return { rows: new Int32Array(), distances: new Float64Array() };
  const queries = Int32Array.from({ length: points.length / width }, (_, row) => row);
  const input = { points, codes: new Int32Array(), features: width, codeColumns: 0, mismatch: 1, queries, k };
  return findNeighbours(kernels, input, { onBlock: (done, of) => tell(done / of) });
}

/** The share of each row's k neighbours that have its label. */
function agreement(
  found: Neighbours,
  k: number,
  own: readonly (string | null)[],
  theirs: readonly (string | null)[],
): Float64Array {
  return Float64Array.from(own, (label, row) => {
    if (label === null || k < 1) return NaN;
    let same = 0;
    for (let at = row * k; at < (row + 1) * k; at++) if (theirs[found.rows[at]!] === label) same += 1;
    return same / k;
  });
}

/** What the lists of the new rows tell, one longer than is asked, without the parents. */
function ofMadeRows(
  found: Neighbours,
  length: number,
  k: number,
  real: LabelledPoints,
  { labels, parents }: MadePoints,
  factor: number,
): Omit<LabelSafety, 'k' | 'real'> {
  const shares = new Float64Array(labels.length).fill(NaN);
  const nearest = new Int32Array(labels.length).fill(-1);
  const distances = new Float64Array(labels.length).fill(NaN);
  labels.forEach((label, row) => {
    let [asked, same] = [0, 0];
    for (let at = row * length; at < (row + 1) * length && asked < k; at++) {
      const other = found.rows[at]!;
      if (other === parents[row]) continue;
      if (asked === 0) {
        nearest[row] = other;
        distances[row] = Math.sqrt(found.distances[at]!) / factor;
      }
      asked += 1;
      if (real.labels[other] === label) same += 1;
    }
    if (label !== null && asked > 0) shares[row] = same / asked;
  });
  return { made: shares, nearest, distances, realLabels: real.labels, madeLabels: labels };
}
