/** The code points of a text. */
export function codePoints(text: string): Int32Array {
  const points = new Int32Array(text.length);
  let length = 0;
  for (const character of text) points[length++] = character.codePointAt(0) ?? 0;
  return points.subarray(0, length);
}

/** The three rows of the table that a comparison fills; made once for texts of at most `longest` characters. */
export type DistanceRows = readonly [Int32Array, Int32Array, Int32Array];

/** Rows for `editDistance`. */
export function distanceRows(longest: number): DistanceRows {
  return [new Int32Array(longest + 1), new Int32Array(longest + 1), new Int32Array(longest + 1)];
}

/**
 * The edit distance of two texts, given as code points: the fewest characters inserted, deleted or replaced that make one of the
 * other (Levenshtein 1966); with `swaps`, two neighbours that changed places are one edit too, where nothing else is edited
 * between them (Damerau 1964, optimal string alignment). Above `most` it is `most` + 1. Cost: about length · (2 · most + 1).
 */
export function editDistance(
  a: Int32Array,
  b: Int32Array,
  most: number,
  swaps: boolean,
  rows: DistanceRows,
): number {
  const [n, m] = [a.length, b.length];
  const tooFar = most + 1;
  if (Math.abs(n - m) > most) return tooFar;
  let [before, last, row] = rows;
  for (let j = 0; j <= m; j++) last[j] = j <= most ? j : tooFar;
  for (let i = 1; i <= n; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(m, i + most);
    row[from - 1] = from === 1 && i <= most ? i : tooFar;
    let least = row[from - 1] ?? tooFar;
    for (let j = from; j <= to; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = (last[j - 1] ?? tooFar) + (isSame ? 0 : 1);
      cost = Math.min(cost, (j === i + most ? tooFar : (last[j] ?? tooFar)) + 1, (row[j - 1] ?? tooFar) + 1);
      if (swaps && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? tooFar) + 1);
      }
      row[j] = Math.min(cost, tooFar);
      least = Math.min(least, row[j] ?? tooFar);
    }
    // A swap reaches two rows back, so that one row too far is not the end.
    if (least > most && (!swaps || i < 2 || leastOf(last, from, to) > most)) return tooFar;
    [before, last, row] = [last, row, before];
  }
  return last[m] ?? tooFar;
}

function leastOf(row: Int32Array, from: number, to: number): number {
  let least = Infinity;
  for (let j = from - 1; j <= to; j++) least = Math.min(least, row[j] ?? Infinity);
  return least;
}
