// All-pairs nearest neighbours, in AssemblyScript with SIMD. `search.ts` beside it lays out the memory and explains the bound.
//
// The filter compares in 32-bit floats what the expanded squared distance |y|² - 2 x·y says of four rows at a time, and lets a
// pair go only when it cannot be among the k nearest. What passes is measured in doubles, one feature after the other, so that
// the result is that of a plain loop to the last bit.

// Sizes: features, code columns, padded rows in groups of eight, rows, neighbours.
let features: i32 = 0;
let codeColumns: i32 = 0;
let rows: i32 = 0;
let neighbours: i32 = 0;
let mismatch: f64 = 0;

// Where things lie in memory.
let groups: usize = 0;
let groupBytes: usize = 0;
let points: usize = 0;
let codes: usize = 0;
let queries: usize = 0;
let queryCodes: usize = 0;
let selves: usize = 0;
let bases: usize = 0;
let thresholds: usize = 0;
let foundRows: usize = 0;
let foundDistances: usize = 0;

// The filter's arithmetic: squared distances times `unit` are in its scale; the other three widen its threshold.
let unit: f64 = 1;
let relative: f64 = 0;
let absolute: f64 = 0;
let centring: f64 = 0;
let filterMismatch: f32 = 0;

export function setSizes(f: i32, c: i32, n: i32, k: i32, w: f64): void {
  features = f;
  codeColumns = c;
  rows = n;
  neighbours = k;
  mismatch = w;
}

export function setPlaces(g: usize, bytes: usize, p: usize, c: usize, q: usize, qc: usize, s: usize, b: usize, t: usize, r: usize, d: usize): void {
  groups = g;
  groupBytes = bytes;
  points = p;
  codes = c;
  queries = q;
  queryCodes = qc;
  selves = s;
  bases = b;
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
}

/** Searches rows of the groups [fromGroup, toGroup) for the queries [fromQuery, toQuery), both ends multiples of four. */
export function search(fromQuery: i32, toQuery: i32, fromGroup: i32, toGroup: i32): void {
  for (let query = fromQuery; query < toQuery; query += 4) {
    for (let group = fromGroup; group < toGroup; group++) compare(query, group);
  }
}

/** Four queries against the eight rows of a group. */
function compare(query: i32, group: i32): void {
  let at = groups + <usize>group * groupBytes;
  let low = v128.load(at);
  let high = v128.load(at, 16);
  let low0 = low, low1 = low, low2 = low, low3 = low;
  let high0 = high, high1 = high, high2 = high, high3 = high;
  let wanted = queries + (<usize>(query * features) << 2);
  for (let feature = 0; feature < features; feature++) {
    at += 32;
    low = v128.load(at);
    high = v128.load(at, 16);
    let value = v128.load32_splat(wanted);
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
    const wantedCodes = queryCodes + (<usize>(query * codeColumns) << 2);
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
  sift(query, first, low0, high0);
  sift(query + 1, first, low1, high1);
  sift(query + 2, first, low2, high2);
  sift(query + 3, first, low3, high3);
}

/** In how many code columns four rows of a group differ from one query; codes of four queries lie side by side. */
// @ts-ignore: decorator
@inline
function mismatches(at: usize, queryAt: usize): v128 {
  let count = i32x4.splat(0);
  for (let column = 0; column < codeColumns; column++) {
    count = i32x4.sub(count, i32x4.ne(v128.load(at), v128.load32_splat(queryAt)));
    at += 32;
    queryAt += 16;
  }
  return f32x4.convert_i32x4_s(count);
}

/** Measures those of eight rows that may be among the nearest. */
// @ts-ignore: decorator
@inline
function sift(query: i32, first: i32, low: v128, high: v128): void {
  const threshold = v128.load32_splat(thresholds + (<usize>query << 2));
  const isFarLow = f32x4.gt(low, threshold);
  const isFarHigh = f32x4.gt(high, threshold);
  if (!i32x4.all_true(v128.and(isFarLow, isFarHigh))) {
    const far = i32x4.bitmask(isFarLow) | (i32x4.bitmask(isFarHigh) << 4);
    for (let lane = 0; lane < 8; lane++) {
      if (!(far & (1 << lane))) measure(query, first + lane);
    }
  }
}

/** The exact squared distance of a query and a row; keeps the row if it is nearer than the k-th so far. */
function measure(query: i32, row: i32): void {
  const self = load<i32>(selves + (<usize>query << 2));
  if (row >= rows || row == self) return;
  let one = points + (<usize>(self * features) << 3);
  let other = points + (<usize>(row * features) << 3);
  let sum: f64 = 0;
  for (let feature = 0; feature < features; feature++) {
    const difference = load<f64>(one) - load<f64>(other);
    sum += difference * difference;
    one += 8;
    other += 8;
  }
  if (codeColumns > 0) {
    let oneCode = codes + (<usize>(self * codeColumns) << 2);
    let otherCode = codes + (<usize>(row * codeColumns) << 2);
    let count = 0;
    for (let column = 0; column < codeColumns; column++) {
      if (load<i32>(oneCode) != load<i32>(otherCode)) count++;
      oneCode += 4;
      otherCode += 4;
    }
    sum += mismatch * <f64>count;
  }
  insert(query, row, sum);
}

/** Rows come in ascending order, so that of equal distances the lower row stays. */
function insert(query: i32, row: i32, distance: f64): void {
  const rowsAt = foundRows + (<usize>(query * neighbours) << 2);
  const distancesAt = foundDistances + (<usize>(query * neighbours) << 3);
  let place = neighbours - 1;
  if (!(distance < load<f64>(distancesAt + (<usize>place << 3)))) return;
  while (place > 0) {
    const before = load<f64>(distancesAt + (<usize>(place - 1) << 3));
    if (before <= distance) break;
    store<f64>(distancesAt + (<usize>place << 3), before);
    store<i32>(rowsAt + (<usize>place << 2), load<i32>(rowsAt + (<usize>(place - 1) << 2)));
    place--;
  }
  store<f64>(distancesAt + (<usize>place << 3), distance);
  store<i32>(rowsAt + (<usize>place << 2), row);
  const worst = load<f64>(distancesAt + (<usize>(neighbours - 1) << 3)) * unit;
  const widened = worst * (1 + relative) + 4 * sqrt(worst) * centring + absolute;
  store<f32>(thresholds + (<usize>query << 2), <f32>(widened - load<f64>(bases + (<usize>query << 3))));
}
