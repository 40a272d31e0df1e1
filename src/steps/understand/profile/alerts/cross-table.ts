/** Values as whole numbers from 0 in the order they first occur; what is missing is -1. */
export interface Codes {
  readonly codes: Int16Array;
  /** How many different ones there are. */
  readonly values: number;
}

/** The codes of an array in which NaN is missing; values beyond the `most` first ones are taken for missing. */
export function codesOf(array: Float64Array, most: number): Codes {
  const known = new Map<number, number>();
  const codes = Int16Array.from(array, (value) => {
    if (Number.isNaN(value)) return -1;
    const code = known.get(value);
    if (code !== undefined) return code;
    if (known.size >= most) return -1;
    known.set(value, known.size);
    return known.size - 1;
  });
  return { codes, values: known.size };
}

/**
 * How many rows are wrong where `to` is guessed as the commonest for each `from` (`errors`), and as the commonest of all (`blind`),
 * over the `rows` in which neither is missing.
 */
export function crossErrors(from: Codes, to: Codes): { rows: number; errors: number; blind: number } {
  const cells = new Uint32Array(from.values * to.values);
  const totals = new Uint32Array(to.values);
  let rows = 0;
  for (let row = 0; row < from.codes.length; row++) {
    const [a, b] = [from.codes[row]!, to.codes[row]!];
    if (a < 0 || b < 0) continue;
    rows++;
    cells[a * to.values + b]!++;
    totals[b]!++;
  }
  let right = 0;
  for (let a = 0; a < from.values; a++) {
    let most = 0;
    for (let b = 0; b < to.values; b++) most = Math.max(most, cells[a * to.values + b]!);
    right += most;
  }
  return { rows, errors: rows - right, blind: rows - totals.reduce((most, each) => Math.max(most, each), 0) };
}
