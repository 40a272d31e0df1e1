import { binarySeeds, sharedSeeds } from './binary-seeds';
import { drawsOf, mutated, pick, type Draw } from './mutate';
import { fileOf, READERS, type FuzzSeed, type Parts, type Reader } from './seed';
import { TEXT_SEEDS } from './text-seeds';

/** All seeds by their readers. */
export type SeedsByReader = Readonly<Record<Reader, readonly FuzzSeed[]>>;

/** A file with something wrong, and how it is to be loaded. */
export interface FuzzInput {
  readonly number: number;
  readonly reader: Reader;
  readonly step: string;
  readonly name: string;
  readonly member: string | undefined;
  readonly params: object;
  readonly bytes: Uint8Array;
}

/** Makes the seeds and, unless told otherwise, finds those of others. */
export async function openSeeds(withShared: boolean): Promise<SeedsByReader> {
  const all = [...TEXT_SEEDS, ...(await binarySeeds()), ...(withShared ? await sharedSeeds() : [])];
  return Object.fromEntries(
    READERS.map((reader) => [reader, all.filter((seed) => seed.reader === reader)]),
  ) as unknown as SeedsByReader;
}

/** The input of a number: the same for the same seed, number and files. */
export async function inputOf(seeds: SeedsByReader, seed: number, number: number): Promise<FuzzInput> {
  const draw = drawsOf(seed, number);
  const reader = READERS[number % READERS.length] ?? 'csv';
  const chosen = pick(draw, seeds[reader]);
  const parts = await changedParts(seeds, chosen, draw);
  const whole = await fileOf(chosen, parts);
  return {
    number,
    reader,
    step: draw(40) === 0 ? pick(draw, STEPS) : chosen.step,
    name: chosen.name,
    member: chosen.members[0],
    params: chosen.params.length > 0 && draw(4) === 0 ? pick(draw, chosen.params) : {},
    bytes: parts === chosen.parts || draw(8) === 0 ? await changed(seeds, whole, draw) : whole,
  };
}

const STEPS = ['load', 'load-columnar', 'load-json', 'load-excel', 'load-images'];

/** What is packed is changed inside every second time: a changed archive seldom lets a reader come that far. */
async function changedParts(
  seeds: SeedsByReader,
  { parts, pack, members }: FuzzSeed,
  draw: Draw,
): Promise<Parts> {
  if (pack === undefined || draw(2) === 0) return parts;
  const name = members[0] ?? pick(draw, Object.keys(parts));
  return { ...parts, [name]: await changed(seeds, parts[name] ?? new Uint8Array(), draw) };
}

/** Mutated; at times with the start of one file and the end of another. */
async function changed(seeds: SeedsByReader, bytes: Uint8Array, draw: Draw): Promise<Uint8Array> {
  if (draw(20) > 0 || bytes.length === 0) return mutated(bytes, draw);
  const other = await fileOf(pick(draw, seeds[pick(draw, READERS)]));
  const start = bytes.subarray(0, draw(bytes.length));
  const end = other.subarray(draw(other.length));
  const joined = new Uint8Array(start.length + end.length);
  joined.set(start);
  joined.set(end, start.length);
  return joined;
}
