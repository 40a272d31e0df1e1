// The filter in 16-bit integers, of which one instruction multiplies and adds eight. `integers.ts` beside it proves the bound.
//
// It computes half the expanded squared distance, |x|²/2 + |y|²/2 - x·y, of four rows with eight others, each pair once.
//
// Nearness in steps says nearly as much as the exact distance: each slot notes the nearest of what passed, and their exact distances
// are computed in the end. What would fall out of the notes although it may be a neighbour is measured at once.
import { codeColumns, codes, features, limits, measure, measureOne, neighbours, numbers, points, wanting } from './rows';

// Where things lie in memory; two features stand side by side in 32 bits.
let groups: usize = 0;
let groupBytes: usize = 0;
let leaders: usize = 0;
let leaderNorms: usize = 0;
let leaderCodes: usize = 0;
let thresholds: usize = 0;
let pairs: i32 = 0;

// The notes of a slot: places of 8 bytes, half the squared distance in steps and the other slot, the nearest first.
let notes: usize = 0;
let noteCount: i32 = 0;
/** By slot, 1 where steps say only that it is so far at least. */
let moved: usize = 0;
/** Half the squared distances of 32 pairs. */
let found: usize = 0;

// Steps for a unit of distance, what rounding to steps may change in one, half of what a differing code adds, and by how much the
// square of a distance may exceed what the filter says.
let steps: f64 = 0;
let rounding: f64 = 0;
let halfMismatch: i32 = 0;
let slack: f64 = 0;

const EMPTY: i32 = 0x7fffffff;

export function setIntegers(g: usize, bytes: usize, l: usize, norms: usize, lc: usize, t: usize): void {
  groups = g;
  groupBytes = bytes;
  leaders = l;
  leaderNorms = norms;
  leaderCodes = lc;
  thresholds = t;
  pairs = (features + 1) >> 1;
}

export function setNotes(n: usize, count: i32, m: usize, f: usize): void {
  notes = n;
  noteCount = count;
  moved = m;
  found = f;
}

/**
 * Fills the groups of eight slots: |x|²/2, then two features at a time, then the codes; and from them the leaders, four by four,
 * their features negated. `unit` are steps for one; a row that is longer than `longest` steps is moved nearer on its line. `half` is what a
 * differing code adds, which is less than it should be where `isLess` says so.
 */
export function layIntegers(slots: i32, leaderSlots: i32, centres: usize, unit: f64, longest: f64, half: i32, isLess: bool): void {
  let largest: f64 = 0;
  for (let slot = 0; slot < slots; slot++) {
    const at = groups + <usize>(slot >> 3) * groupBytes + (<usize>(slot & 7) << 2);
    store<u8>(moved + slot, isLess ? 1 : 0);
    if (load<i32>(numbers + (<usize>slot << 2)) < 0) store<i32>(at, 0x3fffffff);
    else largest = max(largest, laySlot(slot, at, centres, unit, longest));
    if (slot < leaderSlots) layLeader(slot, at);
  }
  steps = unit;
  rounding = 2 * sqrt(largest) * (1 + 1e-9) + 1e-6;
  halfMismatch = half;
  slack = 2 + 2 * <f64>codeColumns;
  for (let slot = 0; slot < wanting; slot++) {
    const limit = load<f64>(limits + (<usize>slot << 3));
    setThreshold(slot, sqrt(limit * (1 + 1e-12) + 1e-300) * steps);
  }
  const end = notes + (<usize>(wanting * noteCount) << 3);
  for (let at = notes; at < end; at += 8) store<i32>(at, EMPTY);
}

/** The square of a row in steps before they were rounded, by what `layRow` laid last. */
let square: f64 = 0;

/** Lays a row, moved nearer where it is too long; tells the square of what rounding changed. */
function laySlot(slot: i32, at: usize, centres: usize, unit: f64, longest: f64): f64 {
  let off = layRow(slot, at, centres, unit);
  if (!(square <= longest * longest)) {
    store<u8>(moved + slot, 1);
    off = layRow(slot, at, centres, unit * (longest / sqrt(square)));
  }
  let to = at + (<usize>pairs << 5);
  let from = codes + (<usize>(slot * codeColumns) << 2);
  for (let column = 0; column < codeColumns; column++) {
    to += 32;
    store<i32>(to, load<i32>(from));
    from += 4;
  }
  return off;
}

