/** How a series is cut: numbers of rows. */
export interface WindowRule {
  /** Samples of a window. */
  readonly size: number;
  /** Rows from one sample of a window to the next. */
  readonly stride: number;
  /** Rows from the start of one window to that of the next. */
  readonly shift: number;
  /** Rows from the last sample of a window to its target; 0 where there is none. */
  readonly horizon: number;
}

/** Rows from the first to the last sample of a window, both counted. */
export function spanOf({ size, stride }: Pick<WindowRule, 'size' | 'stride'>): number {
  return (size - 1) * stride + 1;
}

/**
 * How many windows fit into a series of so many rows: max(0, ⌊(rows − span − horizon) / shift⌋ + 1), where the span is
 * (size − 1) · stride + 1. Window k starts at row k · shift.
 */
export function countWindows(rows: number, rule: WindowRule): number {
  return Math.max(0, Math.floor((rows - spanOf(rule) - rule.horizon) / rule.shift) + 1);
}

/**
 * How many rows of a series are a sample of at least one window, the windows given by their first rows (from 0). Rows that a
 * stride passes over are none. Cost: rows and windows.
 */
export function countUsed(
  rows: number,
  starts: Iterable<number>,
  { size, stride }: Pick<WindowRule, 'size' | 'stride'>,
): number {
  // Within the rows of one remainder by the stride, a window is a stretch: one more from its start, one less behind its end.
  const change = new Int32Array(rows + size * stride);
  for (const start of starts) {
    change[start]!++;
    change[start + size * stride]!--;
  }
  let used = 0;
  for (let row = 0; row < rows; row++) {
    if (row >= stride) change[row]! += change[row - stride]!;
    if (change[row]! > 0) used++;
  }
  return used;
}

/** The least shift at which series of these lengths give at most so many windows; null where none does. */
export function leastShift(lengths: readonly number[], rule: WindowRule, most: number): number | null {
  const windowsAt = (shift: number) =>
    lengths.reduce((sum, rows) => sum + countWindows(rows, { ...rule, shift }), 0);
  let [low, high] = [rule.shift, Math.max(rule.shift, longest(lengths))];
  if (windowsAt(high) > most) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (windowsAt(middle) <= most) high = middle;
    else low = middle + 1;
  }
  return low;
}

const longest = (lengths: readonly number[]): number => lengths.reduce((a, b) => Math.max(a, b), 0);
