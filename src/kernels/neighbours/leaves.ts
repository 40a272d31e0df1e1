import type { Kernel } from '../../core/run-context';
import { openSearch } from '#kernel-wasm';
import { prepareSearch } from './layout';
import { searchAll } from './nearest';
import { emptyLists, type ComparedRows, type Neighbours, type SearchPart } from './part';

/** Groups of rows, one after the other, each searched by itself. */
export interface Leaves extends ComparedRows {
  readonly k: number;
  /** Where each group begins, and where the last one ends. */
  readonly starts: Int32Array;
  /** The number of each row in the whole search. */
  readonly numbers: Int32Array;
  /** One for each row: a squared distance beyond which no neighbour is wanted. */
  readonly limits: Float64Array;
}

/**
 * The k nearest rows of every row within its own group, exactly, as `nearestNeighbours` finds them; a list may hold fewer. O(m² · (d + c))
 * for each group of m rows.
 */
export const neighboursInLeaves: Kernel<Leaves, Neighbours> = {
  name: 'neighbours-in-leaves',
  run: (leaves, report) => {
    const { starts, limits, k } = leaves;
    const found = emptyLists(limits.length, k);
    const search = openSearch();
    for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
      const part = partOf(leaves, starts[leaf]!, starts[leaf + 1]!);
      const prepared = prepareSearch(part, search);
      searchAll(prepared, part, (fraction) => report((leaf + fraction) / (starts.length - 1)));
      const { rows, distances } = prepared.readFound();
      found.rows.set(rows, starts[leaf]! * k);
      found.distances.set(distances, starts[leaf]! * k);
    }
    return found;
  },
};

function partOf(leaves: Leaves, from: number, to: number): SearchPart {
  const { features, codeColumns, mismatch, k } = leaves;
  return {
    points: leaves.points.subarray(from * features, to * features),
    codes: leaves.codes.subarray(from * codeColumns, to * codeColumns),
    ...{ features, codeColumns, mismatch, k },
    ...{ leaders: to - from, amongLeaders: true },
    numbers: leaves.numbers.subarray(from, to),
    limits: leaves.limits.subarray(from, to),
  };
}
