import { openSearch, type Search } from '#kernel-wasm';
import { centreOf, type Centre } from './centre';
import { floatErrorsOf } from './floats';
import { stepsOf } from './integers';
import { emptyLists, rowsOf, type Neighbours, type SearchPart } from './part';

/** Memory filled for a search: its sizes, what compares, and how to read what was found. */
export interface PreparedSearch {
  /** Leaders, padded to a multiple of eight. */
  readonly leaders: number;
  /** Groups of eight rows, those of the leaders first. */
  readonly groups: number;
  /** Compares the leaders [from, to), multiples of eight, with later rows of some groups, by the filter that was laid out last. */
  readonly compare: (fromLeader: number, toLeader: number, fromGroup: number, toGroup: number) => void;
  /** Pairs so far whose exact distance was computed. */
  readonly measured: () => number;
  /** Compares in 32-bit floats from now on. */
  readonly useFloats: () => void;
  readonly readFound: () => Neighbours;
}

const PAGE = 65_536;

/**
 * Lays the rows out in the memory of an instance, a new one unless one is given, slot by slot, the leaders padded so that the others
 * begin a group of their own: as they are, for the exact distance; from that the instance makes what its filter reads, in groups
 * of eight, and the leaders once more four by four. The filter is that in integers.
 */
export function prepareSearch(part: SearchPart, search: Search = openKept()): PreparedSearch {
  const slots = slotsOf(part);
  const at = placesOf(part, slots);
  makeRoom(search, at.end);
  const centre = centreOf(part);
  fillRows(search.memory.buffer, at, part, slots);
  fillLists(search.memory.buffer, at, part, slots);
  new Float64Array(search.memory.buffer, at.centres, part.features).set(centre.centres);
  search.setSizes(part.features, part.codeColumns, slots.wanting, part.k, part.mismatch);
  search.setRows(at.points, at.codes, at.numbers);
  search.setLists(at.limits, at.rows, at.distances);
  layIntegers(search, part, slots, at, centre);
  let isFloat = false;
  return {
    leaders: slots.leaders,
    groups: slots.all / 8,
    compare: (...stretch) => (isFloat ? search.searchFloats(...stretch) : search.searchIntegers(...stretch)),
    measured: () => search.measured(),
    useFloats: () => {
      if (isFloat) return;
      search.settle();
      layFloats(search, part, slots, at, centre);
      isFloat = true;
    },
    readFound: () => {
      if (!isFloat) search.settle();
      return readFound(search.memory.buffer, at, part, slots);
    },
  };
}

/** The instance that is used again and again; memory that was much used is not kept. */
let kept: Search | undefined;
const MOST_KEPT_BYTES = 64 * 2 ** 20;

function openKept(): Search {
  if (kept === undefined || kept.memory.buffer.byteLength > MOST_KEPT_BYTES) kept = openSearch();
  return kept;
}

function makeRoom({ memory }: Search, bytes: number): void {
  const lacking = bytes - memory.buffer.byteLength;
  if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
}

function layIntegers(search: Search, part: SearchPart, slots: Slots, at: Places, centre: Centre): void {
  const { unit, longest, halfMismatch, isLess } = stepsOf(part, centre);
  const { groups, groupBytes, leaders, leaderNorms, leaderCodes, thresholds } = at.filter;
  // A slot that wants no neighbours lets every pair go as far as it is concerned.
  new Int32Array(search.memory.buffer, thresholds, slots.all).fill(-(2 ** 31));
  search.setIntegers(groups, groupBytes, leaders, leaderNorms, leaderCodes, thresholds);
  search.setNotes(at.notes, notesOf(part), at.moved, at.found);
  search.layIntegers(slots.all, slots.leaders, at.centres, unit, longest, halfMismatch, isLess);
}

function layFloats(search: Search, part: SearchPart, slots: Slots, at: Places, centre: Centre): void {
  const filter = filterPlaces(part, slots, part.features, at.filter.start);
  makeRoom(search, filter.end);
  new Float32Array(search.memory.buffer, filter.thresholds, slots.all).fill(-Infinity);
  const { scale, unit, relative, absolute, centring } = floatErrorsOf(part, centre.centres);
  const { groups, groupBytes, leaders, leaderNorms, leaderCodes, thresholds } = filter;
  search.setFloats(groups, groupBytes, leaders, leaderNorms, leaderCodes, thresholds);
  search.setErrors(unit, relative, absolute, centring);
  search.layFloats(slots.all, slots.leaders, at.centres, scale);
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

/** Gives places in memory one after the other, in bytes, all at multiples of sixteen. */
function placesFrom(start: number) {
  let end = start;
  return {
    room: (bytes: number): number => {
      const place = end;
      end += Math.ceil(bytes / 16) * 16;
      return place;
    },
    end: () => end,
  };
}

/** Rows that a slot notes: those that it wants, and a few that may be as near. */
const notesOf = ({ k }: SearchPart): number => k + 4;

/** Where each array starts; what a filter reads comes last, since another filter may take its place. */
function placesOf(part: SearchPart, slots: Slots) {
  const { features, codeColumns, k } = part;
  const { all, wanting } = slots;
  const { room, end } = placesFrom(16);
  const rows = {
    points: room(all * features * 8),
    codes: room(all * codeColumns * 4),
    numbers: room(all * 4),
    centres: room(features * 8),
    limits: room(wanting * 8),
    rows: room(wanting * k * 4),
    distances: room(wanting * k * 8),
    notes: room(wanting * notesOf(part) * 8),
    moved: room(all),
    found: room(32),
  };
  const filter = filterPlaces(part, slots, Math.ceil(features / 2), end());
  return { ...rows, filter, end: filter.end };
}

/** Where the arrays of a filter start that has so many words of 32 bits for the features of a row. */
function filterPlaces({ codeColumns }: SearchPart, { leaders, all }: Slots, words: number, start: number) {
  const groupBytes = (1 + words + codeColumns) * 32;
  const { room, end } = placesFrom(start);
  return {
    ...{ start, groupBytes },
    groups: room((all / 8) * groupBytes),
    leaders: room(leaders * words * 4),
    leaderNorms: room(leaders * 4),
    leaderCodes: room(leaders * codeColumns * 4),
    thresholds: room(all * 4),
    end: end(),
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

/** Empty lists, and the limits of the slots that want neighbours. */
function fillLists(buffer: ArrayBuffer, at: Places, part: SearchPart, slots: Slots): void {
  const { limits, leaders, k } = part;
  const all = new Float64Array(buffer, at.limits, slots.wanting);
  all.set(limits.subarray(0, leaders));
  if (limits.length > leaders) all.set(limits.subarray(leaders), slots.leaders);
  new Int32Array(buffer, at.rows, slots.wanting * k).fill(0x7fffffff);
  new Float64Array(buffer, at.distances, slots.wanting * k).fill(Infinity);
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
