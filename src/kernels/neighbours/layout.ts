import { openSearch, type Search } from '#kernel-wasm';

/** Rows to search and rows to search for. All numbers are finite; the caller decides what stands for a missing value. */
export interface NeighbourInput {
  /** n x d numbers, row by row. */
  readonly points: Float64Array;
  /** n x c codes of categories, row by row; only their equality counts. Empty without categories. */
  readonly codes: Int32Array;
  readonly features: number;
  readonly codeColumns: number;
  /** What one differing code adds to the squared distance. */
  readonly mismatch: number;
  /** The rows whose neighbours are wanted, by number. */
  readonly queries: Int32Array;
  /** Neighbours per query, at most n - 1. */
  readonly k: number;
}

/** Memory filled for a search: the instance, its sizes, and how to read what was found. */
export interface PreparedSearch {
  readonly search: Search;
  /** Queries, padded to a multiple of four. */
  readonly queries: number;
  /** Groups of eight rows. */
  readonly groups: number;
  readonly readFound: () => { readonly rows: Int32Array; readonly distances: Float64Array };
}

const PAGE = 65_536;
/** Beyond this, squares leave the range of doubles: the numbers are divided by a power of two first, which is exact. */
const LARGEST = 1e150;

/**
 * Lays the rows out in the memory of a new instance, twice: as they are, for the exact distance, and as 32-bit floats in
 * groups of eight, for the filter.
 *
 * The filter computes s = |y|² - 2 x·y (+ mismatches) in floats, of rows that were centred and divided by a power of two so that
 * no number exceeds 1. A row is skipped only if s > t, with t so wide that its exact distance is then greater than that of the
 * k-th row found: for d features and c codes, rounding to floats and summing d + c terms in any order changes |x - y|² by at
 * most e (|x| + |y|)² <= 2e |x|² + 2e |y|², with e = (d + c + 16) 2^-22 (Higham 2002, section 3.1, with room to spare). The part
 * of |y| is taken off the stored norm, the part of |x| and of the distance itself is added to t, and so is what
 * centring in doubles may lose.
 */
export function prepareSearch(input: NeighbourInput): PreparedSearch {
  const { features, codeColumns, k } = input;
  const n = rowsOf(input);
  const factor = safeFactor(input.points);
  const search = openSearch();
  const queries = Math.ceil(input.queries.length / 4) * 4;
  const groups = Math.ceil(n / 8);
  const at = placesOf({ n, features, codeColumns, k, queries, groups });
  search.memory.grow(Math.ceil(at.end / PAGE));
  search.setSizes(features, codeColumns, n, k, input.mismatch * factor * factor);
  search.setPlaces(
    ...([at.groups, at.groupBytes, at.points, at.codes, at.queries, at.queryCodes] as const),
    ...([at.selves, at.bases, at.thresholds, at.rows, at.distances] as const),
  );
  const { buffer } = search.memory;
  const points = new Float64Array(buffer, at.points, n * features);
  points.set(input.points);
  if (factor !== 1) for (let i = 0; i < points.length; i++) points[i]! *= factor;
  new Int32Array(buffer, at.codes, n * codeColumns).set(input.codes);
  const filter = filterOf(points, input, factor);
  search.setFilter(filter.unit, filter.relative, filter.absolute, filter.centring);
  fillGroups(buffer, at, input, points, filter);
  fillQueries(buffer, at, input, points, filter);
  const found = input.queries.length * k;
  return {
    search,
    queries,
    groups,
    readFound: () => ({
      rows: new Int32Array(buffer, at.rows, found).slice(),
      distances: new Float64Array(buffer, at.distances, found).map((square) => square / factor / factor),
    }),
  };
}

/** The number of rows of an input. */
export function rowsOf({ points, codes, features, codeColumns }: NeighbourInput): number {
  return features > 0 ? points.length / features : codes.length / codeColumns;
}

function safeFactor(points: Float64Array): number {
  let most = 0;
  for (let i = 0; i < points.length; i++) most = Math.max(most, Math.abs(points[i]!));
  if (!Number.isFinite(most)) throw new Error('Neighbours are searched among finite numbers only.');
  return most > LARGEST ? 2 ** -600 : 1;
}

interface Sizes {
  readonly n: number;
  readonly features: number;
  readonly codeColumns: number;
  readonly k: number;
  readonly queries: number;
  readonly groups: number;
}

type Places = ReturnType<typeof placesOf>;

