import type { Neighbours } from '../neighbours/part';

/**
 * Finds the k nearest of some rows (`among`) to each of the rows asked about (`queries`), all given and found by their number:
 * k a query, nearest first, of equal distances the one that stands earlier in `among`; distances are squared. No row is its
 * own neighbour, its equals are. There must be k of them: k is at most the rows of `among`, without the query itself.
 */
export type FindNear = (queries: Int32Array, among: Int32Array, k: number) => Promise<Neighbours>;

/** The sum of the distances (not squared) from each query to the k rows of `among` that stand farthest from it. */
export type SumFarthest = (queries: Int32Array, among: Int32Array, k: number) => Promise<Float64Array>;
