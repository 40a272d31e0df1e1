import type { TableArtifact } from '../../../core/artifact';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { drawNumber } from '../../../kernels/augment-rows/row-random';
import type { Wanted } from './amounts';
import type { PlanColumn } from './columns';
import { composeRows, openSources } from './compose';
import { FATE, hashReal, judgeCopies, type Judged } from './copies';
import { joinMade, type MadeRows, type MakeRows } from './made';

/** Times that rows are drawn in place of copies. */
const MOST_ROUNDS = 10;
/** From so many rows on a round that brings less than this share is the last: such a table has no more variations. */
const MANY = 1000;
const LITTLE = 0.1;

/** New rows, copies and all, and which of them stay. */
export interface DrawnRows {
  /** All that were made, round by round. */
  readonly made: MadeRows;
  /** They as tables of `row` (from 1, in the order of `made`) and the columns under their working names. */
  readonly tables: readonly MadeTable[];
  /** What became of each row that was asked for, of its last draw. */
  readonly fates: Uint8Array;
  /** The places among the made of those that stay, in the order in which they were asked for. */
  readonly kept: Int32Array;
  /** Rows that were drawn in place of copies. */
  readonly redrawn: number;
}

/**
 * Makes the rows that are wanted. In place of copies, of real rows or of each other, rows are drawn again with the next numbers of
 * their own, at most ten times over: no more are missing than the table has no variations for.
 */
export async function drawRows(
  context: RunContext,
  table: TableArtifact,
  columns: readonly PlanColumn[],
  wanted: Wanted,
  make: MakeRows,
): Promise<DrawnRows> {
  const parts: MadeRows[] = [];
  const tables: MadeTable[] = [];
  const judged: Judged[] = [];
  const fates = new Uint8Array(wanted.parents.length);
  const places = new Int32Array(wanted.parents.length);
  const sources = await openSources(context, table, columns);
  context.progress('looking for copies');
  const real = await hashReal(context, table.table, columns);
  let open = Int32Array.from(places.keys());
  let done = 0;
  for (let round = 0; open.length > 0 || round === 0; round++) {
    const again = round === 0 ? wanted : some(wanted, open, round);
    const made = await make(again, round === 0 ? 'making rows' : 'drawing copies again');
    const composed = await composeRows(context, sources, made, done + 1);
    context.progress('looking for copies');
    const judging = { first: done + 1, isUnmade: made.isUnmade, earlier: judged };
    const found =
      real === null || made.rows === 0 ? null : await judgeCopies(context, real, composed, columns, judging);
    open.forEach((slot, n) => {
      fates[slot] = found?.fates[n] ?? (made.isUnmade[n] === 1 ? FATE.unmade : FATE.kept);
      places[slot] = done + n;
    });
    parts.push(made);
    tables.push(composed);
    if (found !== null) judged.push(found);
    done += made.rows;
    const before = open.length;
    open = open.filter((slot) => fates[slot] === FATE.copy || fates[slot] === FATE.repeat);
    const isIdle = before > MANY && before - open.length < LITTLE * before;
    if (round === MOST_ROUNDS || isIdle) break;
  }
  return {
    ...{ made: joinMade(parts), tables, fates },
    kept: places.filter((_, slot) => fates[slot] === FATE.kept),
    redrawn: done - wanted.parents.length,
  };
}

/** Some of the rows, for another time. */
const some = ({ parents, groups, numbers }: Wanted, slots: Int32Array, time: number): Wanted => ({
  parents: slots.map((slot) => parents[slot]!),
  groups: slots.map((slot) => groups[slot]!),
  numbers: Float64Array.from(slots, (slot) => drawNumber(numbers[slot]!, time)),
});
