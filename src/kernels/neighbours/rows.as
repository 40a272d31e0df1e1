// What a search compares, where it lies in memory, and the exact distance, which every filter leads to.

// Sizes: features, code columns, the first slots that want neighbours, neighbours.
export let features: i32 = 0;
export let codeColumns: i32 = 0;
export let wanting: i32 = 0;
export let neighbours: i32 = 0;
export let mismatch: f64 = 0;

// Where things lie in memory.
export let points: usize = 0;
export let codes: usize = 0;
export let numbers: usize = 0;
export let limits: usize = 0;
let foundRows: usize = 0;
let foundDistances: usize = 0;

/** Pairs whose distance was computed so far. */
let count: f64 = 0;

export function setSizes(f: i32, c: i32, w: i32, k: i32, m: f64): void {
  features = f;
  codeColumns = c;
  wanting = w;
  neighbours = k;
  mismatch = m;
  count = 0;
}

export function setRows(p: usize, c: usize, n: usize): void {
  points = p;
  codes = c;
  numbers = n;
}

export function setLists(l: usize, r: usize, d: usize): void {
  limits = l;
  foundRows = r;
  foundDistances = d;
}

export function measured(): f64 {
  return count;
}

/**
 * Measures two slots, the later one second, and offers each to the other. Tells by bits which limit came nearer: 1 that of the first,
 * 2 that of the second.
 */
export function measure(one: i32, other: i32): i32 {
  const oneNumber = load<i32>(numbers + (<usize>one << 2));
  const otherNumber = load<i32>(numbers + (<usize>other << 2));
  // A slot that only pads has no number.
  if (other <= one || (oneNumber | otherNumber) < 0) return 0;
  const distance = distanceOf(one, other);
  const changed = offer(one, otherNumber, distance) ? 1 : 0;
  return other < wanting && offer(other, oneNumber, distance) ? changed | 2 : changed;
}

/** Measures two slots and offers the second to the first. */
export function measureOne(one: i32, other: i32): void {
  offer(one, load<i32>(numbers + (<usize>other << 2)), distanceOf(one, other));
}

/** The exact squared distance of two slots. */
function distanceOf(one: i32, other: i32): f64 {
  count += 1;
  let oneAt = points + (<usize>(one * features) << 3);
  let otherAt = points + (<usize>(other * features) << 3);
  let sum: f64 = 0;
  for (let feature = 0; feature < features; feature++) {
    const difference = load<f64>(oneAt) - load<f64>(otherAt);
    sum += difference * difference;
    oneAt += 8;
    otherAt += 8;
  }
  if (codeColumns == 0) return sum;
  let oneCode = codes + (<usize>(one * codeColumns) << 2);
  let otherCode = codes + (<usize>(other * codeColumns) << 2);
  let differing = 0;
  for (let column = 0; column < codeColumns; column++) {
    if (load<i32>(oneCode) != load<i32>(otherCode)) differing++;
    oneCode += 4;
    otherCode += 4;
  }
  return sum + mismatch * <f64>differing;
}

/** Puts a row into the list of a slot, if it is within the limit: by distance, then by number. True where the limit changed. */
function offer(slot: i32, number: i32, distance: f64): bool {
  const limit = load<f64>(limits + (<usize>slot << 3));
  if (distance > limit) return false;
  const rowsAt = foundRows + (<usize>(slot * neighbours) << 2);
  const distancesAt = foundDistances + (<usize>(slot * neighbours) << 3);
  const last = neighbours - 1;
  let place = last;
  if (!isBefore(distance, number, distancesAt + (<usize>last << 3), rowsAt + (<usize>last << 2))) return false;
  while (place > 0) {
    const distanceAt = distancesAt + (<usize>(place - 1) << 3);
    const rowAt = rowsAt + (<usize>(place - 1) << 2);
    if (!isBefore(distance, number, distanceAt, rowAt)) break;
    store<f64>(distanceAt, load<f64>(distanceAt), 8);
    store<i32>(rowAt, load<i32>(rowAt), 4);
    place--;
  }
  store<f64>(distancesAt + (<usize>place << 3), distance);
  store<i32>(rowsAt + (<usize>place << 2), number);
  const worst = load<f64>(distancesAt + (<usize>last << 3));
  if (!(worst < limit)) return false;
  store<f64>(limits + (<usize>slot << 3), worst);
  return true;
}

/** True where a row comes before the one at these places of a list. */
// @ts-ignore: decorator
@inline
function isBefore(distance: f64, number: i32, distanceAt: usize, rowAt: usize): bool {
  const there = load<f64>(distanceAt);
  return distance < there || (distance == there && number < load<i32>(rowAt));
}

/** The value of a feature of a slot as a filter takes it: off the centre, times a power of two. */
// @ts-ignore: decorator
@inline
export function centred(slot: i32, feature: i32, centres: usize, scale: f64): f64 {
  const value = load<f64>(points + (<usize>(slot * features + feature) << 3));
  return (value - load<f64>(centres + (<usize>feature << 3))) * scale;
}