/** Where each array starts, in bytes, all at multiples of sixteen. */
function placesOf({ n, features, codeColumns, k, queries, groups }: Sizes) {
  const groupBytes = (1 + features + codeColumns) * 32;
  let end = 16;
  const room = (bytes: number): number => {
    const start = end;
    end += Math.ceil(bytes / 16) * 16;
    return start;
  };
  return {
    groupBytes,
    groups: room(groups * groupBytes),
    points: room(n * features * 8),
    codes: room(n * codeColumns * 4),
    queries: room(queries * features * 4),
    queryCodes: room(queries * codeColumns * 4),
    selves: room(queries * 4),
    bases: room(queries * 8),
    thresholds: room(queries * 4),
    rows: room(queries * k * 4),
    distances: room(queries * k * 8),
    end,
  };
}

/** How numbers become those of the filter: (x - centre) · scale, and what rounding may change. */
interface Filter {
  readonly centres: Float64Array;
  readonly scale: number;
  readonly unit: number;
  readonly relative: number;
  readonly absolute: number;
  readonly centring: number;
}

function filterOf(points: Float64Array, input: NeighbourInput, factor: number): Filter {
  const { features, codeColumns } = input;
  const n = rowsOf(input);
  const centres = new Float64Array(features);
  for (let at = 0; at < points.length; at += features) {
    for (let feature = 0; feature < features; feature++) centres[feature]! += points[at + feature]! / n;
  }
  let spread = Math.sqrt(input.mismatch * codeColumns) * factor;
  let largest = 0;
  for (let at = 0; at < points.length; at += features) {
    for (let feature = 0; feature < features; feature++) {
      const value = points[at + feature]!;
      spread = Math.max(spread, Math.abs(value - centres[feature]!));
      largest = Math.max(largest, Math.abs(value));
    }
  }
  // Bounded, so that the square of the scale and its inverse are numbers too.
  const power = spread > 0 ? Math.max(-500, Math.min(500, Math.ceil(Math.log2(spread)))) : 0;
  const scale = 2 ** -power;
  const centring = 2 ** -51 * largest * scale * Math.sqrt(features);
  const terms = features + codeColumns + 16;
  return {
    centres,
    scale,
    unit: scale * scale,
    relative: terms * 2 ** -22,
    absolute: 4 * centring * centring + terms * 1e-37,
    centring,
  };
}

/** Groups of eight rows, feature by feature: first |y|² less its part of the error, then -2y, then the codes. */
function fillGroups(
  buffer: ArrayBuffer,
  at: Places,
  input: NeighbourInput,
  points: Float64Array,
  { centres, scale, relative }: Filter,
): void {
  const { features, codeColumns, codes } = input;
  const n = rowsOf(input);
  const words = at.groupBytes / 4;
  const floats = new Float32Array(buffer, at.groups, Math.ceil(n / 8) * words);
  const integers = new Int32Array(buffer, at.groups, floats.length);
  for (let row = 0; row < Math.ceil(n / 8) * 8; row++) {
    const start = (row >> 3) * words + (row & 7);
    if (row >= n) {
      floats[start] = Infinity;
      continue;
    }
    let norm = 0;
    for (let feature = 0; feature < features; feature++) {
      const value = (points[row * features + feature]! - centres[feature]!) * scale;
      norm += value * value;
      floats[start + (1 + feature) * 8] = -2 * value;
    }
    floats[start] = norm * (1 - 2 * relative);
    for (let column = 0; column < codeColumns; column++) {
      integers[start + (1 + features + column) * 8] = codes[row * codeColumns + column]!;
    }
  }
}

/** Queries four by four, feature by feature. Those that only pad look for the neighbours of the last one once more. */
function fillQueries(
  buffer: ArrayBuffer,
  at: Places,
  input: NeighbourInput,
  points: Float64Array,
  { centres, scale, relative }: Filter,
): void {
  const { features, codeColumns, codes, k } = input;
  const count = Math.ceil(input.queries.length / 4) * 4;
  const floats = new Float32Array(buffer, at.queries, count * features);
  const queryCodes = new Int32Array(buffer, at.queryCodes, count * codeColumns);
  const selves = new Int32Array(buffer, at.selves, count);
  const bases = new Float64Array(buffer, at.bases, count);
  for (let query = 0; query < count; query++) {
    const row = input.queries[Math.min(query, input.queries.length - 1)]!;
    selves[query] = row;
    let norm = 0;
    for (let feature = 0; feature < features; feature++) {
      const value = (points[row * features + feature]! - centres[feature]!) * scale;
      norm += value * value;
      floats[(query & ~3) * features + feature * 4 + (query & 3)] = value;
    }
    bases[query] = norm * (1 - 2 * relative);
    for (let column = 0; column < codeColumns; column++) {
      queryCodes[(query & ~3) * codeColumns + column * 4 + (query & 3)] = codes[row * codeColumns + column]!;
    }
  }
  new Float32Array(buffer, at.thresholds, count).fill(Infinity);
  new Int32Array(buffer, at.rows, count * k).fill(-1);
  new Float64Array(buffer, at.distances, count * k).fill(Infinity);
}
