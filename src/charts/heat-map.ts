import { LETTER } from './axes';
import { visibleText } from './categories';
import { cutLabel } from './labels';
import type { NumberFormat } from '../core/number-format';
import type { Layout, Size } from './plot';

/** A cell of a heat map: its row and column by place, a value from 0 to 1 (null where there is none), and what is said of it. */
export interface HeatCell {
  readonly row: number;
  readonly column: number;
  readonly value: number | null;
  readonly text: string;
}

/** Sides of a cell in pixels. */
const LARGEST = 30;
const SMALLEST = 7;
/** Letters of a name that are written. */
export const LETTERS = 18;

/** The side of a cell in pixels, where so many stand side by side. */
export function cellSide(columns: number, width: number): number {
  return Math.max(SMALLEST, Math.min(LARGEST, Math.floor(width / Math.max(1, columns))));
}

/** The room in pixels that the longest of the names needs. */
export function heatNameRoom(names: readonly string[]): number {
  const longest = names.reduce(
    (most, name) => Math.max(most, cutLabel(visibleText(name), LETTERS).length),
    0,
  );
  return 14 + Math.ceil(longest * LETTER);
}

/** Everything a frame needs to show the cells: a stop for each, row by row. */
export function heatLayout(
  cells: readonly HeatCell[],
  columns: number,
  size: Size,
  format: NumberFormat,
): Layout {
  const side = cellSide(columns, size.width);
  return {
    plot: { ...size, x: (column) => column * side, y: (row) => row * side },
    direction: 'both',
    xTicks: [],
    yTicks: [],
    stops: cells.map(({ row, column, value, text }) => ({
      ...{ x: column * side, y: row * side, width: side, height: side },
      label: text,
      value: value === null ? 'undefined' : format.share(value),
    })),
  };
}

/** The colour of a value: from the card at 1 to the stage's hue at `low` and below; a value that is not there is grey. */
export function heatColour(value: number | null, low: number): string {
  if (value === null) return 'color-mix(in oklab, var(--dim) 25%, var(--card))';
  const strength = low >= 1 ? 0 : Math.max(0, Math.min(1, (1 - value) / (1 - low)));
  return `color-mix(in oklab, var(--stage) ${Math.round(6 + 94 * strength)}%, var(--card))`;
}
