import { frameOfRows, frameRows, type Frame, type FrameRow } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { numberedRows, type PlanColumn } from './columns';
import { augmentTableFrames } from './frames';
import type { UnsafeRow } from './label-report';

/** Columns that are shown of a row. */
const MOST_COLUMNS = 12;

/** Tables in which rows are looked up; `start` rows stand before the new ones. */
export interface LookedUp {
  readonly real: string;
  readonly augmented: MadeTable;
  readonly start: number;
}

/** The least safe new rows, and column by column their values beside those of their parents and of the real rows nearest to them. */
export async function unsafeFrames(
  { database }: RunContext,
  { real, augmented, start }: LookedUp,
  columns: readonly PlanColumn[],
  unsafe: readonly UnsafeRow[],
): Promise<Record<'unsafe' | 'unsafe_values', Frame>> {
  const shown = columns.filter(({ part }) => part === 'made' || part === 'kept').slice(0, MOST_COLUMNS);
  const textsOf = async (table: string, rows: readonly number[]): Promise<Map<number, FrameRow>> => {
    if (rows.length === 0) return new Map();
    const texts = shown.map(({ alias }) => `${alias}::VARCHAR AS ${alias}`);
    const frame = await database.query(
      `SELECT i::DOUBLE AS i, ${texts.join(', ')} FROM (${numberedRows(table, shown)}) WHERE i IN (${rows.join(', ')})`,
    );
    return new Map(frameRows(frame).map((row) => [Number(row.i), row]));
  };
  const placeOf = ({ row }: UnsafeRow): number => start + row + 1;
  const parentOf = ({ parent }: UnsafeRow): number | null => (parent === null ? null : parent + 1);
  const madeRows = await textsOf(augmented.table, unsafe.map(placeOf));
  const realRows = await textsOf(
    real,
    unsafe.flatMap((one) => [one.nearest + 1, parentOf(one) ?? one.nearest + 1]),
  );
  const examples = unsafe.map((one) => ({
    ...{ new_row: placeOf(one), label: one.label, agreement: one.agreement, parent_row: parentOf(one) },
    ...{ nearest_row: one.nearest + 1, nearest_label: one.nearestLabel },
  }));
  const values = unsafe.flatMap((one) =>
    shown.map(({ name, alias }) => ({
      ...{ new_row: placeOf(one), column: name, made: madeRows.get(placeOf(one))?.[alias] ?? null },
      parent: realRows.get(parentOf(one) ?? -1)?.[alias] ?? null,
      nearest: realRows.get(one.nearest + 1)?.[alias] ?? null,
    })),
  );
  return {
    unsafe: frameOfRows(Object.keys(augmentTableFrames.unsafe), examples),
    unsafe_values: frameOfRows(Object.keys(augmentTableFrames.unsafe_values), values),
  };
}
