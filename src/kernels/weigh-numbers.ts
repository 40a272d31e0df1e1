import type { Kernel } from '../core/run-context';
import { lowerBound } from './ranks';
import { countNumbers } from './runs';

/** A column of numbers in the order of its table, NaN where a value is missing, and the edges of its histogram. */
export interface WeighedValues {
  readonly values: Float64Array;
  readonly edges: readonly number[];
}

/** A value and the weight of the rows that have it. */
export interface WeighedValue {
  readonly value: number;
  readonly weight: number;
}

/** The figures of a column of numbers, each row counted by its weight. Null where no finite value has a weight. */
export interface WeighedNumbers {
  /** Weight of the rows with a value, infinite ones included, and of those without. */
  readonly present: number;
  readonly gone: number;
  readonly mean: number | null;
  readonly sd: number | null;
  /** Eleven: for each tenth of the weight of finite values, the least value at which it is reached. */
  readonly deciles: readonly number[] | null;
  /** Weight between each two edges, the last bin closed. */
  readonly bins: readonly number[];
  /** The values of most weight; ties: larger value first. */
  readonly top: readonly WeighedValue[];
}

/** What rounding may take from a running sum of weights, as a share of the total. */
const ROUNDING = 1e-12;

/** Weighs a column: rows with a weight that is not above 0 (NaN is not) count for nothing. Cost: a sort, and a search a row. */
export function weighColumn(
  { values, edges }: WeighedValues,
  weights: Float64Array,
  top: number,
): WeighedNumbers {
  const distinct = countNumbers(values, 0).runs.values;
  const byValue = new Float64Array(distinct.length);
  const beside = { gone: 0, above: 0, below: 0 };
  for (let row = 0; row < values.length; row++) {
    const [value, weight] = [values[row]!, weights[row]!];
    if (!(weight > 0)) continue;
    if (value - value === 0) byValue[lowerBound(distinct, value)]! += weight;
    else if (Number.isNaN(value)) beside.gone += weight;
    else if (value > 0) beside.above += weight;
    else beside.below += weight;
  }
  const total = sumOf(byValue.length, (i) => byValue[i]!);
  const specials = [
    { value: Infinity, weight: beside.above },
    { value: -Infinity, weight: beside.below },
  ];
  return {
    present: total + beside.above + beside.below,
    gone: beside.gone,
    ...momentsOf(distinct, byValue, total),
    bins: binsOf(distinct, byValue, edges),
    top: heaviest(distinct, byValue, specials, top),
  };
}

/**
 * Mean, sd and deciles of values with weights. Sums are taken around a middle value, so that they keep their digits far from 0, and
 * of distances that are divided by the greatest, so that no square overflows.
 */
function momentsOf(
  values: Float64Array,
  weights: Float64Array,
  total: number,
): Pick<WeighedNumbers, 'mean' | 'sd' | 'deciles'> {
  if (!(total > 0)) return { mean: null, sd: null, deciles: null };
  const deciles = decilesOf(values, weights, total);
  const isFar = !Number.isFinite((deciles[10] ?? 0) - (deciles[0] ?? 0));
  const middle = isFar ? 0 : (deciles[5] ?? 0);
  const off = sumOf(values.length, (i) => (weights[i]! / total) * (values[i]! - middle));
  const distance = (i: number): number => values[i]! - middle - off;
  let reach = 0;
  for (let i = 0; i < values.length; i++) {
    if (weights[i]! > 0) reach = Math.max(reach, Math.abs(distance(i)));
  }
  const squares = (): number =>
    sumOf(values.length, (i) => (weights[i]! / total) * (distance(i) / reach) ** 2);
  return { mean: middle + off, sd: reach > 0 ? reach * Math.sqrt(squares()) : 0, deciles };
}

function decilesOf(values: Float64Array, weights: Float64Array, total: number): number[] {
  const deciles: number[] = [];
  let upTo = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(weights[i]! > 0)) continue;
    upTo += weights[i]!;
    while (deciles.length < 11 && upTo >= (deciles.length / 10) * total * (1 - ROUNDING))
      deciles.push(values[i]!);
  }
  return deciles;
}

/** The sum of terms, compensated (Neumaier 1974). */
function sumOf(count: number, term: (i: number) => number): number {
  let [sum, lost] = [0, 0];
  for (let i = 0; i < count; i++) {
    const value = term(i);
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

function binsOf(values: Float64Array, weights: Float64Array, edges: readonly number[]): number[] {
  const bins = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  let bin = 0;
  for (let i = 0; i < values.length && bins.length > 0; i++) {
    while (bin < bins.length - 1 && values[i]! >= edges[bin + 1]!) bin++;
    bins[bin]! += weights[i]!;
  }
  return bins;
}

function heaviest(
  values: Float64Array,
  weights: Float64Array,
  specials: readonly WeighedValue[],
  most: number,
): WeighedValue[] {
  const found: WeighedValue[] = [];
  const comesFirst = (a: WeighedValue, b: WeighedValue): boolean =>
    a.weight > b.weight || (a.weight === b.weight && a.value > b.value);
  const take = (one: WeighedValue): void => {
    const last = found[found.length - 1];
    if (found.length === most && last !== undefined && !comesFirst(one, last)) return;
    const place = found.findIndex((each) => comesFirst(one, each));
    found.splice(place < 0 ? found.length : place, 0, one);
    if (found.length > most) found.pop();
  };
  let least = 0;
  for (let i = 0; i < values.length; i++) {
    if (weights[i]! <= 0 || weights[i]! < least) continue;
    take({ value: values[i]!, weight: weights[i]! });
    if (found.length === most) least = found[most - 1]?.weight ?? 0;
  }
  for (const one of specials) if (one.weight > 0) take(one);
  return found;
}

/** The weighted figures of columns, one after the other: some 0.2 s per million rows. `weights` has one for each row. */
export const weighNumbers: Kernel<
  { readonly columns: readonly WeighedValues[]; readonly weights: Float64Array; readonly top: number },
  WeighedNumbers[]
> = {
  name: 'weigh-numbers',
  run: ({ columns, weights, top }, report) =>
    columns.map((column, i) => {
      const weighed = weighColumn(column, weights, top);
      report((i + 1) / columns.length);
      return weighed;
    }),
};
