import type { NumberFormat } from '../core/number-format';
import { LETTER, makeAxis } from './axes';
import { visibleText } from './categories';
import type { Layout, Size } from './plot';

/**
 * Five numbers of a group, as Tukey draws them: the box from the lower to the upper quartile, the median in it, whiskers to `low`
 * and `high` (the ends, or the last values within 1.5 IQR), and single values beyond them.
 */
export interface BoxFigures {
  readonly label: string;
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly outliers?: readonly number[];
}

/** Height in pixels of a box's row. */
export const BOX_ROW = 24;

/** Everything a frame needs to show boxes below one another: numbers along x, a stop per box. */
export function boxLayout(boxes: readonly BoxFigures[], size: Size, format: NumberFormat): Layout {
  const values = boxes.flatMap(({ low, high, outliers = [] }) => [low, high, ...outliers]);
  const domain = [Math.min(...values), Math.max(...values)] as const;
  const range = [4, size.width - 4] as const;
  const axis =
    boxes.length === 0 ? undefined : makeAxis({ kind: 'linear', domain, range, format, direction: 'across' });
  const position = axis?.position ?? (() => 0);
  return {
    plot: { ...size, x: position, y: (row) => row * BOX_ROW },
    direction: 'y',
    xTicks: axis?.ticks ?? [],
    yTicks: [],
    stops: boxes.map((box, row) => ({
      x: position(box.q3),
      y: row * BOX_ROW,
      width: 0,
      height: BOX_ROW,
      label: `${visibleText(box.label)}: ${boxText(box, format)}`,
      value: `median ${format.number(box.median)}`,
    })),
  };
}

function boxText({ low, q1, q3, high, outliers = [] }: BoxFigures, format: NumberFormat): string {
  const beyond = outliers.length === 0 ? '' : `, ${format.count(outliers.length)} beyond`;
  return `middle half ${format.number(q1)} to ${format.number(q3)}, whiskers ${format.number(low)} to ${format.number(high)}${beyond}`;
}

/** The boxes in words. */
export function boxSummary(boxes: readonly BoxFigures[], format: NumberFormat): string {
  if (boxes.length === 0) return 'No values.';
  return boxes.map((box) => `${visibleText(box.label)}: median ${format.number(box.median)}`).join('; ');
}

/** The room that the names at the left need, in pixels. */
export function boxNameRoom(boxes: readonly BoxFigures[]): number {
  const longest = boxes.reduce((most, { label }) => Math.max(most, visibleText(label).length), 0);
  return Math.min(170, 16 + Math.ceil(longest * LETTER));
}
