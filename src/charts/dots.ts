import type { Plot } from './plot';

/** A point of a scatter, and the number of its series. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly series: number;
}

/** Some dots of one series as a path of moves and lines without length. */
export interface DotPath {
  readonly series: number;
  readonly path: string;
}

const DOTS_PER_PATH = 120;
const tenth = (value: number): number => Math.round(value * 10) / 10;

/**
 * Dots as paths, in the order given: some hundred dots each, a path per series. Where dots of two paths overlap it is darker, and
 * no series hides another altogether.
 */
export function dotPaths(dots: readonly Dot[], plot: Plot): DotPath[] {
  const paths: DotPath[] = [];
  for (let start = 0; start < dots.length; start += DOTS_PER_PATH) {
    const pieces = new Map<number, string>();
    for (const { x, y, series } of dots.slice(start, start + DOTS_PER_PATH)) {
      const piece = `M${tenth(plot.x(x))} ${tenth(plot.y(y))}h0`;
      pieces.set(series, (pieces.get(series) ?? '') + piece);
    }
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
