import type { TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { sortable } from '../../../kernels/neighbour-graph/columns';
import { classOf, numberedRows, type RoleColumn } from './columns';
import type { ClassCount, ClassGoal } from './goals';

/** More are no classes but a measurement or an identifier. */
export const MOST_CLASSES = 1000;

/** Counts the classes of a table, in order of their values, the rows without a class last. */
export async function countClasses(
  { database }: RunContext,
  { table }: Pick<TableArtifact, 'table'>,
  columns: readonly RoleColumn[],
): Promise<ClassCount[]> {
  const counted = await database.query(
    `SELECT c::VARCHAR AS label, n FROM (
      SELECT ${classOf(columns)} AS c, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)} GROUP BY c
    ) ORDER BY c NULLS LAST LIMIT ${MOST_CLASSES + 2}`,
  );
  return Array.from({ length: counted.rows }, (_, row) => {
    const label = cellAt(counted, 'label', row);
    return { label: label === null ? null : String(label), rows: Number(cellAt(counted, 'n', row)) };
  });
}

/** The class of each row of a table by its number in the order of the values; -1 without one. */
export async function readLabels(
  { database }: RunContext,
  { table }: Pick<TableArtifact, 'table'>,
  columns: readonly RoleColumn[],
): Promise<Int32Array> {
  const made = await database.createTable(
    `SELECT CASE WHEN c IS NULL THEN -1 ELSE k END AS k FROM (
      SELECT row_number() OVER () AS i, ${classOf(columns)} AS c FROM ${quoteIdentifier(table)}
    ) ${withNumber(table, columns)} ORDER BY i`,
  );
  const [labels = new Float64Array()] = await database.numbers(made.table, ['k']);
  return Int32Array.from(labels);
}

/** SQL that joins to each row with its class as `c` the number `k` of the class: there are few, so they are sorted in place of the rows. */
function withNumber(table: string, columns: readonly RoleColumn[]): string {
  return `JOIN (SELECT own, row_number() OVER (ORDER BY own NULLS LAST) - 1 AS k FROM (
    SELECT DISTINCT ${classOf(columns)} AS own FROM ${quoteIdentifier(table)}
  )) ON c IS NOT DISTINCT FROM own`;
}

/** A class with its rows, by number from 0. */
export interface ClassRows extends ClassGoal {
  /** Its place among the classes. */
  readonly number: number;
  readonly members: Int32Array;
}

/**
 * The rows of some classes, by their places. Within a class they stand in the order of their values from the first column to the
 * last, whatever order they came in: what is drawn by number then depends on the values alone. With `asTheyStand` they keep
 * their order. One sort, of these rows.
 */
export async function readClassRows(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  goals: readonly ClassGoal[],
  { asTheyStand, places }: { readonly asTheyStand: boolean; readonly places: readonly number[] },
): Promise<ClassRows[]> {
  if (places.length === 0) return [];
  const order = asTheyStand ? [] : columns.map((column) => sortable(column, column.alias));
  const sorted = asTheyStand ? columns.filter(({ role }) => role === 'target') : columns;
  const made = await database.createTable(
    `SELECT i - 1 AS row FROM (${numberedRows(table, sorted)}) ${withNumber(table.table, columns)}
    WHERE k IN (${places.join(', ')}) ORDER BY ${['k', ...order, 'i'].join(', ')}`,
  );
  const [rows = new Float64Array()] = await database.numbers(made.table, ['row']);
  let start = 0;
  return places.map((number) => {
    const goal = goals[number]!;
    const members = Int32Array.from(rows.subarray(start, start + goal.rows));
    start += goal.rows;
    return { ...goal, number, members };
  });
}
