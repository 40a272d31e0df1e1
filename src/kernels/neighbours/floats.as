// The filter in 32-bit floats. `floats.ts` beside it proves the bound.
//
// It computes the expanded squared distance |x|² + |y|² - 2 x·y of four rows with eight others, each pair once.
import { centred, codeColumns, codes, features, limits, measure, mismatch, numbers, wanting } from './rows';

// Where things lie in memory.
let groups: usize = 0;
let groupBytes: usize = 0;
let leaders: usize = 0;
let leaderNorms: usize = 0;
let leaderCodes: usize = 0;
let thresholds: usize = 0;

// The arithmetic: squared distances times `unit` are in its scale; the other three widen its threshold.
let unit: f64 = 1;
let relative: f64 = 0;
let absolute: f64 = 0;
let centring: f64 = 0;
let filterMismatch: f32 = 0;

export function setFloats(g: usize, bytes: usize, l: usize, norms: usize, lc: usize, t: usize): void {
  groups = g;
  groupBytes = bytes;
  leaders = l;
  leaderNorms = norms;
  leaderCodes = lc;
  thresholds = t;
}

export function setErrors(scale: f64, e: f64, tiny: f64, shift: f64): void {
  unit = scale;
  relative = e;
  absolute = tiny;
  centring = shift;
  filterMismatch = <f32>(mismatch * scale);
  for (let slot = 0; slot < wanting; slot++) widen(slot);
}

/**
 * Fills the groups of eight slots, feature by feature: first |y|² less its part of the error, then -2y, then the codes; and from
 * them the leaders, four by four. Slots that only pad are infinitely far.
 */
export function layFloats(slots: i32, leaderSlots: i32, centres: usize, scale: f64): void {
  for (let slot = 0; slot < slots; slot++) {
    const at = groups + <usize>(slot >> 3) * groupBytes + (<usize>(slot & 7) << 2);
    if (load<i32>(numbers + (<usize>slot << 2)) < 0) store<f32>(at, <f32>Infinity);
    else layRow(slot, at, centres, scale);
    if (slot < leaderSlots) layLeader(slot, at);
  }
}

function layRow(slot: i32, at: usize, centres: usize, scale: f64): void {
  let to = at;
  let norm: f64 = 0;
  for (let feature = 0; feature < features; feature++) {
    const value = centred(slot, feature, centres, scale);
    norm += value * value;
    to += 32;
    store<f32>(to, <f32>(-2 * value));
  }
  store<f32>(at, <f32>(norm * (1 - 2 * relative)));
  let from = codes + (<usize>(slot * codeColumns) << 2);
  for (let column = 0; column < codeColumns; column++) {
    to += 32;
    store<i32>(to, load<i32>(from));
    from += 4;
  }
}

function layLeader(slot: i32, at: usize): void {
  const four = slot & ~3;
  const lane = <usize>(slot & 3) << 2;
  store<f32>(leaderNorms + (<usize>slot << 2), load<f32>(at));
  let to = leaders + (<usize>(four * features) << 2) + lane;
  for (let feature = 0; feature < features; feature++) {
    at += 32;
    store<f32>(to, <f32>-0.5 * load<f32>(at));
    to += 16;
  }
  to = leaderCodes + (<usize>(four * codeColumns) << 2) + lane;
  for (let column = 0; column < codeColumns; column++) {
    at += 32;
    store<i32>(to, load<i32>(at));
    to += 16;
  }
}

/** Compares the leaders [fromLeader, toLeader), both multiples of four, with later rows of the groups [fromGroup, toGroup). */
export function searchFloats(fromLeader: i32, toLeader: i32, fromGroup: i32, toGroup: i32): void {
  for (let leader = fromLeader; leader < toLeader; leader += 4) {
    for (let group = max(fromGroup, leader >> 3); group < toGroup; group++) compare(leader, group);
  }
}

