import type { Kernels } from '../../core/run-context';
import { findNeighbours } from '../neighbours/find';
import type { ComparedRows } from '../neighbours/part';
import type { KLists } from './lists';

/** Rows of which there are so many. */
export interface CountedRows extends ComparedRows {
  readonly rows: number;
}

/** Of rows · rows · (features + code columns): beyond it an exact search is long, half a minute or more on one worker. */
export const MOST_EXACT_WORK = 5e11;

/** True where an exact search of all rows would take long. */
export const isLong = ({ rows, features, codeColumns }: CountedRows): boolean =>
  rows * rows * (features + codeColumns) > MOST_EXACT_WORK;

/** The k nearest other rows of every row, exactly; tells the share that is done. */
export async function searchAllRows(
  kernels: Kernels,
  rows: CountedRows,
  k: number,
  onShare: (share: number) => void,
): Promise<KLists> {
  const queries = Int32Array.from({ length: rows.rows }, (_, row) => row);
  const onBlock = (done: number, of: number): void => onShare(of === 0 ? 1 : done / of);
  return { ...(await findNeighbours(kernels, { ...rows, queries, k }, { onBlock })), k };
}
