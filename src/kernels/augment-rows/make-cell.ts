import type { AugmentColumn, NumberColumn } from './columns';
import { clamped, toGrain, type Rounding } from './grain';
import type { RowRandom } from './row-random';

/** How numbers are moved. */
export interface RowRules {
  /** The standard deviation of the noise, in units of each column's spread. */
  readonly strength: number;
  readonly rounding: Rounding;
}

/** A column of new rows: where `values` has a number, that; else the value of the donor row; else (-1) that of the parent. */
export interface MadeColumn {
  readonly values: Float64Array | null;
  readonly donors: Int32Array;
  /** Numbers that noise would have carried beyond the bounds of the column. */
  clamped: number;
}

/** Moves a number by normal noise, within the bounds of its column; what is not finite, or has no spread, stays. */
export function jitterOf(
  column: NumberColumn,
  cell: MadeColumn,
  n: number,
  parent: number,
  { strength, rounding }: RowRules,
  random: RowRandom,
): void {
  const value = column.values[parent]!;
  const noise = random.normal();
  const u = rounding === 'stochastic' ? random.uniform() : null;
  if (!Number.isFinite(value) || column.spread === 0) return;
  const moved = value + noise * strength * column.spread;
  if (moved < column.low || moved > column.high) cell.clamped += 1;
  const within = clamped(moved, column.low, column.high);
  cell.values![n] = clamped(toGrain(within, column, u), column.low, column.high);
}

/** Two rows, and the weight of the first. */
export interface MixedRows {
  readonly parent: number;
  readonly partner: number;
  readonly weight: number;
  readonly rounding: Rounding;
}

/** Mixes two numbers by the weight; of categories, and where a number is not finite, one of the two is taken by the weight. */
export function mixOf(
  column: AugmentColumn,
  cell: MadeColumn,
  n: number,
  { parent, partner, weight, rounding }: MixedRows,
  random: RowRandom,
): void {
  const u = random.uniform();
  if (column.kind === 'number') {
    const [a, b] = [column.values[parent]!, column.values[partner]!];
    if (Number.isFinite(a) && Number.isFinite(b)) {
      const mixed = weight * a + (1 - weight) * b;
      const rounded = toGrain(mixed, column, rounding === 'stochastic' ? u : null);
      cell.values![n] = clamped(rounded, Math.min(a, b), Math.max(a, b));
      return;
    }
  }
  if (u >= weight) cell.donors[n] = partner;
}
