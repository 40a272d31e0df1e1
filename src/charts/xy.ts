import type { NumberFormat } from '../core/number-format';
import { extentOf, labelRoom, makeAxis, type Axis, type ScaleKind } from './axes';
import type { Dot } from './dots';
import { unitLabel, type DateUnit } from './instant';
import { cutLabel } from './labels';
import { endLabelRoom, type LinePoint } from './lines';
import type { Series } from './palette';
import type { Layout, Margin, Size, Stop } from './plot';

/** How the two directions of a line or scatter are read. */
export interface XyOptions {
  readonly format: NumberFormat;
  readonly series: readonly Series[];
  readonly xScale: ScaleKind;
  readonly yScale: 'linear' | 'log';
  readonly xName: string;
  readonly yName: string;
  /** The calendar unit of x, for times. */
  readonly unit?: DateUnit | undefined;
}

/** Dots keep this distance from the edges, so that none is cut. */
const INSET = 5;

interface Values {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly inset: number;
  readonly fromZero: boolean;
}

function axesOf({ xs, ys, inset, fromZero }: Values, { width, height }: Size, options: XyOptions) {
  const { format, xScale, yScale } = options;
  const [low, high] = extentOf(ys);
  const domain: [number, number] = fromZero ? [Math.min(0, low), Math.max(0, high) || 1] : [low, high];
  return {
    x: makeAxis({
      kind: xScale,
      domain: extentOf(xs),
      range: [inset, width - inset],
      format,
      direction: 'across',
      isWhole: xs.every(Number.isInteger),
    }),
    y: makeAxis({ kind: yScale, domain, range: [height - inset, inset], format, direction: 'up' }),
  };
}

const frameOf = (x: Axis, y: Axis, size: Size) => ({
  plot: { ...size, x: x.position, y: y.position },
  xTicks: x.ticks,
  yTicks: y.ticks,
});

/** Everything a frame needs to show a scatter; the cursor goes freely, by key from left to right. */
export function scatterLayout(dots: readonly Dot[], size: Size, options: XyOptions): Layout {
  const { x, y } = axesOf(valuesOfDots(dots), size, options);
  if (dots.length === 0)
    return { ...frameOf(x, y, size), xTicks: [], yTicks: [], stops: [], direction: 'both' };
  const { format, series, xName, yName } = options;
  return {
    ...frameOf(x, y, size),
    direction: 'both',
    stops: dots.map((dot) => {
      const name = series.length < 2 ? '' : `, ${series[dot.series]?.label ?? ''}`;
      return {
        x: x.position(dot.x),
        y: y.position(dot.y),
        width: 0,
        height: 0,
        get label() {
          return `${xName} ${format.number(dot.x)}${name}`;
        },
        get value() {
          return `${yName} ${format.number(dot.y)}`;
        },
      };
    }),
  };
}

const valuesOfDots = (dots: readonly Dot[]): Values => ({
  xs: dots.map(({ x }) => x),
  ys: dots.map(({ y }) => y),
  inset: INSET,
  fromZero: false,
});

/** The room around a scatter. */
export function scatterMargin(dots: readonly Dot[], height: number, options: XyOptions): Margin {
  const { y } = axesOf(valuesOfDots(dots), { width: 400, height }, options);
  return { top: 8, right: 8, bottom: 22, left: labelRoom(y.ticks) };
}

/** A line chart's data: the points of each series, and whether heights are lengths, which begin at 0. */
export interface LineData {
  readonly lines: readonly (readonly LinePoint[])[];
  readonly fromZero: boolean;
}

function valuesOfLines({ lines, fromZero }: LineData): Values {
  const points = lines.flat();
  return {
    xs: points.map(({ x }) => x),
    ys: points.flatMap(({ y }) => (y === null ? [] : [y])),
    inset: 0,
    fromZero,
  };
}

/** Everything a frame needs to show lines: a stop per x, which reads the values of all series there. */
export function lineLayout(data: LineData, size: Size, options: XyOptions): Layout {
  const values = valuesOfLines(data);
  const { x, y } = axesOf(values, size, options);
  const isEmpty = values.ys.length === 0;
  return {
    ...frameOf(x, y, size),
    ...(isEmpty ? { xTicks: [], yTicks: [] } : {}),
    direction: 'x',
    stops: isEmpty ? [] : lineStops(data, x, y, options),
  };
}

/** The places along x where any series has a value, in order. */
export function lineXs({ lines }: LineData): number[] {
  const xs = lines.flatMap((points) => points.flatMap(({ x, y }) => (y === null ? [] : [x])));
  return [...new Set(xs)].sort((one, other) => one - other);
}

function lineStops(data: LineData, x: Axis, y: Axis, options: XyOptions): Stop[] {
  const { format, series } = options;
  const values = data.lines.map((points) => new Map(points.map((point) => [point.x, point.y])));
  return lineXs(data).map((at) => {
    const found = values.flatMap((byX, index) => {
      const value = byX.get(at);
      return value === undefined || value === null ? [] : [{ value, name: series[index]?.label ?? '' }];
    });
    const textOf = ({ value, name }: { value: number; name: string }): string =>
      series.length < 2 ? format.number(value) : `${cutLabel(name, 16)} ${format.number(value)}`;
    return {
      x: x.position(at),
      y: Math.min(...found.map(({ value }) => y.position(value))),
      width: 0,
      height: 0,
      get label() {
        return options.unit === undefined
          ? `at ${wholeText(at) ?? format.number(at)}`
          : unitLabel(at, options.unit);
      },
      get value() {
        return found.map(textOf).join(' · ');
      },
    };
  });
}

/** The room around lines: tick labels to the left, the names of the series to the right. */
export function lineMargin(data: LineData, height: number, options: XyOptions): Margin {
  const { y } = axesOf(valuesOfLines(data), { width: 400, height }, options);
  const names =
    options.series.length < 2 ? [] : options.series.map(({ label }) => cutLabel(label, MOST_LETTERS));
  const right = names.length === 0 ? 10 : endLabelRoom(names);
  return { top: 8, right, bottom: 22, left: labelRoom(y.ticks) };
}

/** The letters of a name beside a line. */
export const MOST_LETTERS = 16;

/** Whole numbers up to four digits stand as they are: they may be years. */
function wholeText(value: number): string | undefined {
  return Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : undefined;
}
