import type { TableArtifact } from '../../../core/artifact';
import type { Database, MadeTable } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { freshName } from './names';

/** The tables that a run makes. */
export interface Parted {
  readonly deduplicated: MadeTable;
  readonly dropped: MadeTable;
}

/**
 * Parts a table by `gone` (a table of `i`, places from 1, and `kept`): the rows that stay and those that go, both in their order.
 * The marks are put in order by themselves, so that wide rows are not sorted.
 */
export async function dropRows(database: Database, table: TableArtifact, gone: MadeTable): Promise<Parted> {
  const from = quoteIdentifier(table.table);
  const own = quoteIdentifier(freshName(table.columns, 'row_number'));
  const kept = quoteIdentifier(freshName(table.columns, 'kept_row'));
  if (gone.rows === 0) {
    const none = `SELECT source.*, 0::BIGINT AS ${own}, 0::BIGINT AS ${kept} FROM ${from} AS source WHERE false`;
    const deduplicated = await database.createTable(`SELECT * FROM ${from}`);
    return { deduplicated, dropped: await database.createTable(none) };
  }
  const marks = await markRows(database, table, gone);
  const marked = `${from} AS source POSITIONAL JOIN ${quoteIdentifier(marks.table)} AS marks`;
  return {
    deduplicated: await database.createTable(`SELECT source.* FROM ${marked} WHERE marks.kept IS NULL`),
    dropped: await database.createTable(
      `SELECT source.*, marks.i AS ${own}, marks.kept AS ${kept} FROM ${marked} WHERE marks.kept IS NOT NULL`,
    ),
  };
}

/** A row for each of the table, in its order: `i`, its place, and `kept`, null for rows that are not among `some`. */
export function markRows(
  database: Database,
  table: TableArtifact,
  some: Pick<MadeTable, 'table'>,
): Promise<MadeTable> {
  const places = `SELECT row_number() OVER () AS i FROM ${quoteIdentifier(table.table)}`;
  return database.createTable(
    `SELECT p.i, s.kept::BIGINT AS kept FROM (${places}) AS p LEFT JOIN ${quoteIdentifier(some.table)} AS s ON p.i = s.i ORDER BY p.i`,
  );
}

/** The rows that go together with those that stay for them: `i` and `kept`, the number of their group. */
export function wholeGroups(database: Database, gone: MadeTable): Promise<MadeTable> {
  const from = quoteIdentifier(gone.table);
  return database.createTable(
    `SELECT i, kept FROM ${from} UNION ALL SELECT DISTINCT kept, kept FROM ${from}`,
  );
}
