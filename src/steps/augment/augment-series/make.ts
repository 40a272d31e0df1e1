import type { RunContext } from '../../../core/run-context';
import {
  augmentSeries,
  type AugmentInput,
  type AugmentOutput,
  type ValueBounds,
} from '../../../kernels/augment-series/augment-series';
import { hashSeries } from '../../../kernels/augment-series/hash-series';
import type {
  ChannelScale,
  DrawnOperation,
  OperationSetting,
} from '../../../kernels/augment-series/operations';
import type { Draws } from './amounts';
import type { Windows } from './read-windows';

/** Values that a kernel works on at a time, and kernels that are asked at a time. */
const PIECE_VALUES = 400_000;
const LANES = 4;

/** How windows are made. */
export interface Making {
  readonly settings: readonly OperationSetting[];
  readonly scales: readonly (readonly ChannelScale[])[];
  readonly bounds: readonly ValueBounds[];
  readonly seed: number;
}

/** New windows in their order, those that are copies left out. */
export interface MadeWindows {
  readonly offsets: Int32Array;
  readonly channels: readonly Float64Array[];
  /** Row of the parent, from 0. */
  readonly parents: Int32Array;
  readonly operations: readonly (readonly DrawnOperation[])[];
  readonly seeds: Float64Array;
  /** Windows missing, as to the last draw they were copies, and draws in place of copies. */
  readonly copies: number;
  readonly redrawn: number;
}

/** Times that windows are drawn in place of copies. */
const MOST_ROUNDS = 10;
/** From so many windows on a round that brings less than this share is the last: such windows have no more variations. */
const MANY = 1000;
const LITTLE = 0.1;

/**
 * Makes the windows that were drawn, piece by piece in the kernels. In place of copies, of real windows or of each other, their parents
 * make their next draws, at most ten times over.
 */
export async function makeWindows(
  context: Pick<RunContext, 'kernels' | 'progress'>,
  windows: Windows,
  { parents, draws }: Draws,
  making: Making,
): Promise<MadeWindows> {
  // 53 bits: a million windows have one pair of unequal ones with one hash in some 20,000 runs.
  const known = new Set<number>(await hashesOf(context, windows));
  const kept: KeptWindow[] = [];
  const next = new Int32Array(windows.rows);
  for (const parent of parents) next[parent]! += 1;
  let open: Slot[] = Array.from(parents, (parent, slot) => ({ slot, parent, draw: draws[slot]! }));
  let redrawn = 0;
  for (let round = 0; open.length > 0; round++) {
    const outputs = await makeDraws(context, windows, open, making, round);
    const copies = keepNew(windows, open, outputs, known, kept);
    const isIdle = open.length > MANY && open.length - copies.length < LITTLE * open.length;
    open = copies;
    if (round === MOST_ROUNDS || isIdle) break;
    redrawn += copies.length;
    open = copies.map(({ slot, parent }) => ({ slot, parent, draw: next[parent]!++ }));
  }
  kept.sort((one, other) => one.slot - other.slot);
  return { ...joined(windows, kept), copies: open.length, redrawn };
}

/** A new window that is asked for: its place among them, and which draw from which parent it is. */
interface Slot {
  readonly slot: number;
  readonly parent: number;
  readonly draw: number;
}

/** Where a window that stays was made. */
interface KeptWindow {
  readonly slot: number;
  readonly parent: number;
  readonly output: AugmentOutput;
  readonly place: number;
  readonly from: number;
}

async function makeDraws(
  context: Pick<RunContext, 'kernels' | 'progress'>,
  windows: Windows,
  slots: readonly Slot[],
  making: Making,
  round: number,
): Promise<AugmentOutput[]> {
  const parents = Int32Array.from(slots, ({ parent }) => parent);
  const draws = Int32Array.from(slots, ({ draw }) => draw);
  const phase = round === 0 ? 'making windows' : 'drawing copies again';
  let done = 0;
  return inLanes(piecesOf(windows, parents), async ({ from, to }) => {
    const input = inputOf(windows, parents, draws, making, from, to);
    let told = 0;
    const tell = (share: number): void => {
      done += share * (to - from) - told;
      told = share * (to - from);
      context.progress(phase, done / parents.length);
    };
    const output = await context.kernels.call(augmentSeries, input, [], tell);
    tell(1);
    return output;
  });
}

