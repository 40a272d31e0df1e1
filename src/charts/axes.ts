import { scaleLinear, scaleLog, scaleUtc } from 'd3';
import type { NumberFormat } from '../core/number-format';
import { instantLabels } from './instant';
import { numberLabels } from './labels';
import type { Position, Tick } from './plot';

/** How values become places: numbers, their logarithms, or instants in milliseconds (UTC). */
export type ScaleKind = 'linear' | 'log' | 'time';

/** One direction of a plot: where values stand, and its labelled ticks. */
export interface Axis {
  readonly position: Position;
  readonly ticks: readonly Tick[];
}

/** What an axis is made from: the range of values, the pixels they span, and whether labels stand side by side or above one another. */
export interface AxisOptions {
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly format: NumberFormat;
  readonly direction: 'across' | 'up';
  /** All values are whole: no tick stands between two of them. */
  readonly isWhole?: boolean;
}

/** Makes an axis. A range without width is widened, so that its one value stands in the middle. */
export function makeAxis(options: AxisOptions): Axis {
  switch (options.kind) {
    case 'linear':
      return linearAxis(options);
    case 'log':
      return logAxis(options);
    case 'time':
      return timeAxis(options);
  }
}

/** The room of a tick upwards, and the air between labels that stand side by side, in pixels. */
const TICK_UP = 42;
const LABEL_GAP = 16;
const MOST_TICKS = 12;

/** As many ticks as their labels leave room for. `ticks` gives about so many as asked, `labels` their words. */
function fitting(
  { range: [from, to], direction }: AxisOptions,
  ticks: (count: number) => number[],
  labels: (values: readonly number[]) => string[],
): number[] {
  const span = Math.abs(to - from);
  if (direction === 'up') return ticks(Math.max(2, Math.floor(span / TICK_UP)));
  for (let count = MOST_TICKS; ; count -= 1) {
    const values = ticks(count);
    const longest = labels(values).reduce((most, label) => Math.max(most, label.length), 0);
    if (count <= 1 || values.length * (longest * LETTER + LABEL_GAP) <= span) return values;
  }
}

function linearAxis(options: AxisOptions): Axis {
  const [low, high] = options.domain;
  // Halved inside, so that even [-max, max] of doubles has a width.
  const half = low === high ? around(low / 2) : [low / 2, high / 2];
  const scale = scaleLinear().domain(half).range(options.range);
  const position: Position = (value) => scale(value / 2);
  const words = (values: readonly number[]): string[] =>
    options.isWhole === true && mayBeYears(low, high)
      ? values.map(String)
      : numberLabels(values, options.format);
  const tick = (count: number): number[] => {
    const values = scaleLinear().domain([low, high]).ticks(count);
    return options.isWhole === true ? values.filter(Number.isInteger) : values;
  };
  const values =
    low === high || !Number.isFinite(high - low) ? [...new Set([low, high])] : fitting(options, tick, words);
  return { position, ticks: ticksOf(values, words(values), position) };
}

/** Whole numbers of four digits, of the last centuries or the next: written without a comma, as years are. */
const mayBeYears = (low: number, high: number): boolean => low >= 1500 && high < 2500;

const around = (value: number): [number, number] => {
  const reach = Math.max(0.5, Math.abs(value) * 0.1);
  return [value - reach, value + reach];
};

function logAxis(options: AxisOptions): Axis {
  const [low, high] = options.domain;
  const ends = low === high ? [low / 2, high * 2] : [low, high];
  const scale = scaleLinear().domain(ends.map(Math.log10)).range(options.range);
  const position: Position = (value) => scale(Math.log10(value));
  const words = (values: readonly number[]): string[] => numberLabels(values, options.format);
  const all = scaleLog().domain(ends).ticks(MOST_TICKS);
  const powers = all.filter((value) => Number.isInteger(Number(Math.log10(value).toFixed(9))));
  const shown = powers.length >= 2 ? powers : all;
  const values = fitting(options, (count) => thinned(shown, count), words);
  return { position, ticks: ticksOf(values, words(values), position) };
}

/** Every second, third … value, until there are no more than wanted. */
function thinned(values: readonly number[], wanted: number): number[] {
  const step = Math.max(1, Math.ceil(values.length / wanted));
  return values.filter((_, index) => index % step === 0);
}

function timeAxis(options: AxisOptions): Axis {
  const [low, high] = options.domain;
  const ends = low === high ? [low - 1, high + 1] : [low, high];
  const scale = scaleUtc().domain(ends).range(options.range);
  const position: Position = (value) => scale(value);
  const ticks = (count: number): number[] => scale.ticks(count).map((tick) => tick.getTime());
  const values = low === high ? [low] : fitting(options, ticks, instantLabels);
  return { position, ticks: ticksOf(values, instantLabels(values), position) };
}

function ticksOf(values: readonly number[], labels: readonly string[], position: Position): Tick[] {
  return values.map((value, index) => ({ at: position(value), label: labels[index] ?? '' }));
}

/** Pixels that an average letter takes in a picture. */
export const LETTER = 6.6;

/** The room that labels to the left of a plot need, in pixels. */
export function labelRoom(ticks: readonly Tick[]): number {
  return 12 + Math.ceil(LETTER * ticks.reduce((most, { label }) => Math.max(most, label.length), 1));
}

/** The least and greatest of some finite values; [0, 0] without any. */
export function extentOf(values: readonly number[]): [number, number] {
  return values.length === 0
    ? [0, 0]
    : values.reduce<[number, number]>(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
        [Infinity, -Infinity],
      );
}
