import { scaleBand, scaleLinear } from 'd3';
import type { NumberFormat } from '../core/number-format';
import type { Layout, Plot, Size } from './plot';

/** A value with how often it occurs, and its share of all values (0 to 1). */
export interface Category {
  readonly label: string;
  readonly count: number;
  readonly share: number;
}

/** Height in pixels that a row of a category chart takes. */
export const CATEGORY_ROW = 20;

/** A text that is empty, or only white space, in a form that can be seen. */
export function visibleText(text: string): string {
  if (text === '') return '(empty)';
  return text.trim() === '' ? `(${text.length} × white space)` : text;
}

/** The scales of horizontal bars: x from 0 to the greatest count, y by the number of the row. */
export function categoryPlot(categories: readonly Category[], { width, height }: Size): Plot {
  const across = scaleLinear()
    .domain([0, categories.reduce((most, { count }) => Math.max(most, count), 0) || 1])
    .range([0, width]);
  const down = scaleBand<number>()
    .domain(categories.map((_, index) => index))
    .range([0, height])
    .paddingInner(0.25)
    .paddingOuter(0.1);
  return { width, height, x: (count) => across(count), y: (row) => down(row) ?? 0 };
}

/** Everything a frame needs to show horizontal bars. No ticks: labels stand at the bars. */
export function categoryLayout(categories: readonly Category[], size: Size, format: NumberFormat): Layout {
  const plot = categoryPlot(categories, size);
  const row = categories.length > 0 ? size.height / categories.length : 0;
  return {
    plot,
    direction: 'y',
    xTicks: [],
    yTicks: [],
    stops: categories.map((category, index) => ({
      x: 0,
      y: index * row,
      width: plot.x(category.count),
      height: row,
      label: visibleText(category.label),
      value: `${format.count(category.count)} (${format.share(category.share)})`,
    })),
  };
}

/** The bars in words, as the picture's text alternative. */
export function categorySummary(categories: readonly Category[], format: NumberFormat): string {
  const first = categories[0];
  if (first === undefined) return 'No values.';
  const words = `${visibleText(first.label)} with ${format.count(first.count)} (${format.share(first.share)})`;
  return categories.length === 1
    ? `One value: ${words}.`
    : `The ${categories.length} most frequent values; most often ${words}.`;
}
