/** Rows to compare. All numbers are finite; the caller decides what stands for a missing value. */
export interface ComparedRows {
  /** n x d numbers, row by row. */
  readonly points: Float64Array;
  /** n x c codes of categories, row by row; only their equality counts. Empty without categories. */
  readonly codes: Int32Array;
  readonly features: number;
  readonly codeColumns: number;
  /** What one differing code adds to the squared distance. */
  readonly mismatch: number;
}

/** Rows to search and rows to search for. */
export interface NeighbourInput extends ComparedRows {
  /** The rows whose neighbours are wanted, by number, each once. */
  readonly queries: Int32Array;
  /** Neighbours per query, at most n - 1. */
  readonly k: number;
}

/**
 * A part of a search, on some of its rows: the first `leaders` of them are compared with all that follow, and with each other
 * where `amongLeaders` says so. No pair is compared twice: each row is offered to the other.
 */
export interface SearchPart extends ComparedRows {
  readonly k: number;
  readonly leaders: number;
  readonly amongLeaders: boolean;
  /** The number of each row in the whole search, from 0: of equal distances the lower comes first. */
  readonly numbers: Int32Array;
  /** One per row that wants neighbours, and those come first: a squared distance beyond which none is wanted. */
  readonly limits: Float64Array;
}

/** Neighbours found, row by row, k each in order: nearest first, of equal distances the lower number first. */
export interface Neighbours {
  /** Rows, by number. Where a part has fewer than k within the limit, the rest are of no meaning. */
  readonly rows: Int32Array;
  /** Squared distances; infinite where there is no row. */
  readonly distances: Float64Array;
}

/** The number of rows there are. */
export function rowsOf({ points, codes, features, codeColumns }: ComparedRows): number {
  return features > 0 ? points.length / features : codes.length / codeColumns;
}

/** Lists of k for that many rows, with nothing in them. */
export function emptyLists(rows: number, k: number): Neighbours {
  return {
    rows: new Int32Array(rows * k).fill(0x7fffffff),
    distances: new Float64Array(rows * k).fill(Infinity),
  };
}
