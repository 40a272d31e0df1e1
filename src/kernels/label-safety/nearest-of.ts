import type { Kernels } from '../../core/run-context';
import { atATime, sharesOf, VALUES_PER_CALL, WORK_PER_CALL } from '../neighbours/calls';
import { mergeLists } from '../neighbours/merge';
import { nearestNeighbours } from '../neighbours/nearest';
import { emptyLists, type Neighbours } from '../neighbours/part';

/** Queries of one call at most: each is compared with all rows of the call. */
const QUERIES_PER_CALL = 1000;

/** Some of the queries against some of the rows, by place, the second number of each not included. */
interface Piece {
  readonly queries: readonly [number, number];
  readonly rows: readonly [number, number];
  readonly work: number;
}

/**
 * The k nearest of some rows to each of others, none of which is among them: by the sum of squared differences, of equal distances
 * the earlier row first; a list may be shorter where there are fewer rows. Both are n x `width`, row by row, and finite. The pairs
 * are divided among the kernel workers in calls of bounded size: the same result for any number of them.
 */
export async function nearestOf(
  kernels: Kernels,
  queries: Float64Array,
  rows: Float64Array,
  width: number,
  k: number,
  tell: (share: number) => void = () => undefined,
): Promise<Neighbours> {
  const found = emptyLists(queries.length / width, k);
  const pieces = piecesOf(queries.length / width, rows.length / width, width);
  if (pieces.length === 0 || k === 0) return found;
  const progress = sharesOf(pieces, tell);
  await atATime(pieces, async (piece) => {
    const lists = await searchPiece(kernels, queries, rows, { piece, width, k }, (share) =>
      progress(piece, Math.min(share, 0.999)),
    );
    const [from, to] = piece.queries;
    const places = Int32Array.from({ length: to - from }, (_, i) => from + i);
    mergeLists(found, lists, places, k);
    progress(piece, 1);
  });
  return found;
}

/** Cuts the pairs so that a call carries few values and is soon done. */
function piecesOf(queries: number, rows: number, width: number): Piece[] {
  const byValues = Math.max(1, Math.floor(VALUES_PER_CALL / width));
  const queryCuts = cuts(queries, Math.min(QUERIES_PER_CALL, byValues));
  const byWork = Math.ceil(WORK_PER_CALL / (QUERIES_PER_CALL * width));
  const rowCuts = cuts(rows, Math.max(1, Math.min(byValues, byWork)));
  return queryCuts.flatMap((some) =>
    rowCuts.map((others) => ({
      queries: some,
      rows: others,
      work: (some[1] - some[0]) * (others[1] - others[0]),
    })),
  );
}

function cuts(count: number, most: number): (readonly [number, number])[] {
  const pieces = Math.ceil(count / most);
  const at = (piece: number): number => Math.round((count * piece) / pieces);
  return Array.from({ length: pieces }, (_, piece) => [at(piece), at(piece + 1)] as const);
}

async function searchPiece(
  kernels: Kernels,
  queries: Float64Array,
  rows: Float64Array,
  { piece, width, k }: { readonly piece: Piece; readonly width: number; readonly k: number },
  tell: (share: number) => void,
): Promise<Neighbours> {
  const [first, last] = piece.queries;
  const [from, to] = piece.rows;
  const leaders = last - first;
  const points = new Float64Array((leaders + to - from) * width);
  points.set(queries.subarray(first * width, last * width));
  points.set(rows.subarray(from * width, to * width), leaders * width);
  const codes = new Int32Array();
  // Rows go by their own number; those of the queries are never found, and only must differ from them.
  const numbers = Int32Array.from({ length: leaders + to - from }, (_, i) =>
    i < leaders ? 0x7ffffffe - i : from + i - leaders,
  );
  const limits = new Float64Array(leaders).fill(Infinity);
  return kernels.call(
    nearestNeighbours,
    {
      ...{ points, codes, features: width, codeColumns: 0, mismatch: 1 },
      ...{ k, leaders, amongLeaders: false, numbers, limits },
    },
    [points.buffer, codes.buffer, numbers.buffer, limits.buffer],
    tell,
  );
}
