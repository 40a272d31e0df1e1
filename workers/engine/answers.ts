import type { TableArtifact } from '../../src/core/artifact';
import { requireColumn } from '../../src/core/column-param';
import { failWith } from '../../src/core/failure';
import { frameOfRows, type Frame } from '../../src/core/frame';
import type { MadeFilesQuery } from '../../src/core/made-files';
import { isChanged, type RowView } from '../../src/core/row-view';
import { quoteIdentifier } from '../../src/core/sql';
import type { PageQuery } from '../../src/core/view';
import type { TableQuery } from '../../src/engine/protocol';
import type { Duckdb } from '../duckdb/open';
import { guardSelect } from '../duckdb/select-guard';
import { readColumnFacts } from './column-facts';
import { csvLines } from './csv-lines';
import { filePiece } from './file-piece';
import { findValue } from './find-value';
import { readHeads } from './heads';
import type { KernelPool } from './kernel-pool';
import { readMeanings } from './meanings';
import { RowOrders } from './row-orders';
import { ROW_IN_TABLE, slicedRows, type RowOrder } from './row-source';

/** The orders that each database keeps; they go with it. */
const ordersOf = new WeakMap<Duckdb, RowOrders>();

/**
 * Answers a question about tables that stand, named as the question names them. Pages and selects take one connection, all that
 * may take long another: a page is never behind it in line.
 */
export async function answer(
  duckdb: Duckdb,
  query: Exclude<TableQuery, MadeFilesQuery>,
  tables: ReadonlyMap<string, TableArtifact>,
  signal: AbortSignal,
  kernels: KernelPool,
): Promise<Frame> {
  const { aside, patient } = duckdb;
  switch (query.kind) {
    case 'page': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        aside.query(pageSql(table, order, query), { signal }),
      );
    }
    case 'rows': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        Promise.resolve(frameOfRows(['rows'], [{ rows: order?.rows ?? table.rows }])),
      );
    }
    case 'place': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        aside.query(placeSql(table, order, query.row), { signal }),
      );
    }
    case 'find': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        findValue(patient, table, order, query, signal),
      );
    }
    case 'column':
      return readColumnFacts(patient, tableOf(tables, query.slot), query.column, signal);
    case 'heads':
      return readHeads(patient, tableOf(tables, query.slot), query.columns, signal);
    case 'meanings':
      return readMeanings(patient, tableOf(tables, query.slot), query.columns, signal);
    case 'csv': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        csvLines(patient, table, { ...query, order }, signal),
      );
    }
    case 'file-piece': {
      const table = tableOf(tables, query.slot);
      return inView(duckdb, table, query.view, signal, (order) =>
        filePiece({ patient, kernels, signal }, table, order, query),
      );
    }
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

/** Asks for something with the order of a view; null where the view is the table as it stands. */
function inView<T>(
  duckdb: Duckdb,
  table: TableArtifact,
  view: RowView | undefined,
  signal: AbortSignal,
  work: (order: RowOrder | null) => Promise<T>,
): Promise<T> {
  if (view === undefined || !isChanged(view)) return work(null);
  const orders = ordersOf.get(duckdb) ?? new RowOrders(duckdb.patient);
  ordersOf.set(duckdb, orders);
  return orders.use(table, view, signal, work);
}

function placeSql(table: TableArtifact, order: RowOrder | null, row: number): string {
  const number = Math.trunc(row);
  if (order !== null) return `SELECT rowid AS place FROM ${order.name} WHERE ${ROW_IN_TABLE} = ${number}`;
  return `SELECT ${number} AS place WHERE ${number} >= 0 AND ${number} < ${table.rows}`;
}

function pageSql(table: TableArtifact, order: RowOrder | null, query: PageQuery): string {
  const { from, row, rest } = slicedRows(table, order, query);
  const numbers = query.rowNumbers === undefined ? '' : `, ${row} AS ${quoteIdentifier(query.rowNumbers)}`;
  return `SELECT ${pageColumns(table, query.columns)}${numbers} FROM ${from} ${rest}`;
}

/**
 * Lists, intervals and other kinds that have no cell of their own are written by the database; so are the words of an ENUM, which an
 * answer that comes in pieces names by numbers alone.
 */
function pageColumns(table: TableArtifact, wanted: readonly string[] | undefined): string {
  const columns = wanted?.map((name) => requireColumn(table, name)) ?? table.columns;
  return columns
    .map(({ name, type, sqlType }) => {
      const quoted = quoteIdentifier(name);
      const isWritten = type === 'other' || /^ENUM\b/i.test(sqlType);
      return isWritten ? `${quoted}::VARCHAR AS ${quoted}` : quoted;
    })
    .join(', ');
}
