// All-pairs nearest neighbours, in AssemblyScript with SIMD. `layout.ts` beside it lays out the memory, `filter.ts` proves the bound.
//
// The filter computes in 32-bit floats the expanded squared distance |x|² + |y|² - 2 x·y of four rows with eight others, each pair once,
// and lets a pair go only when neither row can be among the k nearest of the other. What passes is measured in doubles, one
// feature after the other, and offered to both, so that the result is that of a plain loop to the last bit.

// Sizes: features, code columns, the first slots that want neighbours, neighbours.
let features: i32 = 0;
let codeColumns: i32 = 0;
let wanting: i32 = 0;
let neighbours: i32 = 0;
let mismatch: f64 = 0;

// Where things lie in memory.
let groups: usize = 0;
let groupBytes: usize = 0;
let points: usize = 0;
let codes: usize = 0;
let leaders: usize = 0;
let leaderNorms: usize = 0;
let leaderCodes: usize = 0;
let numbers: usize = 0;
let limits: usize = 0;
let thresholds: usize = 0;
let foundRows: usize = 0;
let foundDistances: usize = 0;

// The filter's arithmetic: squared distances times `unit` are in its scale; the other three widen its threshold.
let unit: f64 = 1;
let relative: f64 = 0;
let absolute: f64 = 0;
let centring: f64 = 0;
let filterMismatch: f32 = 0;

export function setSizes(f: i32, c: i32, w: i32, k: i32, m: f64): void {
  features = f;
  codeColumns = c;
  wanting = w;
  neighbours = k;
  mismatch = m;
}

export function setRows(g: usize, bytes: usize, p: usize, c: usize, l: usize, norms: usize, lc: usize, n: usize): void {
  groups = g;
  groupBytes = bytes;
  points = p;
  codes = c;
  leaders = l;
  leaderNorms = norms;
  leaderCodes = lc;
  numbers = n;
}

export function setLists(l: usize, t: usize, r: usize, d: usize): void {
  limits = l;
  thresholds = t;
  foundRows = r;
  foundDistances = d;
}

export function setFilter(scale: f64, e: f64, tiny: f64, shift: f64): void {
  unit = scale;
  relative = e;
  absolute = tiny;
  centring = shift;
  filterMismatch = <f32>(mismatch * scale);
  for (let slot = 0; slot < wanting; slot++) widen(slot, load<f64>(limits + (<usize>slot << 3)));
}

/**
 * Fills the groups of eight slots, feature by feature: first |y|² less its part of the error, then -2y, then the codes; and from
 * them the leaders, four by four. Slots that only pad are infinitely far.
 */
export function layOut(slots: i32, leaderSlots: i32, centres: usize, scale: f64): void {
  for (let slot = 0; slot < slots; slot++) {
    const at = groups + <usize>(slot >> 3) * groupBytes + (<usize>(slot & 7) << 2);
    if (load<i32>(numbers + (<usize>slot << 2)) < 0) store<f32>(at, <f32>Infinity);
    else layRow(slot, at, centres, scale);
    if (slot < leaderSlots) layLeader(slot, at);
  }
}

function layRow(slot: i32, at: usize, centres: usize, scale: f64): void {
  let from = points + (<usize>(slot * features) << 3);
  let to = at;
  let norm: f64 = 0;
  for (let feature = 0; feature < features; feature++) {
    const value = (load<f64>(from) - load<f64>(centres + (<usize>feature << 3))) * scale;
    norm += value * value;
    to += 32;
    store<f32>(to, <f32>(-2 * value));
    from += 8;
  }
  store<f32>(at, <f32>(norm * (1 - 2 * relative)));
  from = codes + (<usize>(slot * codeColumns) << 2);
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
export function search(fromLeader: i32, toLeader: i32, fromGroup: i32, toGroup: i32): void {
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
// @ts-ignore: decorator
@inline
function sift(leader: i32, first: i32, isFarLow: v128, isFarHigh: v128): void {
  let near = (i32x4.bitmask(isFarLow) | (i32x4.bitmask(isFarHigh) << 4)) ^ 255;
  while (near) {
    measure(leader, first + ctz(near));
    near &= near - 1;
  }
}

/** The exact squared distance of two slots, the later one second; offers each to the other. */
function measure(one: i32, other: i32): void {
  const oneNumber = load<i32>(numbers + (<usize>one << 2));
  const otherNumber = load<i32>(numbers + (<usize>other << 2));
  // A slot that only pads has no number.
  if (other <= one || (oneNumber | otherNumber) < 0) return;
  let oneAt = points + (<usize>(one * features) << 3);
  let otherAt = points + (<usize>(other * features) << 3);
  let sum: f64 = 0;
  for (let feature = 0; feature < features; feature++) {
    const difference = load<f64>(oneAt) - load<f64>(otherAt);
    sum += difference * difference;
    oneAt += 8;
    otherAt += 8;
  }
  if (codeColumns > 0) {
    let oneCode = codes + (<usize>(one * codeColumns) << 2);
    let otherCode = codes + (<usize>(other * codeColumns) << 2);
    let count = 0;
    for (let column = 0; column < codeColumns; column++) {
      if (load<i32>(oneCode) != load<i32>(otherCode)) count++;
      oneCode += 4;
      otherCode += 4;
    }
    sum += mismatch * <f64>count;
  }
  offer(one, otherNumber, sum);
  if (other < wanting) offer(other, oneNumber, sum);
}

/** Puts a row into the list of a slot, if it is within the limit: by distance, then by number. */
function offer(slot: i32, number: i32, distance: f64): void {
  const limit = load<f64>(limits + (<usize>slot << 3));
  if (distance > limit) return;
  const rowsAt = foundRows + (<usize>(slot * neighbours) << 2);
  const distancesAt = foundDistances + (<usize>(slot * neighbours) << 3);
  const last = neighbours - 1;
  let place = last;
  if (!isBefore(distance, number, distancesAt + (<usize>last << 3), rowsAt + (<usize>last << 2))) return;
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
  if (!(worst < limit)) return;
  store<f64>(limits + (<usize>slot << 3), worst);
  widen(slot, worst);
}

/** True where a row comes before the one at these places of a list. */
// @ts-ignore: decorator
@inline
function isBefore(distance: f64, number: i32, distanceAt: usize, rowAt: usize): bool {
  const there = load<f64>(distanceAt);
  return distance < there || (distance == there && number < load<i32>(rowAt));
}

/** Sets what the filter of a slot lets pass: anything that may be as near as the limit. */
function widen(slot: i32, limit: f64): void {
  const scaled = limit * unit;
  const widened = scaled * (1 + relative) + 4 * sqrt(scaled) * centring + absolute;
  // Without a limit there is no threshold either: infinity times nothing would be no number.
  store<f32>(thresholds + (<usize>slot << 2), scaled < Infinity ? <f32>widened : <f32>Infinity);
}
