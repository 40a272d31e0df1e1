import type { Moments } from '../core/statistics';
import type { Runs } from './runs';

/** The moments of no numbers at all. */
export const noMoments: Moments = { n: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/** A sum and what rounding took from it (Knuth's TwoSum): `sum + rest` is exactly a + b. */
function twoSum(a: number, b: number): { readonly sum: number; readonly rest: number } {
  const sum = a + b;
  const part = sum - a;
  return { sum, rest: a - (sum - part) + (b - part) };
}

/** Beyond these a fourth power of a deviation could leave the range of a double; then the values are scaled. */
const LARGEST = 2 ** 200;
const SMALLEST = 2 ** -200;

/** The power of two by which values are divided before their powers are summed: 1 for all but extreme columns. */
function scaleOf({ values }: Runs): number {
  const largest = Math.max(Math.abs(values[0] ?? 0), Math.abs(values[values.length - 1] ?? 0));
  if (largest === 0 || (largest <= LARGEST && largest >= SMALLEST)) return 1;
  return 2 ** Math.min(1023, Math.max(-1022, Math.floor(Math.log2(largest)) + 1));
}

/**
 * Mean and central sums of finite numbers by the corrected two-pass algorithm (Chan, Golub, LeVeque 1983), every sum
 * compensated (Neumaier 1974): first the mean of the distances from a middle value, then the powers of the distances from
 * that mean, then a correction for what is left of the mean. Good to about 15 digits, on unix seconds as on ±1e308.
 * Cost: two passes over the distinct values.
 */
export function momentsOf(runs: Runs): Moments {
  if (runs.n === 0) return noMoments;
  const scale = scaleOf(runs);
  const values = scale === 1 ? runs.values : runs.values.map((value) => value / scale);
  const { mean, rest } = meanOf(values, runs.counts, runs.n);
  const [s1, s2, s3, s4] = powerSums(values, runs.counts, mean, rest);
  const shift = s1 / runs.n;
  const corrected = twoSum(mean, rest + shift);
  return {
    n: runs.n,
    mean: corrected.sum * scale,
    m2: s2 - shift * s1,
    m3: s3 - 3 * shift * s2 + 2 * shift * shift * s1,
    m4: s4 - 4 * shift * s3 + 6 * shift * shift * s2 - 3 * shift ** 3 * s1,
    ...optionalParts(corrected.rest * scale, scale),
  };
}

/** Rest and scale are written only where they say something, to keep artifacts short. */
function optionalParts(meanRest: number, scale: number): Pick<Moments, 'meanRest' | 'scale'> {
  return { ...(meanRest === 0 ? {} : { meanRest }), ...(scale === 1 ? {} : { scale }) };
}

function meanOf(
  values: Float64Array,
  counts: Float64Array,
  n: number,
): { readonly mean: number; readonly rest: number } {
  const middle = values[values.length >> 1]!;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const term = counts[i]! * (values[i]! - middle);
    const next = sum + term;
    const part = next - sum;
    lost += sum - (next - part) + (term - part);
    sum = next;
  }
  const { sum: mean, rest } = twoSum(middle, (sum + lost) / n);
  return { mean, rest };
}

/** Σ d, Σ d², Σ d³, Σ d⁴ of the distances from the mean, each compensated. */
function powerSums(
  values: Float64Array,
  counts: Float64Array,
  mean: number,
  rest: number,
): readonly [number, number, number, number] {
  const sums = new Float64Array(4);
  const lost = new Float64Array(4);
  for (let i = 0; i < values.length; i++) {
    const distance = values[i]! - mean - rest;
    let term = counts[i]!;
    for (let power = 0; power < 4; power++) {
      term *= distance;
      const sum = sums[power]!;
      const next = sum + term;
      const part = next - sum;
      lost[power]! += sum - (next - part) + (term - part);
      sums[power] = next;
    }
  }
  return [sums[0]! + lost[0]!, sums[1]! + lost[1]!, sums[2]! + lost[2]!, sums[3]! + lost[3]!];
}

/**
 * The moments of two sets of numbers put together, by the pairwise update of Pébay (2008, SAND2008-6212, eq. 2.1 to 2.9).
 * The order of the two does not matter, to the last bit.
 */
export function mergeMoments(one: Moments, other: Moments): Moments {
  if (one.n === 0) return other;
  if (other.n === 0) return one;
  const scale = Math.max(ownScale(one), ownScale(other)) || 1;
  const [a, b] = comesFirst(one, other) ? [one, other] : [other, one];
  return mergeScaled(rescale(a, scale), rescale(b, scale), scale);
}

/** The scale that a set asks for; zeros alone fit any. */
const ownScale = ({ mean, m2, scale }: Moments): number => (mean === 0 && m2 === 0 ? 0 : (scale ?? 1));

/** A fixed order of two sets, so that both ways of merging round alike. */
function comesFirst(a: Moments, b: Moments): boolean {
  const key = ({ n, mean, m2, m3, m4 }: Moments): number[] => [n, mean, m2, m3, m4];
  const other = key(b);
  const differing = key(a).findIndex((value, i) => value !== other[i]);
  return differing < 0 || key(a)[differing]! < other[differing]!;
}

type ScaledMoments = Required<Omit<Moments, 'scale' | 'meanRest'>> & { readonly meanRest: number };

/** The moments of x/scale. */
function rescale(moments: Moments, scale: number): ScaledMoments {
  const factor = (moments.scale ?? 1) / scale;
  return {
    n: moments.n,
    mean: moments.mean / scale,
    meanRest: (moments.meanRest ?? 0) / scale,
    m2: moments.m2 * factor * factor,
    m3: moments.m3 * factor * factor * factor,
    m4: moments.m4 * factor * factor * factor * factor,
  };
}

function mergeScaled(a: ScaledMoments, b: ScaledMoments, scale: number): Moments {
  const n = a.n + b.n;
  const shareA = a.n / n;
  const shareB = b.n / n;
  const delta = b.mean - a.mean + (b.meanRest - a.meanRest);
  const d2 = delta * delta;
  const moved = twoSum(a.mean, delta * shareB);
  const mean = twoSum(moved.sum, moved.rest + a.meanRest);
  const between = a.n * shareB;
  return {
    n,
    mean: mean.sum * scale,
    m2: a.m2 + b.m2 + d2 * between,
    m3: a.m3 + b.m3 + d2 * delta * between * (shareA - shareB) + 3 * delta * (shareA * b.m2 - shareB * a.m2),
    m4:
      a.m4 +
      b.m4 +
      d2 * d2 * between * (shareA * shareA - shareA * shareB + shareB * shareB) +
      6 * d2 * (shareA * shareA * b.m2 + shareB * shareB * a.m2) +
      4 * delta * (shareA * b.m3 - shareB * a.m3),
    ...optionalParts(mean.rest * scale, scale),
  };
}

/** Population standard deviation, in the unit of the values; null without any value. */
export function standardDeviation(moments: Moments): number | null {
  return moments.n === 0 ? null : (moments.scale ?? 1) * Math.sqrt(moments.m2 / moments.n);
}

/** Population skewness g1; null for a constant and without any value. */
export function skewness({ n, m2, m3 }: Moments): number | null {
  return m2 > 0 ? (Math.sqrt(n) * m3) / (m2 * Math.sqrt(m2)) : null;
}

/** Population excess kurtosis g2 (0 for a normal distribution); null for a constant and without any value. */
export function excessKurtosis({ n, m2, m4 }: Moments): number | null {
  return m2 > 0 ? (n * m4) / m2 / m2 - 3 : null;
}