/** Keeps the windows that nobody knows yet; gives the others. */
function keepNew(
  { offsets }: Windows,
  slots: readonly Slot[],
  outputs: readonly AugmentOutput[],
  known: Set<number>,
  kept: KeptWindow[],
): Slot[] {
  const copies: Slot[] = [];
  let n = 0;
  for (const output of outputs) {
    let from = 0;
    output.seeds.forEach((_, place) => {
      const one = slots[n++]!;
      const hash = output.hashes[place]!;
      if (known.has(hash)) copies.push(one);
      else kept.push({ slot: one.slot, parent: one.parent, output, place, from });
      known.add(hash);
      from += offsets[one.parent + 1]! - offsets[one.parent]!;
    });
  }
  return copies;
}

/** Stretches of draws that are worked on together. */
function piecesOf({ offsets, channels }: Windows, parents: Int32Array) {
  const pieces: { from: number; to: number }[] = [];
  let [from, values] = [0, 0];
  parents.forEach((parent, n) => {
    values += (offsets[parent + 1]! - offsets[parent]!) * channels.length;
    if (values < PIECE_VALUES && n < parents.length - 1) return;
    pieces.push({ from, to: n + 1 });
    [from, values] = [n + 1, 0];
  });
  return pieces;
}

function inputOf(
  windows: Windows,
  parents: Int32Array,
  draws: Int32Array,
  making: Making,
  from: number,
  to: number,
): AugmentInput {
  const [first, last] = [parents[from]!, parents[to - 1]!];
  const { scales, ...rest } = making;
  const [start, end] = [windows.offsets[first]!, windows.offsets[last + 1]!];
  const entities = windows.entities.slice(first, last + 1);
  // Only the scales of the entities in this piece, numbered anew.
  const numbers = [...new Set(entities)];
  const places = new Map(numbers.map((entity, place) => [entity, place]));
  return {
    ...rest,
    first,
    offsets: windows.offsets.slice(first, last + 2).map((offset) => offset - start),
    times: windows.times?.slice(start, end) ?? null,
    channels: windows.channels.map((values) => values.slice(start, end)),
    entities: entities.map((entity) => places.get(entity)!),
    scales: numbers.map((entity) => scales[entity]!),
    parents: parents.slice(from, to).map((parent) => parent - first),
    draws: draws.slice(from, to),
  };
}

async function inLanes<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const place = next++;
      results[place] = await each(items[place]!);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

async function hashesOf(
  { kernels, progress }: Pick<RunContext, 'kernels' | 'progress'>,
  windows: Windows,
): Promise<Float64Array> {
  const rows = Int32Array.from({ length: windows.rows }, (_, row) => row);
  let done = 0;
  const parts = await inLanes(piecesOf(windows, rows), async ({ from, to }) => {
    const [start, end] = [windows.offsets[from]!, windows.offsets[to]!];
    const part = await kernels.call(hashSeries, {
      offsets: windows.offsets.slice(from, to + 1).map((offset) => offset - start),
      channels: windows.channels.map((values) => values.slice(start, end)),
    });
    progress('reading real windows', (done += to - from) / windows.rows);
    return part;
  });
  const all = new Float64Array(windows.rows);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The windows that stay, behind each other. */
function joined(windows: Windows, kept: readonly KeptWindow[]): Omit<MadeWindows, 'copies' | 'redrawn'> {
  const lengthOf = (parent: number) => windows.offsets[parent + 1]! - windows.offsets[parent]!;
  const offsets = new Int32Array(kept.length + 1);
  kept.forEach(({ parent }, row) => (offsets[row + 1] = offsets[row]! + lengthOf(parent)));
  const channels = windows.channels.map((_, c) => {
    const values = new Float64Array(offsets.at(-1)!);
    kept.forEach(({ output, from, parent }, row) =>
      values.set(output.channels[c]!.subarray(from, from + lengthOf(parent)), offsets[row]),
    );
    return values;
  });
  return {
    ...{ offsets, channels },
    parents: Int32Array.from(kept, ({ parent }) => parent),
    operations: kept.map(({ output, place }) => output.operations[place]!),
    seeds: Float64Array.from(kept, ({ output, place }) => output.seeds[place]!),
  };
}
