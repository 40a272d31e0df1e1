import type { Plot } from './plot';

/** A point of a scatter, and the number of its series. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly series: number;
}

/** Some marks of one series as one path. */
export interface MarkPath {
  readonly series: number;
  readonly path: string;
}

const MARKS_PER_PATH = 120;
/** Tenths of a pixel are as fine as a path needs. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Dots as paths of moves and lines without length. */
export function dotPaths(dots: readonly Dot[], plot: Plot): MarkPath[] {
  return markPaths(dots, ({ x, y }) => `M${tenth(plot.x(x))} ${tenth(plot.y(y))}h0`);
}

/**
 * Marks as paths, in the order given: some hundred marks each, a path per series, since thousands of elements are slow to mount. Where marks
 * of two paths overlap it is darker, and no series hides another altogether.
 */
export function markPaths<Mark extends { readonly series: number }>(
  marks: readonly Mark[],
  pathOf: (mark: Mark) => string,
): MarkPath[] {
  const paths: MarkPath[] = [];
  for (let start = 0; start < marks.length; start += MARKS_PER_PATH) {
    const pieces = new Map<number, string>();
    for (const mark of marks.slice(start, start + MARKS_PER_PATH))
      pieces.set(mark.series, (pieces.get(mark.series) ?? '') + pathOf(mark));
    paths.push(...[...pieces].map(([series, path]) => ({ series, path })));
  }
  return paths;
}

/** Dots are smaller and paler the more there are. */
export function dotSize(count: number): { width: number; opacity: number } {
  if (count <= 300) return { width: 5, opacity: 0.85 };
  if (count <= 2000) return { width: 3.6, opacity: 0.7 };
  return { width: 2.6, opacity: 0.5 };
}
