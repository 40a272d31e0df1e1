import type { Kernel } from '../../core/run-context';
import { applyOperations } from './apply';
import { drawOperations, seedOf } from './draw';
import { hashWindow } from './hash-series';
import type { ChannelScale, DrawnOperation, OperationSetting } from './operations';

/** Samples between two reports of progress: with all operations about a tenth of a second. */
const REPORT = 50_000;

/** What values of a channel may be: whole numbers, numbers of single precision, and no less or more than this. */
export interface ValueBounds {
  readonly grain: 'whole' | 'single' | 'double';
  readonly low: number;
  readonly high: number;
}

/** Some windows and what is to be made of them. */
export interface AugmentInput {
  /** Number of the first window in the table, from 0. */
  readonly first: number;
  /** Where each window begins, and the end: one more than there are windows. */
  readonly offsets: Int32Array;
  /** Times of all samples; null for equal steps. */
  readonly times: Float64Array | null;
  /** Per channel the values of all samples. */
  readonly channels: readonly Float64Array[];
  /** Per window its entity: the place of its scales. */
  readonly entities: Int32Array;
  /** Per entity and channel. */
  readonly scales: readonly (readonly ChannelScale[])[];
  readonly bounds: readonly ValueBounds[];
  /** Per new window: the place of its parent among those given, and its number among the draws from that parent. */
  readonly parents: Int32Array;
  readonly draws: Int32Array;
  readonly settings: readonly OperationSetting[];
  readonly seed: number;
}

/** New windows behind each other. */
export interface AugmentOutput {
  readonly channels: readonly Float64Array[];
  readonly operations: readonly (readonly DrawnOperation[])[];
  readonly seeds: Float64Array;
  readonly hashes: Float64Array;
}

/** Values as the column can hold them, whole ones without a negative nought; a missing one stays missing. */
export function fitted(values: Float64Array, { grain, low, high }: ValueBounds): Float64Array {
  return values.map((value) => {
    const grained =
      grain === 'whole' ? Math.round(value) + 0 : grain === 'single' ? Math.fround(value) : value;
    return Number.isNaN(grained) ? NaN : Math.min(high, Math.max(low, grained));
  });
}

/** Makes new windows, each from its own seed. Cost: about 0.1 µs a sample and operation. */
export const augmentSeries: Kernel<AugmentInput, AugmentOutput> = {
  name: 'augment-series',
  run: (input, report) => {
    const { offsets, channels, parents, draws, entities, scales, settings, bounds, seed, first } = input;
    const lengthOf = (window: number) => offsets[window + 1]! - offsets[window]!;
    const samples = parents.reduce((sum, parent) => sum + lengthOf(parent), 0);
    const made = channels.map(() => new Float64Array(samples));
    const seeds = new Float64Array(parents.length);
    const hashes = new Float64Array(parents.length);
    const operations: DrawnOperation[][] = [];
    let [at, reported] = [0, 0];
    parents.forEach((parent, n) => {
      const window = windowAt(input, parent);
      seeds[n] = seedOf(seed, first + parent, draws[n]!);
      const drawn = drawOperations(seeds[n], settings, scales[entities[parent]!]!);
      const changed = applyOperations(window, drawn).map((values, c) => fitted(values, bounds[c]!));
      changed.forEach((values, c) => made[c]!.set(values, at));
      operations.push(drawn);
      hashes[n] = hashWindow(changed);
      at += lengthOf(parent);
      if (at - reported < REPORT) return;
      reported = at;
      report(n / parents.length);
    });
    return { channels: made, operations, seeds, hashes };
  },
};

/** One window of those given; without times its samples are a step of 1 apart. */
export function windowAt(
  { offsets, times, channels }: Pick<AugmentInput, 'offsets' | 'times' | 'channels'>,
  window: number,
) {
  const [from, to] = [offsets[window]!, offsets[window + 1]!];
  return {
    times: times?.subarray(from, to) ?? Float64Array.from({ length: to - from }, (_, place) => place),
    channels: channels.map((values) => values.subarray(from, to)),
  };
}
