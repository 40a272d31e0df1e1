import { frameOfRows, type Frame } from '../../../core/frame';
import { applyOperations } from '../../../kernels/augment-series/apply';
import { fitted, windowAt } from '../../../kernels/augment-series/augment-series';
import { drawOperations, seedOf } from '../../../kernels/augment-series/draw';
import { augmentSeriesFrames } from './frames';
import type { Making, MadeWindows } from './make';
import type { Windows } from './read-windows';
import { valuesOf } from './safety';

/** Channels, and samples of a window, that are drawn at most. */
const MOST_CHANNELS = 3;
const MOST_SAMPLES = 600;
/** New windows of the table that are drawn beside their parents. */
const EXAMPLES = 2;

/** What all operations of a new window did together. */
export const TOGETHER = 'all together';

/** A window before and after each operation alone, and some new windows of the table over their parents. */
export function drawTraces(
  windows: Windows,
  made: MadeWindows,
  making: Making,
  names: readonly string[],
): Frame {
  const columns = Object.keys(augmentSeriesFrames.traces);
  if (made.parents.length === 0) return frameOfRows(columns, []);
  const parent = made.parents[0]!;
  const alone = making.settings.flatMap((setting) => {
    const scales = making.scales[windows.entities[parent]!]!;
    const drawn = drawOperations(seedOf(making.seed, parent, 0), [setting], scales);
    const after = applyOperations(windowAt(windows, parent), drawn);
    return traceOf(
      setting.operation,
      windows,
      parent,
      after.map((values, c) => fitted(values, making.bounds[c]!)),
      names,
    );
  });
  const together = Array.from({ length: Math.min(EXAMPLES, made.parents.length) }, (_, n) => {
    const row = Math.floor((n * (made.parents.length - 1)) / Math.max(1, EXAMPLES - 1));
    return traceOf(`${TOGETHER} ${n + 1}`, windows, made.parents[row]!, valuesOf(made, row), names);
  });
  return frameOfRows(columns, [...together.flat(), ...alone]);
}

function traceOf(
  operation: string,
  windows: Windows,
  parent: number,
  after: readonly Float64Array[],
  names: readonly string[],
) {
  const { times, channels } = windowAt(windows, parent);
  const number = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? value : null;
  return channels.slice(0, MOST_CHANNELS).flatMap((before, c) =>
    Array.from(before.subarray(0, MOST_SAMPLES), (value, place) => ({
      ...{ operation, channel: names[c] ?? '', at: times[place]! },
      ...{ before: number(value), after: number(after[c]?.[place]) },
    })),
  );
}
