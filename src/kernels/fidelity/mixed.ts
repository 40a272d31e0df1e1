import type { RandomState } from '../random-state';
import type { MixedRows } from './closest';
import { rangeOf, type ColumnValues, type NumberValues } from './values';

/** Which of the tables. */
export type Side = 'real' | 'synthetic' | 'holdout';

/** Larger than any difference in units of a range, and its square is a number. */
const FAR = 1e150;

/** Lays the columns of a table side by side, numbers in units of the real range. Rows of a table that is not there are none. */
export function mixedRows(columns: readonly ColumnValues[], side: Side, rows: number): MixedRows {
  const numbers = columns.flatMap((column) => (column.kind === 'number' ? [column] : []));
  const categories = columns.flatMap((column) => (column.kind === 'category' ? [column] : []));
  const laid = {
    numbers: new Float64Array(rows * numbers.length),
    codes: new Int32Array(rows * categories.length),
  };
  numbers.forEach((column, place) => {
    const scaled = scaledBy(column);
    const values = column[side] ?? [];
    for (let row = 0; row < rows; row++) laid.numbers[row * numbers.length + place] = scaled(values[row]!);
  });
  categories.forEach((column, place) => {
    const codes = column[side] ?? [];
    for (let row = 0; row < rows; row++) laid.codes[row * categories.length + place] = codes[row]!;
  });
  return { rows, ...laid, width: numbers.length, codeWidth: categories.length };
}

/** A value in units of the real range, from its low end; of a constant every other value is far away. */
function scaledBy({ real }: Pick<NumberValues, 'real'>): (value: number) => number {
  const [low, high] = rangeOf(real) ?? [0, 0];
  const range = high - low;
  if (Number.isFinite(range) && range > 0) {
    return (value) => Math.max(-FAR, Math.min(FAR, (value - low) / range));
  }
  if (range === Infinity) return (value) => (value / 2 - low / 2) / (high / 2 - low / 2);
  return (value) => (Number.isNaN(value) ? NaN : value === low ? 0 : value > low ? FAR : -FAR);
}

/**
 * Rows drawn at random: each column by itself, numbers uniform over the real range (whole where they are whole), categories each as
 * likely as any other, missing as often as in the real rows.
 */
export function randomRows(
  columns: readonly ColumnValues[],
  isWhole: readonly boolean[],
  rows: number,
  state: RandomState,
): ColumnValues[] {
  return columns.map((column, place) => {
    const gaps = Array.from(column.real).filter((value) => isGap(column.kind, value)).length;
    const isMissing = (): boolean => state.uniform() < gaps / Math.max(1, column.real.length);
    if (column.kind === 'category') {
      const levels = [...new Set(column.real)].filter((code) => code > 0).sort((a, b) => a - b);
      const draw = (): number =>
        isMissing() || levels.length === 0 ? 0 : levels[state.below(levels.length)]!;
      return { ...column, synthetic: Int32Array.from({ length: rows }, draw) };
    }
    const [low, high] = rangeOf(column.real) ?? [NaN, NaN];
    const draw = (): number => {
      if (isMissing()) return NaN;
      const at = state.uniform();
      return isWhole[place] ? low + Math.floor(at * (high - low + 1)) : low * (1 - at) + high * at;
    };
    return { ...column, synthetic: Float64Array.from({ length: rows }, draw) };
  });
}

const isGap = (kind: ColumnValues['kind'], value: number): boolean =>
  kind === 'category' ? value === 0 : Number.isNaN(value);
