import type { NumberFormat } from '../core/number-format';
import { makeAxis } from './axes';
import { visibleText } from './categories';
import type { Series } from './palette';
import type { Layout, Size } from './plot';

/** A share with the interval that it lies in, and of how many rows it is. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly rows: number;
}

/** What is set side by side: an interval for each series, null where there is none. */
export interface IntervalGroup {
  readonly label: string;
  /** True where it stands out. */
  readonly isMarked: boolean;
  readonly intervals: readonly (Interval | null)[];
}

/** How intervals are written and coloured. */
export interface IntervalOptions {
  readonly series: readonly Series[];
  readonly format: NumberFormat;
}

/** Height in pixels of the row of a group, and of an interval within it. */
export const INTERVAL_ROW = 30;
export const INTERVAL_LINE = 11;

/** Everything a frame needs to show intervals of shares, from 0 to 1, below one another: a stop per group. */
export function intervalLayout(
  groups: readonly IntervalGroup[],
  size: Size,
  { series, format }: IntervalOptions,
): Layout {
  const axis = makeAxis({
    kind: 'linear',
    domain: [0, 1],
    range: [4, size.width - 4],
    format: { ...format, number: (value) => format.share(value) },
    direction: 'across',
  });
  return {
    plot: { ...size, x: axis.position, y: (row) => row * INTERVAL_ROW },
    direction: 'y',
    xTicks: axis.ticks,
    yTicks: [],
    stops: groups.map((group, row) => ({
      x: axis.position(group.intervals.find((each) => each !== null)?.value ?? 0),
      y: row * INTERVAL_ROW,
      width: 0,
      height: INTERVAL_ROW,
      label: `${visibleText(group.label)}: ${group.intervals.map((each, place) => `${series[place]?.label ?? ''} ${intervalText(each, format)}`).join('; ')}`,
      value: group.intervals.map((each) => (each === null ? '—' : format.share(each.value))).join(' · '),
    })),
  };
}

function intervalText(interval: Interval | null, format: NumberFormat): string {
  if (interval === null) return 'none';
  const { low, high, rows } = interval;
  return `${format.share(low)} to ${format.share(high)} of ${format.count(rows)}`;
}
