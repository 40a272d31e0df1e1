import type { MadeTable } from '../../src/core/run-context';
import { quoteIdentifier } from '../../src/core/sql';
import { columnTypeOf } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';

/** What stands in a table that was just made: one statement, since each costs 2 ms of waiting. */
export async function describeTable(
  connection: Connection,
  table: string,
  signal: AbortSignal,
): Promise<MadeTable> {
  const name = quoteIdentifier(table);
  const { rows, columns } = await connection.query(
    `SELECT column_name, column_type, (SELECT count(*)::DOUBLE FROM ${name}) AS n FROM (DESCRIBE ${name})`,
    { signal },
  );
  return {
    table,
    rows: Number(columns.n?.[0] ?? 0),
    columns: Array.from({ length: rows }, (_, row) => {
      const sqlType = String(columns.column_type?.[row]);
      return { name: String(columns.column_name?.[row]), type: columnTypeOf(sqlType), sqlType };
    }),
  };
}
