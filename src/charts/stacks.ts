import type { NumberFormat } from '../core/number-format';
import { labelRoom, makeAxis, type ScaleKind } from './axes';
import { barLabel } from './histogram';
import type { DateUnit } from './instant';
import { countLabel } from './labels';
import type { Series } from './palette';
import type { BarBox } from './histogram';
import type { Layout, Margin, Plot, Size } from './plot';

/** A bin with a count per series. Times are milliseconds since 1970 (UTC). */
export interface StackedBin {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** How stacks are read: numbers on a linear or log scale, or calendar units, along x. */
export interface StackOptions {
  readonly format: NumberFormat;
  readonly series: readonly Series[];
  readonly scale: ScaleKind;
  readonly unit?: DateUnit | undefined;
}

/** The rows in a bin. */
export const totalOf = ({ counts }: StackedBin): number => counts.reduce((sum, count) => sum + count, 0);

/** A part of a stack in pixels, and the numbers of its bin and series. */
export interface StackBox extends BarBox {
  readonly bin: number;
  readonly series: number;
}

function axes(bins: readonly StackedBin[], { width, height }: Size, { format, scale }: StackOptions) {
  const domain = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 0] as const;
  const most = Math.max(0, ...bins.map(totalOf));
  return {
    x: makeAxis({ kind: scale, domain, range: [0, width], format, direction: 'across' }),
    y: makeAxis({ kind: 'linear', domain: [0, most || 1], range: [height, 0], format, direction: 'up' }),
  };
}

/** The room that the counts at the left need. */
export function stackMargin(bins: readonly StackedBin[], size: Size, options: StackOptions): Margin {
  const left = labelRoom(axes(bins, size, options).y.ticks);
  return { top: 14, right: 8, bottom: 22, left };
}

/** Everything a frame needs to show stacked bins: scales, ticks, and a stop per bin. */
export function stackLayout(bins: readonly StackedBin[], size: Size, options: StackOptions): Layout {
  const { x, y } = axes(bins, size, options);
  const plot: Plot = { ...size, x: x.position, y: y.position };
  const total = bins.reduce((sum, bin) => sum + totalOf(bin), 0);
  const { format, series } = options;
  return {
    plot,
    direction: 'x',
    xTicks: bins.length === 0 ? [] : x.ticks,
    yTicks: total === 0 ? [] : y.ticks.filter(({ label }) => !label.includes('.')),
    stops: bins.map((bin, index) => {
      const bar = {
        low: bin.low,
        high: bin.high,
        count: totalOf(bin),
        height: 0,
        isSpike: bin.low === bin.high,
      };
      return {
        x: plot.x(bin.low),
        y: plot.y(bar.count),
        width: plot.x(bin.high) - plot.x(bin.low),
        height: plot.height - plot.y(bar.count),
        get label() {
          const parts = bin.counts.flatMap((count, part) =>
            count > 0 ? [`${series[part]?.label ?? ''} ${countLabel(count, format)}`] : [],
          );
          const span = barLabel(bar, index === bins.length - 1, { format, unit: options.unit });
          return series.length > 1 && parts.length > 0 ? `${span}: ${parts.join(' · ')}` : span;
        },
        get value() {
          return `${countLabel(bar.count, format)} (${format.share(total > 0 ? bar.count / total : 0)})`;
        },
      };
    }),
  };
}

/** Where the parts are drawn, one series upon the other; a bin without width is a bar in the middle. */
export function stackBoxes(bins: readonly StackedBin[], plot: Plot): StackBox[] {
  return bins.flatMap((bin, index) => {
    const [left, right] = [plot.x(bin.low), plot.x(bin.high)];
    const isSpike = bin.low === bin.high;
    const width = isSpike ? plot.width / 5 : Math.max(0.5, right - left - (right - left > 3 ? 1 : 0));
    let below = 0;
    return bin.counts.flatMap((count, series) => {
      if (count === 0) return [];
      const [top, bottom] = [plot.y(below + count), plot.y(below)];
      below += count;
      const height = Math.max(bin.counts.length === 1 ? 1 : 0.5, bottom - top);
      return [
        { bin: index, series, x: isSpike ? left - width / 2 : left, y: bottom - height, width, height },
      ];
    });
  });
}

/** The stacks in words. */
export function stackSummary(bins: readonly StackedBin[], { format, series, unit }: StackOptions): string {
  const highest = bins.reduce<StackedBin | undefined>(
    (most, bin) => (most !== undefined && totalOf(most) >= totalOf(bin) ? most : bin),
    undefined,
  );
  if (highest === undefined) return 'No values.';
  const bar = { low: highest.low, high: highest.high, count: 0, height: 0, isSpike: false };
  const place = barLabel(bar, highest === bins.at(-1), { format, unit });
  const names = series.length > 1 ? ` in ${series.length} colours` : '';
  return `Counts in ${bins.length} ${bins.length === 1 ? 'bar' : 'bars'}${names}; most values, ${countLabel(totalOf(highest), format)}, in ${place}.`;
}
