import { walkAlong } from './interpolate';
import type { ChannelScale } from './operations';

/** Points of a channel in the vector that stands for a window. */
export const VECTOR_POINTS = 64;

/**
 * A window as a vector: each channel less its mean and divided by its standard deviation over all windows, at 64 equally spaced places
 * (all samples where a window has fewer), one channel behind the other. What is missing or not finite stands at the mean. `length` says
 * how many points there are a channel, so that windows of other lengths get equally many.
 */
export function writeVector(
  target: Float64Array,
  at: number,
  channels: readonly Float64Array[],
  scales: readonly ChannelScale[],
  length: number,
): void {
  channels.forEach((values, c) => {
    const { centre, spread } = scales[c]!;
    resampled(values, length).forEach((value, place) => {
      const standard = (value - centre) / (spread > 0 ? spread : 1);
      target[at + c * length + place] = Number.isFinite(standard) ? standard : 0;
    });
  });
}

/** Values read at equally spaced places from the first to the last, on straight lines between samples. */
export function resampled(values: Float64Array, length: number): Float64Array {
  if (values.length === length) return values.slice();
  const walk = walkAlong(
    values.map((_, place) => place),
    values,
  );
  return Float64Array.from({ length }, (_, i) => walk((i * (values.length - 1)) / Math.max(1, length - 1)));
}
