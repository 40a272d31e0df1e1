import type { TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { MadeTable, RunContext } from '../../../core/run-context';
import { numberedRows, sortable, type RoleColumn } from './columns';
import type { ClassCount, ClassGoal } from './goals';
import { quoteIdentifier } from '../../../core/sql';

/** Counts the classes of a table, in order of their values, the rows without a class last. */
export async function countClasses(
  { database }: RunContext,
  table: TableArtifact,
  target: RoleColumn,
): Promise<ClassCount[]> {
  const value = sortable(target, quoteIdentifier(target.name));
  const counted = await database.query(
    `SELECT c::VARCHAR AS label, n FROM (
      SELECT ${value} AS c, count(*)::DOUBLE AS n FROM ${quoteIdentifier(table.table)} GROUP BY c
    ) ORDER BY c NULLS LAST LIMIT ${MOST_CLASSES + 2}`,
  );
  return Array.from({ length: counted.rows }, (_, row) => {
    const label = cellAt(counted, 'label', row);
    return { label: label === null ? null : String(label), rows: Number(cellAt(counted, 'n', row)) };
  });
}

/** More are no classes but a measurement or an identifier. */
export const MOST_CLASSES = 1000;

/** The rows of the classes that are drawn from, class after class, in a table of their own. */
export interface Kin {
  readonly made: MadeTable;
  readonly classes: readonly KinClass[];
}

/** A class of kin: its rows are `start` to `start + rows`. */
export interface KinClass extends ClassGoal {
  readonly number: number;
  readonly start: number;
}

/**
 * Makes the table of kin: `pos` from 0, `i` (the number of the row in the input, from 1), and the values. Within a class, rows
 * stand in the order of their values from the first column to the last, whatever order they came in: what is drawn by
 * number then depends on the values alone. With `asTheyStand` they keep their order. One sort.
 */
export async function gatherKin(
  { database }: RunContext,
  table: TableArtifact,
  columns: readonly RoleColumn[],
  goals: readonly ClassGoal[],
  { asTheyStand, withValues }: { readonly asTheyStand: boolean; readonly withValues: boolean },
): Promise<Kin> {
  const wanted = goals.flatMap((goal, number) => (goal.isDrawn || !withValues ? [number] : []));
  const order = asTheyStand ? [] : columns.map((column) => sortable(column, column.alias));
  const values = withValues ? columns.map(({ alias }) => alias) : [];
  const select = `
    SELECT row_number() OVER (ORDER BY ${['k', ...order, 'i'].join(', ')}) - 1 AS pos, ${['i', ...values].join(', ')}
    FROM (SELECT dense_rank() OVER (ORDER BY c NULLS LAST) - 1 AS k, * FROM (${numberedRows(table, columns)}))
    WHERE k IN (${wanted.join(', ')}) ORDER BY pos`;
  let start = 0;
  const classes = wanted.map((number) => {
    const one = { ...goals[number]!, number, start };
    start += one.rows;
    return one;
  });
  return { made: await database.createTable(select), classes };
}
