import { frameOfRows, type Frame } from '../../../core/frame';
import { labelSafetyFrame } from '../../../core/label-safety';
import type { RunContext } from '../../../core/run-context';
import { resampled, VECTOR_POINTS, writeVector } from '../../../kernels/augment-series/vectors';
import {
  chooseRows,
  judgeLabels,
  MOST_MADE_JUDGED,
  MOST_REAL_JUDGED,
} from '../../../kernels/label-safety/judge';
import { augmentSeriesFrames } from './frames';
import type { MadeWindows } from './make';
import { scalesOf, type Windows } from './read-windows';

/** New windows that are shown, and the points that each is drawn with. */
const SHOWN = 20;
const POINTS = 80;

/** The frames of the report, and how many windows were judged. */
export interface SafetyReport {
  readonly frames: Readonly<Record<'label_safety' | 'unsafe' | 'unsafe_traces', Frame>>;
  readonly judgedReal: number;
  readonly judgedMade: number;
}

const namesOf = (frame: 'label_safety' | 'unsafe' | 'unsafe_traces') =>
  Object.keys(augmentSeriesFrames[frame]);

/** No report: there is no label, or no new window. */
export const noSafety: SafetyReport = {
  frames: {
    label_safety: frameOfRows(namesOf('label_safety'), []),
    unsafe: frameOfRows(namesOf('unsafe'), []),
    unsafe_traces: frameOfRows(namesOf('unsafe_traces'), []),
  },
  judgedReal: 0,
  judgedMade: 0,
};

/**
 * Whether the nearest real windows of new ones have their label as often as those of real ones. Windows are compared as vectors: each channel
 * standardised over all real windows and read at up to 64 places. At most 5,000 real and 2,000 new windows, chosen by the seed.
 */
export async function judgeSafety(
  context: Pick<RunContext, 'kernels' | 'progress'>,
  windows: Windows,
  made: MadeWindows,
  seed: number,
  firstNew: number,
): Promise<SafetyReport> {
  const real = chooseRows(windows.rows, MOST_REAL_JUDGED, seed);
  const fresh = chooseRows(made.parents.length, MOST_MADE_JUDGED, seed);
  const place = new Map([...real].map((row, n) => [row, n]));
  const labelOf = (row: number) => windows.labels[windows.classes[row]!] ?? null;
  const length = pointsOf(windows);
  const width = length * windows.channels.length;
  const scales = scalesOf(windows, true)[0]!;
  const vectors = (of: Windows | MadeWindows, rows: Int32Array): Float64Array => {
    const points = new Float64Array(rows.length * width);
    rows.forEach((row, n) => writeVector(points, n * width, valuesOf(of, row), scales, length));
    return points;
  };
  const safety = await judgeLabels(
    context,
    { points: vectors(windows, real), labels: Array.from(real, labelOf) },
    {
      points: vectors(made, fresh),
      labels: Array.from(fresh, (row) => labelOf(made.parents[row]!)),
      parents: Int32Array.from(fresh, (row) => place.get(made.parents[row]!) ?? -1),
    },
    width,
  );
  const worst = [...safety.made.keys()]
    .filter((n) => safety.made[n]! < 1 && safety.nearest[n]! >= 0)
    .sort((one, other) => safety.made[one]! - safety.made[other]! || one - other)
    .slice(0, SHOWN);
  const examples = worst.map((n) => {
    const [row, nearest] = [fresh[n]!, real[safety.nearest[n]!]!];
    return { row, parent: made.parents[row]!, nearest, agreement: safety.made[n]! };
  });
  const unsafe = examples.map(({ row, parent, nearest, agreement }) => ({
    ...{ new_row: firstNew + row, label: labelOf(parent), agreement, parent_row: parent + 1 },
    ...{ nearest_row: nearest + 1, nearest_label: labelOf(nearest) },
    operation: made.operations[row]!.map(({ operation }) => operation).join(' + '),
  }));
  const traces = examples.flatMap(({ row, parent, nearest }) => [
    ...traceOf(firstNew + row, 'new', valuesOf(made, row)),
    ...traceOf(firstNew + row, 'parent', valuesOf(windows, parent)),
    ...traceOf(firstNew + row, 'nearest', valuesOf(windows, nearest)),
  ]);
  return {
    judgedReal: real.length,
    judgedMade: fresh.length,
    frames: {
      label_safety: labelSafetyFrame(safety),
      unsafe: frameOfRows(namesOf('unsafe'), unsafe),
      unsafe_traces: frameOfRows(namesOf('unsafe_traces'), traces),
    },
  };
}

/** Points of a channel in a vector: 64, fewer where all windows are shorter. */
function pointsOf({ offsets, rows }: Windows): number {
  let longest = 1;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, offsets[row + 1]! - offsets[row]!);
  return Math.min(VECTOR_POINTS, longest);
}

/** The values of one window, by channel. */
export function valuesOf(
  { offsets, channels }: Pick<Windows, 'offsets' | 'channels'>,
  row: number,
): Float64Array[] {
  return channels.map((values) => values.subarray(offsets[row], offsets[row + 1]));
}

function traceOf(row: number, kind: string, [first = new Float64Array()]: readonly Float64Array[]) {
  const count = Math.min(POINTS, first.length);
  return [...resampled(first, count)].map((value, n) => ({
    ...{ new_row: row, kind, place: count < 2 ? 0 : n / (count - 1) },
    value: Number.isFinite(value) ? value : null,
  }));
}
