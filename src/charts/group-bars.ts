import { scaleLinear } from 'd3';
import type { NumberFormat } from '../core/number-format';
import { LETTER } from './axes';
import { visibleText } from './categories';
import { countLabel } from './labels';
import type { Series } from './palette';
import type { BarBox } from './histogram';
import type { Layout, Plot, Size } from './plot';

/** A value of one series in a group; null where there is none to draw. */
export interface SeriesValue {
  readonly series: number;
  readonly value: number | null;
}

/** One row of horizontal bars: its name and a value per series. */
export interface BarGroup {
  readonly label: string;
  readonly values: readonly SeriesValue[];
}

/** How groups are drawn. Stacked bars are parts of one whole; else they stand below one another. */
export interface GroupOptions {
  readonly isStacked: boolean;
  readonly format: NumberFormat;
  readonly series: readonly Series[];
}

/** Height of a row with one bar, and of a bar among several, in pixels. */
const ROW = 20;
const THIN_ROW = 11;
const ROW_GAP = 7;

/** The height of each group's row: one bar, or as many as the series side by side need. */
export function rowHeights(groups: readonly BarGroup[], isStacked: boolean): number[] {
  return groups.map(({ values }) =>
    isStacked || values.length <= 1 ? ROW : values.length * THIN_ROW + ROW_GAP,
  );
}

/** A bar in pixels with what it stands for. */
export interface GroupBox extends BarBox {
  readonly group: number;
  readonly series: number;
}

/** The sum of the values of a group: the length of its stack. */
function totalOf({ values }: BarGroup): number {
  return values.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

/** Scales of horizontal bars. The domain always holds 0: bars begin there, to the left or to the right. */
export function groupPlot(groups: readonly BarGroup[], size: Size, isStacked: boolean): Plot {
  const ends = groups.flatMap((group) =>
    isStacked ? [totalOf(group)] : group.values.map(({ value }) => value ?? 0),
  );
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const across = scaleLinear()
    .domain(low === high ? [0, 1] : [low / 2, high / 2])
    .range([0, size.width]);
  const tops = topsOf(groups, isStacked);
  return { ...size, x: (value) => across(value / 2), y: (group) => tops[group] ?? 0 };
}

function topsOf(groups: readonly BarGroup[], isStacked: boolean): number[] {
  let top = 0;
  return rowHeights(groups, isStacked).map((height) => {
    top += height;
    return top - height;
  });
}

/** Where every bar is drawn. Values of a stack must not be negative. */
export function groupBoxes(groups: readonly BarGroup[], plot: Plot, isStacked: boolean): GroupBox[] {
  const heights = rowHeights(groups, isStacked);
  return groups.flatMap(({ values }, group) => {
    let from = 0;
    return values.flatMap(({ series, value }, place) => {
      if (value === null) return [];
      const start = isStacked ? from : 0;
      from += value;
      const [left, right] = [plot.x(Math.min(start, start + value)), plot.x(Math.max(start, start + value))];
      const isAlone = isStacked || values.length === 1;
      return [
        {
          group,
          series,
          x: left,
          y: plot.y(group) + (isAlone ? 2 : ROW_GAP / 2 + place * THIN_ROW),
          width:
            value === 0 ? 0 : Math.max(1, right - left - (isStacked && place < values.length - 1 ? 1 : 0)),
          height: isAlone ? (heights[group] ?? ROW) - 5 : THIN_ROW - 1.5,
        },
      ];
    });
  });
}

/** Everything a frame needs to show the groups: no ticks, since values stand at the bars; a stop per group. */
export function groupLayout(groups: readonly BarGroup[], size: Size, options: GroupOptions): Layout {
  const plot = groupPlot(groups, size, options.isStacked);
  const heights = rowHeights(groups, options.isStacked);
  return {
    plot,
    direction: 'y',
    xTicks: [],
    yTicks: [],
    stops: groups.map((group, index) => ({
      x: plot.x(0),
      y: plot.y(index),
      width: Math.abs(plot.x(totalOf(group)) - plot.x(0)),
      height: heights[index] ?? ROW,
      label: `${visibleText(group.label)}${partsText(group, options)}`,
      value: wholeText(group, options),
    })),
  };
}

/** What stands at the end of a row: its one value, or the sum of its stack; nothing for bars side by side. */
export function wholeText(group: BarGroup, { isStacked, format }: GroupOptions): string {
  if (!isStacked && group.values.length > 1) return '';
  if (group.values.every(({ value }) => value === null)) return 'not drawn';
  return countLabel(totalOf(group), format);
}

function partsText({ values }: BarGroup, { series, format }: GroupOptions): string {
  if (series.length < 2) return '';
  const parts = values.map(
    (each) =>
      `${series[each.series]?.label ?? ''} ${each.value === null ? '—' : countLabel(each.value, format)}`,
  );
  return `: ${parts.join(' · ')}`;
}

/** The room that the names at the left need, in pixels, within reason. */
export function nameRoom(groups: readonly BarGroup[]): number {
  const longest = groups.reduce((most, { label }) => Math.max(most, visibleText(label).length), 0);
  return Math.min(170, 16 + Math.ceil(longest * LETTER));
}
