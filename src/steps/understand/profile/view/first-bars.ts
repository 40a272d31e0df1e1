import { cellAt, type Frame } from '../../../../core/frame';

/** A column as a first look shows it. */
export interface FirstColumn {
  readonly name: string;
  readonly type: string;
  /** Share of the rows looked at that lack a value. */
  readonly missing: number;
  /** The bars of its small picture as the path of an SVG of `WIDTH` by `HEIGHT`; empty where it has no values. */
  readonly path: string;
}

/** Width of a small picture, in pixels. */
export const WIDTH = 96;
/** Its height, in pixels. */
export const HEIGHT = 22;
/** Bars of frequent values: more would be hairs. */
const MOST_BARS = 20;

/**
 * What a first look shows of each column: bars of its histogram, or of its most frequent values, in one path each. The picture is
 * drawn while the engine has every core, so it has as few parts as can be, and no value of any row stands in it.
 */
export function firstColumns({
  columns,
  histograms,
  top_values,
}: Readonly<Record<string, Frame>>): FirstColumn[] {
  if (columns === undefined) return [];
  const binned = heightsOf(histograms);
  const ranked = heightsOf(top_values);
  return Array.from({ length: columns.rows }, (_, row) => {
    const name = String(cellAt(columns, 'column', row) ?? '');
    const present = Number(cellAt(columns, 'count', row) ?? 0);
    const missing = Number(cellAt(columns, 'missing', row) ?? 0);
    return {
      name,
      type: String(cellAt(columns, 'type', row) ?? ''),
      missing: present + missing === 0 ? 0 : missing / (present + missing),
      path: barsPath(binned.get(name) ?? ranked.get(name)?.slice(0, MOST_BARS) ?? []),
    };
  });
}

/** The counts that a frame states of each column, in its order; of two kinds of histogram those of equal widths. */
function heightsOf(frame: Frame | undefined): ReadonlyMap<string, readonly number[]> {
  const heights = new Map<string, number[]>();
  for (let row = 0; row < (frame?.rows ?? 0); row++) {
    if (frame === undefined || cellAt(frame, 'kind', row) === 'quantile') continue;
    const name = String(cellAt(frame, 'column', row) ?? '');
    const own = heights.get(name) ?? [];
    own.push(Number(cellAt(frame, 'count', row) ?? 0));
    heights.set(name, own);
  }
  return heights;
}

/** Bars side by side, the highest as high as the picture; one that is not empty is never too low to be seen. */
export function barsPath(counts: readonly number[]): string {
  const most = Math.max(0, ...counts);
  if (most === 0) return '';
  const width = WIDTH / Math.max(counts.length, 8);
  return counts
    .map((count, bar) => {
      if (count === 0) return '';
      const height = Math.max(1, (count / most) * HEIGHT);
      const left = round(bar * width);
      return `M${left} ${HEIGHT}v${round(-height)}h${round(width - 1)}v${round(height)}z`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
