import type { RunContext } from '../../../core/run-context';
import { summarizeColumns, type ColumnSummary, type NumberColumn } from '../../../kernels/summary';
import { columnsPerPiece, nameOf, piecesOf, type ProfileTable, type Ticker } from './columns';
import { EXTREMES } from './details/limits';
import type { ColumnRange } from './ranges';

/** Values that are fetched by one statement, that one kernel call takes, and that may wait for a kernel at a time. */
const VALUES_PER_STATEMENT = 4_000_000;
const VALUES_PER_CALL = 1_000_000;
const MOST_WAITING = 32_000_000;
const MOST_COLUMNS = 500;

/**
 * Summarises numeric columns: the database hands out arrays, the kernels crunch them beside it. Gives the summaries, with
 * their details, in the order of the columns. `tick` hears how far they are.
 */
export async function summarizeNumericColumns(
  context: RunContext,
  table: ProfileTable,
  ranges: readonly ColumnRange[],
  tick: Ticker,
): Promise<ColumnSummary[]> {
  const summaries = new Array<ColumnSummary>(ranges.length);
  const waiting = new Set<Promise<void>>();
  const perStatement = columnsPerPiece(table.rows, VALUES_PER_STATEMENT, MOST_COLUMNS);
  const perCall = columnsPerPiece(table.rows, VALUES_PER_CALL, MOST_COLUMNS);
  const mostWaiting = Math.max(1, MOST_WAITING / (perCall * Math.max(1, table.rows)));
  const start = (places: readonly number[], columns: readonly NumberColumn[]): void => {
    tick.begun(ranges[places[0]!]!.column.name);
    const call = callKernel(context, columns, table.cap).then((found) => {
      found.forEach((summary, i) => (summaries[places[i]!] = summary));
      tick.done(found.length);
      waiting.delete(call);
    });
    waiting.add(call);
    // A failure is met where the calls are awaited; until then it must not count as unhandled.
    call.catch(() => undefined);
  };
  for (const places of piecesOf([...ranges.keys()], perStatement)) {
    const columns = await fetchColumns(
      context,
      table,
      places.map((place) => ranges[place]!),
    );
    for (const piece of piecesOf([...places.keys()], perCall)) {
      while (waiting.size >= mostWaiting) await Promise.race(waiting);
      start(
        piece.map((i) => places[i]!),
        piece.map((i) => columns[i]!),
      );
    }
  }
  await Promise.all(waiting);
  return summaries;
}

async function fetchColumns(
  { database }: RunContext,
  { table, rows }: ProfileTable,
  ranges: readonly ColumnRange[],
): Promise<NumberColumn[]> {
  const arrays = await database.numbers(
    table,
    ranges.map(({ column }) => nameOf(column)),
  );
  return arrays.map((values, i) => ({ values, missing: rows - ranges[i]!.count }));
}

function callKernel(
  { kernels }: RunContext,
  columns: readonly NumberColumn[],
  cap: number,
): Promise<ColumnSummary[]> {
  const buffers = columns
    .map(({ values }) => values.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
  return kernels.call(summarizeColumns, { columns, cap, extremes: EXTREMES }, buffers);
}