function layRow(slot: i32, at: usize, centres: usize, unit: f64): f64 {
  let from = points + (<usize>(slot * features) << 3);
  const units = f64x2.splat(unit);
  let off = f64x2.splat(0);
  let squares = f64x2.splat(0);
  let norm = 0;
  let to = at;
  for (let feature = 1; feature < features; feature += 2) {
    const value = f64x2.mul(f64x2.sub(v128.load(from), v128.load(centres)), units);
    const rounded = f64x2.nearest(value);
    const change = f64x2.sub(value, rounded);
    off = f64x2.add(off, f64x2.mul(change, change));
    squares = f64x2.add(squares, f64x2.mul(value, value));
    const whole = i32x4.trunc_sat_f64x2_s_zero(rounded);
    const both = i16x8.narrow_i32x4_s(whole, whole);
    norm += i32x4.extract_lane(i32x4.dot_i16x8_s(both, both), 0);
    to += 32;
    store<i32>(to, i32x4.extract_lane(both, 0));
    from += 16;
    centres += 16;
  }
  let offAll = f64x2.extract_lane(off, 0) + f64x2.extract_lane(off, 1);
  square = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  if (features & 1) {
    const value = (load<f64>(from) - load<f64>(centres)) * unit;
    const rounded = nearest(value);
    offAll += (value - rounded) * (value - rounded);
    square += value * value;
    const whole = <i32>max<f64>(-32767, min<f64>(32767, rounded));
    norm += whole * whole;
    store<i32>(to, whole & 0xffff, 32);
  }
  store<i32>(at, norm >> 1);
  return offAll;
}

function layLeader(slot: i32, at: usize): void {
  const four = slot & ~3;
  const lane = <usize>(slot & 3) << 2;
  store<i32>(leaderNorms + (<usize>slot << 2), load<i32>(at));
  let to = leaders + (<usize>(four * pairs) << 2) + lane;
  for (let pair = 0; pair < pairs; pair++) {
    at += 32;
    store<i16>(to, -load<i16>(at));
    store<i16>(to, -load<i16>(at, 2), 2);
    to += 16;
  }
  to = leaderCodes + (<usize>(four * codeColumns) << 2) + lane;
  for (let column = 0; column < codeColumns; column++) {
    at += 32;
    store<i32>(to, load<i32>(at));
    to += 16;
  }
}

/** Lets pass what may be as near as so many steps. Never what was let go before. */
function setThreshold(slot: i32, reach: f64): void {
  const wide = reach + rounding;
  const half = wide * wide * 0.5 * (1 + 1e-12) + 1;
  store<i32>(thresholds + (<usize>slot << 2), half < 2147483646 ? <i32>half + 1 : EMPTY);
}

export function searchIntegers(fromLeader: i32, toLeader: i32, fromGroup: i32, toGroup: i32): void {
  for (let leader = fromLeader; leader < toLeader; leader += 4) {
    for (let group = max(fromGroup, leader >> 3); group < toGroup; group++) compare(leader, group);
  }
}