/** Four leaders against the eight rows of a group. */
function compare(leader: i32, group: i32): void {
  let at = groups + <usize>group * groupBytes;
  let low = v128.load(at);
  let high = v128.load(at, 16);
  const norms = leaderNorms + (<usize>leader << 2);
  let value = v128.load32_splat(norms);
  let low0 = f32x4.add(low, value), high0 = f32x4.add(high, value);
  value = v128.load32_splat(norms, 4);
  let low1 = f32x4.add(low, value), high1 = f32x4.add(high, value);
  value = v128.load32_splat(norms, 8);
  let low2 = f32x4.add(low, value), high2 = f32x4.add(high, value);
  value = v128.load32_splat(norms, 12);
  let low3 = f32x4.add(low, value), high3 = f32x4.add(high, value);
  let wanted = leaders + (<usize>(leader * features) << 2);
  for (let feature = 0; feature < features; feature++) {
    at += 32;
    low = v128.load(at);
    high = v128.load(at, 16);
    value = v128.load32_splat(wanted);
    low0 = f32x4.add(low0, f32x4.mul(value, low));
    high0 = f32x4.add(high0, f32x4.mul(value, high));
    value = v128.load32_splat(wanted, 4);
    low1 = f32x4.add(low1, f32x4.mul(value, low));
    high1 = f32x4.add(high1, f32x4.mul(value, high));
    value = v128.load32_splat(wanted, 8);
    low2 = f32x4.add(low2, f32x4.mul(value, low));
    high2 = f32x4.add(high2, f32x4.mul(value, high));
    value = v128.load32_splat(wanted, 12);
    low3 = f32x4.add(low3, f32x4.mul(value, low));
    high3 = f32x4.add(high3, f32x4.mul(value, high));
    wanted += 16;
  }
  if (codeColumns > 0) {
    at += 32;
    const weight = f32x4.splat(filterMismatch);
    const wantedCodes = leaderCodes + (<usize>(leader * codeColumns) << 2);
    low0 = f32x4.add(low0, f32x4.mul(weight, mismatches(at, wantedCodes)));
    high0 = f32x4.add(high0, f32x4.mul(weight, mismatches(at + 16, wantedCodes)));
    low1 = f32x4.add(low1, f32x4.mul(weight, mismatches(at, wantedCodes + 4)));
    high1 = f32x4.add(high1, f32x4.mul(weight, mismatches(at + 16, wantedCodes + 4)));
    low2 = f32x4.add(low2, f32x4.mul(weight, mismatches(at, wantedCodes + 8)));
    high2 = f32x4.add(high2, f32x4.mul(weight, mismatches(at + 16, wantedCodes + 8)));
    low3 = f32x4.add(low3, f32x4.mul(weight, mismatches(at, wantedCodes + 12)));
    high3 = f32x4.add(high3, f32x4.mul(weight, mismatches(at + 16, wantedCodes + 12)));
  }
  const first = group << 3;
  const theirs = thresholds + (<usize>first << 2);
  const theirLow = v128.load(theirs);
  const theirHigh = v128.load(theirs, 16);
  const ours = thresholds + (<usize>leader << 2);
  value = v128.load32_splat(ours);
  low0 = f32x4.gt(low0, f32x4.pmax(value, theirLow));
  high0 = f32x4.gt(high0, f32x4.pmax(value, theirHigh));
  value = v128.load32_splat(ours, 4);
  low1 = f32x4.gt(low1, f32x4.pmax(value, theirLow));
  high1 = f32x4.gt(high1, f32x4.pmax(value, theirHigh));
  value = v128.load32_splat(ours, 8);
  low2 = f32x4.gt(low2, f32x4.pmax(value, theirLow));
  high2 = f32x4.gt(high2, f32x4.pmax(value, theirHigh));
  value = v128.load32_splat(ours, 12);
  low3 = f32x4.gt(low3, f32x4.pmax(value, theirLow));
  high3 = f32x4.gt(high3, f32x4.pmax(value, theirHigh));
  const far01 = v128.and(v128.and(low0, high0), v128.and(low1, high1));
  const far23 = v128.and(v128.and(low2, high2), v128.and(low3, high3));
  if (i32x4.all_true(v128.and(far01, far23))) return;
  sift(leader, first, low0, high0);
  sift(leader + 1, first, low1, high1);
  sift(leader + 2, first, low2, high2);
  sift(leader + 3, first, low3, high3);
}

/** In how many code columns four rows of a group differ from one leader; codes of four leaders lie side by side. */
// @ts-ignore: decorator
@inline
function mismatches(at: usize, leaderAt: usize): v128 {
  let count = i32x4.splat(0);
  for (let column = 0; column < codeColumns; column++) {
    count = i32x4.sub(count, i32x4.ne(v128.load(at), v128.load32_splat(leaderAt)));
    at += 32;
    leaderAt += 16;
  }
  return f32x4.convert_i32x4_s(count);
}

/** Measures those of eight rows that are not too far. */
function sift(leader: i32, first: i32, isFarLow: v128, isFarHigh: v128): void {
  let near = (i32x4.bitmask(isFarLow) | (i32x4.bitmask(isFarHigh) << 4)) ^ 255;
  while (near) {
    const other = first + ctz(near);
    const changed = measure(leader, other);
    if (changed & 1) widen(leader);
    if (changed & 2) widen(other);
    near &= near - 1;
  }
}

/** Sets what the filter of a slot lets pass: anything that may be as near as the limit. */
function widen(slot: i32): void {
  const scaled = load<f64>(limits + (<usize>slot << 3)) * unit;
  const widened = scaled * (1 + relative) + 4 * sqrt(scaled) * centring + absolute;
  // Without a limit there is no threshold either: infinity times nothing would be no number.
  store<f32>(thresholds + (<usize>slot << 2), scaled < Infinity ? <f32>widened : <f32>Infinity);
}
