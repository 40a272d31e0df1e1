import { openSearch, type Search } from '#kernel-wasm';
import { filterOf } from './filter';
import { emptyLists, rowsOf, type Neighbours, type SearchPart } from './part';

/** Memory filled for a search: the instance, its sizes, and how to read what was found. */
export interface PreparedSearch {
  readonly search: Search;
  /** Leaders, padded to a multiple of eight. */
  readonly leaders: number;
  /** Groups of eight rows, those of the leaders first. */
  readonly groups: number;
  readonly readFound: () => Neighbours;
}

const PAGE = 65_536;

/**
 * Lays the rows out in the memory of a new instance, slot by slot, the leaders padded so that the others begin a group of
 * their own: as they are, for the exact distance; from that the instance makes what the filter reads, 32-bit floats in groups
 * of eight, and the leaders once more four by four.
 */
export function prepareSearch(part: SearchPart): PreparedSearch {
  const { features, codeColumns, k } = part;
  const slots = slotsOf(part);
  const search = openSearch();
  const at = placesOf(part, slots);
  search.memory.grow(Math.ceil(at.end / PAGE));
  const { buffer } = search.memory;
  const filter = filterOf(part);
  fillRows(buffer, at, part, slots);
  fillLists(buffer, at, part, slots);
  search.setSizes(features, codeColumns, slots.wanting, k, part.mismatch);
  search.setRows(
    ...([at.groups, at.groupBytes, at.points, at.codes] as const),
    ...([at.leaders, at.leaderNorms, at.leaderCodes, at.numbers] as const),
  );
  search.setLists(at.limits, at.thresholds, at.rows, at.distances);
  search.setFilter(filter.unit, filter.relative, filter.absolute, filter.centring);
  new Float64Array(buffer, at.centres, features).set(filter.centres);
  search.layOut(slots.all, slots.leaders, at.centres, filter.scale);
  return {
    search,
    leaders: slots.leaders,
    groups: slots.all / 8,
    readFound: () => readFound(buffer, at, part, slots),
  };
}

/** How many places there are for rows, with those that only pad. */
interface Slots {
  readonly leaders: number;
  readonly all: number;
  /** The first slots, up to the last that wants neighbours. */
  readonly wanting: number;
}

function slotsOf(part: SearchPart): Slots {
  const padded = (count: number): number => Math.ceil(count / 8) * 8;
  const leaders = padded(part.leaders);
  const wanting = part.limits.length;
  return {
    leaders,
    all: leaders + padded(rowsOf(part) - part.leaders),
    wanting: wanting > part.leaders ? leaders + wanting - part.leaders : wanting,
  };
}

type Places = ReturnType<typeof placesOf>;

/** Where each array starts, in bytes, all at multiples of sixteen. */
function placesOf({ features, codeColumns, k }: SearchPart, { leaders, all, wanting }: Slots) {
  const groupBytes = (1 + features + codeColumns) * 32;
  let end = 16;
  const room = (bytes: number): number => {
    const start = end;
    end += Math.ceil(bytes / 16) * 16;
    return start;
  };
  return {
    groupBytes,
    groups: room((all / 8) * groupBytes),
    points: room(all * features * 8),
    codes: room(all * codeColumns * 4),
    leaders: room(leaders * features * 4),
    leaderNorms: room(leaders * 4),
    leaderCodes: room(leaders * codeColumns * 4),
    numbers: room(all * 4),
    centres: room(features * 8),
    limits: room(wanting * 8),
    thresholds: room(all * 4),
    rows: room(wanting * k * 4),
    distances: room(wanting * k * 8),
    end,
  };
}

/** The rows as they are, and their numbers; -1 where a slot only pads. */
function fillRows(buffer: ArrayBuffer, at: Places, part: SearchPart, slots: Slots): void {
  const { features, codeColumns, points, codes, numbers, leaders } = part;
  const allPoints = new Float64Array(buffer, at.points, slots.all * features);
  allPoints.set(points.subarray(0, leaders * features));
  allPoints.set(points.subarray(leaders * features), slots.leaders * features);
  const allCodes = new Int32Array(buffer, at.codes, slots.all * codeColumns);
  allCodes.set(codes.subarray(0, leaders * codeColumns));
  allCodes.set(codes.subarray(leaders * codeColumns), slots.leaders * codeColumns);
  const allNumbers = new Int32Array(buffer, at.numbers, slots.all).fill(-1);
  allNumbers.set(numbers.subarray(0, leaders));
  allNumbers.set(numbers.subarray(leaders), slots.leaders);
}

/** Empty lists. A slot that wants no neighbours lets every pair go as far as it is concerned. */
function fillLists(buffer: ArrayBuffer, at: Places, part: SearchPart, slots: Slots): void {
  const { limits, leaders, k } = part;
  const all = new Float64Array(buffer, at.limits, slots.wanting);
  all.set(limits.subarray(0, leaders));
  if (limits.length > leaders) all.set(limits.subarray(leaders), slots.leaders);
  new Float32Array(buffer, at.thresholds, slots.all).fill(-Infinity);
  const empty = emptyLists(slots.wanting, k);
  new Int32Array(buffer, at.rows, empty.rows.length).set(empty.rows);
  new Float64Array(buffer, at.distances, empty.distances.length).set(empty.distances);
}

function readFound(buffer: ArrayBuffer, at: Places, part: SearchPart, slots: Slots): Neighbours {
  const { limits, leaders, k } = part;
  const rows = new Int32Array(buffer, at.rows, slots.wanting * k);
  const distances = new Float64Array(buffer, at.distances, slots.wanting * k);
  const found = emptyLists(limits.length, k);
  const first = Math.min(leaders, limits.length) * k;
  found.rows.set(rows.subarray(0, first));
  found.distances.set(distances.subarray(0, first));
  if (limits.length > leaders) {
    found.rows.set(rows.subarray(slots.leaders * k), first);
    found.distances.set(distances.subarray(slots.leaders * k), first);
  }
  return found;
}