// @ts-ignore: decorator
@inline
function compare(leader: i32, group: i32): void {
  let at = groups + <usize>group * groupBytes;
  let low = v128.load(at);
  let high = v128.load(at, 16);
  const norms = leaderNorms + (<usize>leader << 2);
  let value = v128.load32_splat(norms);
  let low0 = i32x4.add(low, value), high0 = i32x4.add(high, value);
  value = v128.load32_splat(norms, 4);
  let low1 = i32x4.add(low, value), high1 = i32x4.add(high, value);
  value = v128.load32_splat(norms, 8);
  let low2 = i32x4.add(low, value), high2 = i32x4.add(high, value);
  value = v128.load32_splat(norms, 12);
  let low3 = i32x4.add(low, value), high3 = i32x4.add(high, value);
  let wanted = leaders + (<usize>(leader * pairs) << 2);
  for (let pair = 0; pair < pairs; pair++) {
    at += 32;
    low = v128.load(at);
    high = v128.load(at, 16);
    value = v128.load32_splat(wanted);
    low0 = i32x4.add(low0, i32x4.dot_i16x8_s(value, low));
    high0 = i32x4.add(high0, i32x4.dot_i16x8_s(value, high));
    value = v128.load32_splat(wanted, 4);
    low1 = i32x4.add(low1, i32x4.dot_i16x8_s(value, low));
    high1 = i32x4.add(high1, i32x4.dot_i16x8_s(value, high));
    value = v128.load32_splat(wanted, 8);
    low2 = i32x4.add(low2, i32x4.dot_i16x8_s(value, low));
    high2 = i32x4.add(high2, i32x4.dot_i16x8_s(value, high));
    value = v128.load32_splat(wanted, 12);
    low3 = i32x4.add(low3, i32x4.dot_i16x8_s(value, low));
    high3 = i32x4.add(high3, i32x4.dot_i16x8_s(value, high));
    wanted += 16;
  }
  if (codeColumns > 0) {
    const weight = i32x4.splat(halfMismatch);
    let wantedCodes = leaderCodes + (<usize>(leader * codeColumns) << 2);
    for (let column = 0; column < codeColumns; column++) {
      at += 32;
      low = v128.load(at);
      high = v128.load(at, 16);
      value = v128.load32_splat(wantedCodes);
      low0 = i32x4.add(low0, v128.and(weight, i32x4.ne(value, low)));
      high0 = i32x4.add(high0, v128.and(weight, i32x4.ne(value, high)));
      value = v128.load32_splat(wantedCodes, 4);
      low1 = i32x4.add(low1, v128.and(weight, i32x4.ne(value, low)));
      high1 = i32x4.add(high1, v128.and(weight, i32x4.ne(value, high)));
      value = v128.load32_splat(wantedCodes, 8);
      low2 = i32x4.add(low2, v128.and(weight, i32x4.ne(value, low)));
      high2 = i32x4.add(high2, v128.and(weight, i32x4.ne(value, high)));
      value = v128.load32_splat(wantedCodes, 12);
      low3 = i32x4.add(low3, v128.and(weight, i32x4.ne(value, low)));
      high3 = i32x4.add(high3, v128.and(weight, i32x4.ne(value, high)));
      wantedCodes += 16;
    }
  }
  const first = group << 3;
  const theirs = thresholds + (<usize>first << 2);
  const theirLow = v128.load(theirs);
  const theirHigh = v128.load(theirs, 16);
  const ours = thresholds + (<usize>leader << 2);
  value = v128.load32_splat(ours);
  const far0 = v128.and(i32x4.gt_s(low0, i32x4.max_s(value, theirLow)), i32x4.gt_s(high0, i32x4.max_s(value, theirHigh)));
  value = v128.load32_splat(ours, 4);
  const far1 = v128.and(i32x4.gt_s(low1, i32x4.max_s(value, theirLow)), i32x4.gt_s(high1, i32x4.max_s(value, theirHigh)));
  value = v128.load32_splat(ours, 8);
  const far2 = v128.and(i32x4.gt_s(low2, i32x4.max_s(value, theirLow)), i32x4.gt_s(high2, i32x4.max_s(value, theirHigh)));
  value = v128.load32_splat(ours, 12);
  const far3 = v128.and(i32x4.gt_s(low3, i32x4.max_s(value, theirLow)), i32x4.gt_s(high3, i32x4.max_s(value, theirHigh)));
  if (i32x4.all_true(v128.and(v128.and(far0, far1), v128.and(far2, far3)))) return;
  if (!i32x4.all_true(far0)) sift(leader, first, low0, high0, theirLow, theirHigh);
  if (!i32x4.all_true(far1)) sift(leader + 1, first, low1, high1, theirLow, theirHigh);
  if (!i32x4.all_true(far2)) sift(leader + 2, first, low2, high2, theirLow, theirHigh);
  if (!i32x4.all_true(far3)) sift(leader + 3, first, low3, high3, theirLow, theirHigh);
}

