import { codesOf, type ColumnValues } from './values';

/** Rows of both tables by the group that they are in: rows are of one group where all codes of some columns are equal. */
export interface RowGroups {
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
  readonly holdout: Int32Array | null;
  readonly groups: number;
}

/** Codes of one column, from 0. */
interface Codes {
  readonly real: Int32Array;
  readonly synthetic: Int32Array;
  readonly holdout: Int32Array | null;
}

/** Groups rows by the codes of columns, asked for one by one. Cost: a look-up in a map for each row and column. */
export function groupRows<Column>(
  columns: readonly Column[],
  codesOf: (column: Column) => Codes,
  rows: { readonly real: number; readonly synthetic: number; readonly holdout: number | null },
  tell: (share: number) => void = () => undefined,
): RowGroups {
  let found: RowGroups = {
    real: new Int32Array(rows.real),
    synthetic: new Int32Array(rows.synthetic),
    holdout: rows.holdout === null ? null : new Int32Array(rows.holdout),
    groups: 1,
  };
  columns.forEach((column, done) => {
    tell(done / columns.length);
    found = divided(found, codesOf(column));
  });
  return found;
}

function divided(groups: RowGroups, column: Codes): RowGroups {
  const numbers = new Map<number, number>();
  const width = 1 + Math.max(...[column.real, column.synthetic, column.holdout ?? []].map(largestOf));
  const number = (group: number, code: number): number => {
    const key = group * width + code;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const real = groups.real.map((group, row) => number(group, column.real[row]!));
  const synthetic = groups.synthetic.map((group, row) => number(group, column.synthetic[row]!));
  const held = column.holdout;
  const holdout =
    groups.holdout === null || held === null
      ? null
      : groups.holdout.map((group, row) => number(group, held[row]!));
  return { real, synthetic, holdout, groups: numbers.size };
}

function largestOf(codes: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < codes.length; i++) most = Math.max(most, codes[i]!);
  return most;
}

/** Codes by which only equal values are equal: of numbers by their value, 0 for a missing one. */
export function exactCodes(values: ColumnValues): Codes {
  if (values.kind === 'category') return values;
  const numbers = new Map<number, number>();
  const code = (value: number): number => {
    if (Number.isNaN(value)) return 0;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size + 1);
    return numbers.size;
  };
  const coded = (all: Float64Array): Int32Array => Int32Array.from(all, code);
  return {
    real: coded(values.real),
    synthetic: coded(values.synthetic),
    holdout: values.holdout === null ? null : coded(values.holdout),
  };
}

/** Codes by which only what must be equal is: categories, and of numbers whether they are missing. */
export function looseCodes(values: ColumnValues): Codes {
  if (values.kind === 'category') return values;
  const coded = (all: Float64Array): Int32Array =>
    Int32Array.from(all, (value) => (Number.isNaN(value) ? 0 : 1));
  return {
    real: coded(values.real),
    synthetic: coded(values.synthetic),
    holdout: values.holdout === null ? null : coded(values.holdout),
  };
}

/** Codes of numbers cut in ten, and of categories. */
export const binnedCodes = (values: ColumnValues): Codes => codesOf(values);

/** How many rows each group has. */
export function groupSizes(rows: Int32Array, groups: number): Int32Array {
  const sizes = new Int32Array(groups);
  for (const group of rows) sizes[group]! += 1;
  return sizes;
}
