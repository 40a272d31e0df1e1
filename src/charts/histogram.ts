import { scaleLinear, scaleUtc } from 'd3';
import type { NumberFormat } from '../core/number-format';
import type { Bar } from './bins';
import { instantLabels, unitLabel, type DateUnit } from './instant';
import { countLabel, numberLabels } from './labels';
import type { Layout, Plot, Position, Size, Stop, Tick } from './plot';

/** How a histogram is to be read: numbers or calendar units along x, counts or densities along y. */
export interface HistogramOptions {
  readonly format: NumberFormat;
  /** The calendar unit of the bins, for times. */
  readonly unit?: DateUnit | undefined;
  /** Heights are densities: no y axis, since only areas mean something. */
  readonly isDensity?: boolean | undefined;
}

/** Width of a letter in a tick's label, and the room between labels, in pixels. */
const LABEL_LETTER = 7;
const LABEL_GAP = 14;

/** A bar in pixels, with the hairline gap to its neighbour taken off. */
export interface BarBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The scales of a histogram. The domain is halved inside, so that even [-max, max] of doubles has a width. */
export function histogramPlot(bars: readonly Bar[], { width, height }: Size): Plot {
  const [low, high] = extentOf(bars);
  const across = scaleLinear()
    .domain(low === high ? [low / 2 - 0.5, high / 2 + 0.5] : [low / 2, high / 2])
    .range([0, width]);
  const up = scaleLinear()
    .domain([0, bars.reduce((most, bar) => Math.max(most, bar.height), 0) || 1])
    .range([height, 0]);
  return { width, height, x: (value) => across(value / 2), y: (value) => up(value) };
}

function extentOf(bars: readonly Bar[]): [number, number] {
  return [bars[0]?.low ?? 0, bars.at(-1)?.high ?? 0];
}

/** Where a bar is drawn. A spike is a needle, or a broad bar where it stands alone; what is not empty is at least 1 px high. */
export function barBox(plot: Plot, bar: Bar, isAlone = false): BarBox {
  const [left, right] = [plot.x(bar.low), plot.x(bar.high)];
  const height = bar.count > 0 ? Math.max(1, plot.height - plot.y(bar.height)) : 0;
  const top = plot.height - height;
  if (bar.isSpike) {
    const width = isAlone ? plot.width / 5 : 3;
    const x = isAlone ? left - width / 2 : Math.min(Math.max(0, left - width / 2), plot.width - width);
    return { x, y: top, width, height };
  }
  const gap = right - left > 3 ? 1 : 0;
  return { x: left, y: top, width: Math.max(0.5, right - left - gap), height };
}

/** Everything a frame needs to show a histogram: scales, ticks and a stop for every bar. */
export function histogramLayout(bars: readonly Bar[], size: Size, options: HistogramOptions): Layout {
  const plot = histogramPlot(bars, size);
  return {
    plot,
    direction: 'x',
    xTicks: options.unit === undefined ? numberTicks(bars, plot, options.format) : timeTicks(bars, plot),
    yTicks: options.isDensity === true ? [] : countTicks(bars, plot.y, options.format),
    stops: histogramStops(bars, plot, options),
  };
}

/** A stop of the reading cursor for every bar: what it spans, and its exact count and share. */
export function histogramStops(bars: readonly Bar[], plot: Plot, options: HistogramOptions): Stop[] {
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const { format } = options;
  return bars.map((bar) => ({
    ...barBox(plot, bar, bars.length === 1),
    get label() {
      return barLabel(bar, bar === bars.at(-1), options);
    },
    get value() {
      return `${countLabel(bar.count, format)} (${format.share(total > 0 ? bar.count / total : 0)})`;
    },
  }));
}

/** What a bar spans, in words: "17 to 24.3" with the last bar closed, one value for a spike, the unit's name for times. */
export function barLabel(bar: Bar, isLast: boolean, { format, unit }: HistogramOptions): string {
  if (bar.label !== undefined) return bar.label;
  if (unit !== undefined) return unitLabel(bar.low, unit);
  const [low = '', high = ''] = numberLabels([bar.low, bar.high], format);
  if (bar.isSpike) return low;
  return isLast ? `${low} to ${high}` : `${low} to under ${high}`;
}

function numberTicks(bars: readonly Bar[], plot: Plot, format: NumberFormat): Tick[] {
  const [low, high] = extentOf(bars);
  if (bars.length === 0) return [];
  if (low === high) return labelTicks([low], plot, numberLabels([low], format));
  if (!Number.isFinite(high - low)) return labelTicks([low, high], plot, numberLabels([low, high], format));
  // As many ticks as their labels leave room for.
  for (let count = Math.max(2, Math.floor(plot.width / 45)); ; count -= 1) {
    const values = scaleLinear().domain([low, high]).ticks(count);
    const labels = numberLabels(values, format);
    const longest = labels.reduce((most, label) => Math.max(most, label.length), 0);
    const needed = values.length * (longest * LABEL_LETTER + LABEL_GAP);
    if (needed <= plot.width || count <= 2) return labelTicks(values, plot, labels);
  }
}

function labelTicks(values: readonly number[], plot: Plot, labels: readonly string[]): Tick[] {
  return values.map((value, index) => ({ at: plot.x(value), label: labels[index] ?? '' }));
}

function timeTicks(bars: readonly Bar[], plot: Plot): Tick[] {
  const [low, high] = extentOf(bars);
  if (bars.length === 0) return [];
  const ticks = scaleUtc()
    .domain([low, high])
    .ticks(Math.max(2, Math.floor(plot.width / 95)));
  const values = ticks.map((tick) => tick.getTime());
  return labelTicks(values, plot, instantLabels(values));
}

function countTicks(bars: readonly Bar[], y: Position, format: NumberFormat): Tick[] {
  const most = bars.reduce((highest, bar) => Math.max(highest, bar.height), 0);
  if (most === 0) return [];
  const values = scaleLinear().domain([0, most]).ticks(3).filter(Number.isInteger);
  return values.map((value) => ({ at: y(value), label: format.count(value) }));
}

/** The histogram in words, as the picture's text alternative. */
export function histogramSummary(bars: readonly Bar[], options: HistogramOptions): string {
  const highest = bars.reduce<Bar | undefined>(
    (top, bar) => (top && top.count >= bar.count ? top : bar),
    undefined,
  );
  if (highest === undefined) return 'No values.';
  const total = bars.reduce((sum, bar) => sum + bar.count, 0);
  const [low, high] = extentOf(bars);
  const share = options.format.share(total > 0 ? highest.count / total : 0);
  const place = barLabel(highest, highest === bars.at(-1), options);
  const [first, last] = [bars.at(0) ?? highest, bars.at(-1) ?? highest];
  const whole =
    options.unit === undefined
      ? barLabel({ low, high, count: 0, height: 0, isSpike: low === high }, true, options)
      : `${barLabel(first, false, options)} to ${barLabel(last, true, options)}`;
  const kind = options.isDensity === true ? 'Density' : 'Counts';
  return `${kind} over ${whole} in ${bars.length} ${bars.length === 1 ? 'bar' : 'bars'}; most values, ${share}, in ${place}.`;
}