/** Notes those of eight rows that are not too far. Thresholds that have come nearer meanwhile are looked at again. */
function sift(leader: i32, first: i32, low: v128, high: v128, theirLow: v128, theirHigh: v128): void {
  const ours = v128.load32_splat(thresholds + (<usize>leader << 2));
  const farLow = i32x4.bitmask(i32x4.gt_s(low, i32x4.max_s(ours, theirLow)));
  const farHigh = i32x4.bitmask(i32x4.gt_s(high, i32x4.max_s(ours, theirHigh)));
  let near = (farLow | (farHigh << 4)) ^ 255;
  if (near == 0) return;
  v128.store(found, low);
  v128.store(found, high, 16);
  const isMoved = load<u8>(moved + leader);
  while (near) {
    const lane = ctz(near);
    const other = first + lane;
    near &= near - 1;
    // A slot that only pads has no number, and a later slot has met this one.
    if (other <= leader) continue;
    if ((load<i32>(numbers + (<usize>leader << 2)) | load<i32>(numbers + (<usize>other << 2))) < 0) continue;
    if (isMoved | load<u8>(moved + other)) {
      const changed = measure(leader, other);
      if (changed & 1) nearer(leader);
      if (changed & 2) nearer(other);
      continue;
    }
    const half = load<i32>(found + (<usize>lane << 2));
    if (half <= load<i32>(thresholds + (<usize>leader << 2))) note(leader, other, half);
    if (half <= load<i32>(thresholds + (<usize>other << 2))) note(other, leader, half);
  }
}

/** The threshold of a slot by its limit, where that is nearer. */
function nearer(slot: i32): void {
  const before = load<i32>(thresholds + (<usize>slot << 2));
  setThreshold(slot, sqrt(load<f64>(limits + (<usize>slot << 3)) * (1 + 1e-12) + 1e-300) * steps);
  const after = thresholds + (<usize>slot << 2);
  if (load<i32>(after) > before) store<i32>(after, before);
}

/** Notes a row for a slot. The threshold follows the last of the nearest that are wanted. */
function note(slot: i32, other: i32, half: i32): void {
  const start = notes + (<usize>(slot * noteCount) << 3);
  let at = start + (<usize>(noteCount - 1) << 3);
  const lastHalf = load<i32>(at);
  const last = load<i32>(at, 4);
  if (half >= lastHalf) {
    measureOne(slot, other);
    return;
  }
  while (at > start && load<i32>(at - 8) > half) {
    store<i64>(at, load<i64>(at - 8));
    at -= 8;
  }
  store<i32>(at, half);
  store<i32>(at, other, 4);
  const wanted = start + (<usize>(neighbours - 1) << 3);
  if (at <= wanted && load<i32>(wanted) != EMPTY) {
    const before = load<i32>(thresholds + (<usize>slot << 2));
    setThreshold(slot, sqrt(2 * <f64>load<i32>(wanted) + slack) + rounding);
    const after = thresholds + (<usize>slot << 2);
    if (load<i32>(after) > before) store<i32>(after, before);
  }
  if (lastHalf != EMPTY && lastHalf <= load<i32>(thresholds + (<usize>slot << 2))) measureOne(slot, last);
}

/** Measures what is noted and may still be near, and forgets the notes. */
export function settle(): void {
  for (let slot = 0; slot < wanting; slot++) {
    let at = notes + (<usize>(slot * noteCount) << 3);
    const end = at + (<usize>noteCount << 3);
    const threshold = load<i32>(thresholds + (<usize>slot << 2));
    for (; at < end; at += 8) {
      const half = load<i32>(at);
      if (half == EMPTY) break;
      store<i32>(at, EMPTY);
      if (half <= threshold) measureOne(slot, load<i32>(at, 4));
    }
  }
}
