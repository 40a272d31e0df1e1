import { area, line } from 'd3';
import { LETTER } from './axes';
import type { Plot } from './plot';

/** A point of a line; y is null where there is no value. */
export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
}

/** A piece of an area at one x. */
export interface Band {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** The path of a line that breaks at gaps; empty without two points side by side. */
export function linePath(points: readonly LinePoint[], plot: Plot): string {
  const draw = line<LinePoint>()
    .defined(({ y }) => y !== null)
    .x(({ x }) => plot.x(x))
    .y(({ y }) => plot.y(y ?? 0))
    .digits(2);
  return draw(points) ?? '';
}

/** The points without a neighbour: a line has no length there. */
export function lonePoints(points: readonly LinePoint[]): LinePoint[] {
  const isGap = (point: LinePoint | undefined): boolean => point === undefined || point.y === null;
  return points.filter(
    (point, index) => !isGap(point) && isGap(points[index - 1]) && isGap(points[index + 1]),
  );
}

/** The path of an area. */
export function areaPath(bands: readonly Band[], plot: Plot): string {
  const draw = area<Band>()
    .x(({ x }) => plot.x(x))
    .y0(({ low }) => plot.y(low))
    .y1(({ high }) => plot.y(high))
    .digits(2);
  return draw(bands) ?? '';
}

/** A name beside the end of a line. */
export interface EndLabel {
  readonly y: number;
  readonly text: string;
  readonly colour: string;
  readonly isDashed?: boolean;
}

const LINE_HEIGHT = 13;

/**
 * Moves labels apart that would overlap, as little as needed, in the order of their heights and within the plot. They come back in
 * that order.
 */
export function spreadLabels(labels: readonly EndLabel[], height: number): EndLabel[] {
  const sorted = [...labels].sort((one, other) => one.y - other.y);
  let lowest = 0;
  const down = sorted.map((label) => {
    const y = Math.max(label.y, lowest);
    lowest = y + LINE_HEIGHT;
    return { ...label, y };
  });
  let highest = Math.max(height, LINE_HEIGHT * (labels.length - 1));
  for (let index = down.length - 1; index >= 0; index -= 1) {
    const label = down[index];
    if (label === undefined || label.y <= highest) break;
    down[index] = { ...label, y: highest };
    highest -= LINE_HEIGHT;
  }
  return down;
}

/** The room that labels to the right of a plot need, in pixels. */
export function endLabelRoom(texts: readonly string[]): number {
  return 14 + Math.ceil(LETTER * texts.reduce((most, text) => Math.max(most, text.length), 0));
}
