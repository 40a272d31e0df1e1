/** The class of each row, numbered from 0 in the order of the values; -1 for a row without a class. */
export type Labels = Int32Array;

/** The rows that have a class, ascending. */
export function labelledRows(labels: Labels): Int32Array {
  return rowsWhere(labels.length, (row) => labels[row]! >= 0);
}

/** The rows of one class, ascending. */
export function rowsOfClass(labels: Labels, label: number): Int32Array {
  return rowsWhere(labels.length, (row) => labels[row] === label);
}

/** The numbers below n that fulfil a condition, ascending. */
export function rowsWhere(n: number, isWanted: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) if (isWanted(row)) rows[count++] = row;
  return rows.slice(0, count);
}

/** How many of the given rows each of so many classes has. */
export function countByClass(labels: Labels, rows: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const row of rows) if (labels[row]! >= 0) counts[labels[row]!]! += 1;
  return counts;
}

/** The class with the fewest rows, among those that have any; of equally rare ones the first. */
export function smallestClass(counts: readonly number[]): number {
  return extreme(counts, (count, best) => count < best);
}

/** The class with the most rows; of equally large ones the first. */
export function largestClass(counts: readonly number[]): number {
  return extreme(counts, (count, best) => count > best);
}

function extreme(counts: readonly number[], isBetter: (count: number, best: number) => boolean): number {
  let found = -1;
  counts.forEach((count, label) => {
    if (count > 0 && (found < 0 || isBetter(count, counts[found]!))) found = label;
  });
  return found;
}

/** The class with the fewest rows; of equally rare ones the one that the rows name first, as Python's `Counter` has it. */
export function smallestByAppearance(labels: Labels, rows: Int32Array, classes: number): number {
  const counts = countByClass(labels, rows, classes);
  const least = Math.min(...counts.filter((count) => count > 0));
  return labels[rows.find((row) => counts[labels[row]!] === least) ?? 0] ?? -1;
}

/** The same rows, class after class, within a class as they were. */
export function groupedByClass(labels: Labels, rows: Int32Array, classes: number): Int32Array {
  const grouped = new Int32Array(rows.length);
  let at = 0;
  for (let label = 0; label < classes; label++) {
    for (const row of rows) if (labels[row] === label) grouped[at++] = row;
  }
  return grouped.slice(0, at);
}
