/** Rows that are looked at, and how often each counts; rows that are not among them do not count. */
export interface CountedRows {
  readonly rows: Int32Array;
  readonly counts: Float64Array;
  /** The sum of the counts. */
  readonly total: number;
}

/** Every row, once. */
export const onceEach = (rows: number): CountedRows => ({
  rows: Int32Array.from({ length: rows }, (_, row) => row),
  counts: new Float64Array(rows).fill(1),
  total: rows,
});

/** The mean of what is known of each row; null without rows. */
export function meanOf(values: Float64Array, { rows, counts, total }: CountedRows): number | null {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += counts[i]! * values[rows[i]!]!;
  return total > 0 ? sum / total : null;
}

/** How often the rows of each of some places count. */
export function countsOf(places: Int32Array, of: number, { rows, counts }: CountedRows): Float64Array {
  const sums = new Float64Array(of);
  for (let i = 0; i < rows.length; i++) {
    const place = places[rows[i]!]!;
    sums[place] = sums[place]! + counts[i]!;
  }
  return sums;
}
