import { randomState } from '../random-state';
import { drawNormal } from './draw';
import { walkAlong } from './interpolate';
import type { DrawnOperation, SeriesWindow } from './operations';
import { cubicSpline, monotoneCurve } from './spline';

/**
 * The channels of a window after operations that were drawn, one after the other: the same from the same parent, always. The times of
 * the samples stay. Missing values stay missing, and so does what is read between a missing value and another. A window of one sample has
 * no time to warp: it then only changes in value. Cost: samples, times operations.
 */
export function applyOperations(window: SeriesWindow, drawn: readonly DrawnOperation[]): Float64Array[] {
  let channels: Float64Array[] = window.channels.map((values) => values.slice());
  for (const operation of drawn) channels = applyOne({ ...window, channels }, operation);
  return channels;
}

function applyOne({ times, channels }: SeriesWindow, drawn: DrawnOperation): Float64Array[] {
  switch (drawn.operation) {
    case 'jitter':
      return jitter(channels, drawn.sd, drawn.seed);
    case 'scale':
      return channels.map((values, c) => {
        const [factor, around] = [drawn.factors[c]!, drawn.around[c]!];
        return values.map((value) => around + factor * (value - around));
      });
    case 'drift':
      return channels.map((values, c) => {
        const added = driftAlong(times, drawn.anchors[c]!, drawn.reach[c]!);
        return values.map((value, place) => value + added[place]!);
      });
    case 'time warp':
      return readAt(times, channels, warpedTimes(times, drawn.anchors));
    case 'magnitude warp':
      return channels.map((values, c) => {
        const factors = splineAlong(times, drawn.anchors[c]!);
        const around = drawn.around[c]!;
        return values.map((value, place) => around + factors[place]! * (value - around));
      });
    case 'window slice': {
      const [first, length] = [times[0] ?? 0, (times.at(-1) ?? 0) - (times[0] ?? 0)];
      const { from, to } = drawn;
      const share = (t: number) => (length > 0 ? (t - first) / length : 0);
      return readAt(
        times,
        channels,
        times.map((t) => first + length * (from + (to - from) * share(t))),
      );
    }
    case 'dropout':
      return channels.map((values, c) => dropOut(values, drawn, c));
    case 'permutation': {
      const places = permuted(times.length, drawn.order);
      return channels.map((values) => Float64Array.from(places, (place) => values[place]!));
    }
    case 'reverse':
      return channels.map((values) => values.slice().reverse());
    default:
      return drawn satisfies never;
  }
}

function jitter(channels: readonly Float64Array[], sd: readonly number[], seed: number): Float64Array[] {
  const random = randomState(seed);
  return channels.map((values, c) => values.map((value) => value + sd[c]! * drawNormal(random)));
}

/** Times of equally spaced shares of the window, its first and last among them. */
function knots(times: Float64Array, count: number): Float64Array {
  const [first, last] = [times[0]!, times.at(-1)!];
  return Float64Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));
}

const isStretch = (times: Float64Array): boolean => times.length > 1 && times.at(-1)! > times[0]!;

/** A cubic spline (not-a-knot) through anchors at equally spaced times, at each sample. */
function splineAlong(times: Float64Array, anchors: readonly number[]): Float64Array {
  if (!isStretch(times)) return times.map(() => anchors[0]!);
  return times.map(cubicSpline(knots(times, anchors.length), anchors));
}

/** A drift: the spline through its anchors, moved to start at 0 and stretched so that its largest size is `reach`. */
export function driftAlong(times: Float64Array, anchors: readonly number[], reach: number): Float64Array {
  const spline = splineAlong(times, anchors);
  const moved = spline.map((value) => value - spline[0]!);
  const largest = moved.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? moved : moved.map((value) => (value * reach) / largest);
}

/** When the parent was where the new window is, at each sample: rising, from the first time to the last. */
export function warpedTimes(times: Float64Array, anchors: readonly number[]): Float64Array {
  if (!isStretch(times)) return times.slice();
  const [first, last] = [times[0]!, times.at(-1)!];
  const passed = anchors.map((share) => first + share * (last - first));
  const curve = monotoneCurve(knots(times, anchors.length), passed);
  return times.map((t) => Math.min(last, Math.max(first, curve(t))));
}

/** All channels read at the same times: they are warped together. */
function readAt(times: Float64Array, channels: readonly Float64Array[], at: Float64Array): Float64Array[] {
  return channels.map((values) => at.map(walkAlong(times, values)));
}

type Dropout = Extract<DrawnOperation, { operation: 'dropout' }>;

/** Samples lost in gaps, each channel for itself. What has nothing before it takes what comes after, and the other way round. */
function dropOut(
  values: Float64Array,
  { seed, chance, gap, fill, value }: Dropout,
  channel: number,
): Float64Array {
  const random = randomState((seed + channel) % 2 ** 32);
  const isLost = new Uint8Array(values.length);
  for (let place = 0; place < values.length; place++) {
    if (random.uniform() < chance) isLost.fill(1, place, place + gap);
  }
  const kept = values.filter((each, place) => isLost[place] === 0 && !Number.isNaN(each));
  const mean = kept.reduce((sum, each) => sum + each, 0) / kept.length;
  if (fill === 'value') return values.map((each, place) => (isLost[place] === 1 ? value : each));
  if (kept.length === 0) return values.slice();
  if (fill === 'mean') return values.map((each, place) => (isLost[place] === 1 ? mean : each));
  const way = fill === 'forward' ? -1 : 1;
  return values.map((each, place) =>
    isLost[place] === 0
      ? each
      : (nearestKept(values, isLost, place, way) ?? nearestKept(values, isLost, place, -way) ?? each),
  );
}

function nearestKept(
  values: Float64Array,
  isLost: Uint8Array,
  from: number,
  way: number,
): number | undefined {
  for (let place = from; place >= 0 && place < values.length; place += way) {
    if (isLost[place] === 0) return values[place];
  }
  return undefined;
}

/** Where each sample comes from when pieces of nearly equal length change places. */
function permuted(samples: number, order: readonly number[]): number[] {
  const start = (piece: number) => Math.floor((piece * samples) / order.length);
  return order.flatMap((piece) =>
    Array.from({ length: start(piece + 1) - start(piece) }, (_, i) => start(piece) + i),
  );
}
