import type { Kernel } from '../../core/run-context';
import { prepareSearch, type PreparedSearch } from './layout';
import { rowsOf, type Neighbours, type SearchPart } from './part';

/** Multiplications between two reports: about 0.1 s. */
const WORK_PER_REPORT = 3e8;
/** Leaders that go over a tile of rows together, while it is in the cache. */
const MOST_LEADERS = 128;
const TILE_BYTES = 32 * 1024;
/** The share of pairs beyond which the filter in integers does not pay, beside so many for each place of a list. */
const MOST_PASSING = 0.1;
const FOR_EMPTY_LISTS = 4;

/**
 * The k nearest of the rows that a part compares, exactly: by the sum of squared differences, feature by feature in doubles, plus
 * `mismatch` for each code that differs; no row is its own neighbour, its equals are. O(leaders · n · (d + c)) time, O(n · (d + c))
 * memory beside the input; the 200 million pairs of 20,000 rows x 20 take about 0.3 s on one thread.
 */
export const nearestNeighbours: Kernel<SearchPart, Neighbours> = {
  name: 'nearest-neighbours',
  run: (part, report) => {
    const prepared = prepareSearch(part);
    searchAll(prepared, part, report);
    return prepared.readFound();
  },
};

/**
 * Compares all that a part asks for; reports the share of its leaders that are done, about every 0.1 s. Where the filter lets too much
 * pass, as among a few rows that are far from all others, it goes on with the one in floats, which knows no such rows.
 */
export function searchAll(
  prepared: PreparedSearch,
  part: SearchPart,
  report: (fraction: number) => void,
): void {
  const { leaders, groups, compare, measured, useFloats } = prepared;
  const rows = rowsOf(part);
  const width = part.features + part.codeColumns;
  const affordable = Math.floor(WORK_PER_REPORT / (rows * width) / 8) * 8;
  const step = Math.max(8, Math.min(MOST_LEADERS, affordable));
  const tile = Math.max(
    1,
    Math.floor(TILE_BYTES / (Math.ceil(1 + part.features / 2 + part.codeColumns) * 32)),
  );
  // Lists that are still empty let everything pass.
  let allowed = FOR_EMPTY_LISTS * part.k * rows;
  for (let leader = 0; leader < leaders; leader += step) {
    const end = Math.min(leaders, leader + step);
    const start = part.amongLeaders ? leader / 8 : leaders / 8;
    for (let group = start; group < groups; group += tile) {
      compare(leader, end, group, Math.min(groups, group + tile));
    }
    allowed += MOST_PASSING * (end - leader) * 8 * (groups - start);
    if (measured() > allowed) useFloats();
    report(end / leaders);
  }
}
