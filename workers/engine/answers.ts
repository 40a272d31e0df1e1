import type { TableArtifact } from '../../src/core/artifact';
import { failWith } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import { quoteIdentifier } from '../../src/core/sql';
import type { PageQuery } from '../../src/core/view';
import type { TableQuery } from '../../src/engine/protocol';
import type { Duckdb } from '../duckdb/open';
import { guardSelect } from '../duckdb/select-guard';
import { csvLines } from './csv-lines';
import { readHeads } from './heads';

/**
 * Answers a question about tables that stand, named as the question names them. Pages and selects take one connection, heads
 * and CSV another: a page is never behind them in line.
 */
export async function answer(
  { aside, patient }: Duckdb,
  query: TableQuery,
  tables: ReadonlyMap<string, TableArtifact>,
  signal: AbortSignal,
): Promise<Frame> {
  switch (query.kind) {
    case 'page':
      return aside.query(pageSql(tableOf(tables, query.slot), query), { signal });
    case 'heads':
      return readHeads(patient, tableOf(tables, query.slot), query.columns, signal);
    case 'csv':
      return csvLines(patient, tableOf(tables, query.slot), query, signal);
    case 'select': {
      const names = [...tables].map(
        ([name, { table }]) => `${quoteIdentifier(name)} AS (FROM ${quoteIdentifier(table)})`,
      );
      const select = await guardSelect(aside, query.sql, names, signal);
      return aside.query(`${select} LIMIT ${Math.trunc(query.limit)}`, { signal });
    }
    default:
      return query satisfies never;
  }
}

function tableOf(tables: ReadonlyMap<string, TableArtifact>, slot: string): TableArtifact {
  return tables.get(slot) ?? failWith('table-gone');
}

function pageSql(table: TableArtifact, { columns, limit, offset }: PageQuery): string {
  const rows = `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`;
  return `SELECT ${pageColumns(table, columns)} FROM ${quoteIdentifier(table.table)} ${rows}`;
}

/** Lists, intervals and other kinds that have no cell of their own are written by the database. */
function pageColumns({ columns }: TableArtifact, wanted: readonly string[] | undefined): string {
  const isOther = new Set(columns.filter(({ type }) => type === 'other').map(({ name }) => name));
  return (wanted ?? columns.map(({ name }) => name))
    .map((name) => [name, quoteIdentifier(name)] as const)
    .map(([name, quoted]) => (isOther.has(name) ? `${quoted}::VARCHAR AS ${quoted}` : quoted))
    .join(', ');
}
