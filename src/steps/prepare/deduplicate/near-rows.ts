import type { TableArtifact } from '../../../core/artifact';
import { failWith } from '../../../core/failure';
import { cellAt, type Cell } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { Database, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { columnsThatFit, type Unmet } from '../../../core/unmet';
import { findNearRows, type NearColumn, type NearRows } from '../../../kernels/near-rows/find-near-rows';
import type { DeduplicateParams } from './step';

/** More rows than these are not compared. */
const MOST_ROWS = 200_000;
/** Cells read at a time. */
const CELLS = 100_000;

/** The columns that `near` compares: those named, else all of text; and those that are not there. Throws `near-no-text`. */
export function nearColumns(
  table: TableArtifact,
  names: readonly string[],
): { readonly columns: readonly Column[]; readonly unmet: readonly Unmet[] } {
  const found =
    names.length > 0
      ? columnsThatFit(table, names)
      : { columns: table.columns.filter(({ type }) => type === 'text'), unmet: [] };
  const isText = found.columns.some(({ type }) => type === 'text');
  return isText || found.unmet.length > 0 ? found : failWith('near-no-text');
}

/** What is found where rows are not compared. */
export const NO_PAIRS: NearRows = {
  first: new Int32Array(),
  second: new Int32Array(),
  similarity: new Float64Array(),
  commonWords: 0,
};

/** Pairs of rows (from 0) that are nearly the same. Throws `near-too-many`. */
export async function findPairs(
  { database, kernels }: RunContext,
  table: TableArtifact,
  columns: readonly Column[],
  { similarity, tolerance }: DeduplicateParams,
): Promise<NearRows> {
  if (table.rows > MOST_ROWS) {
    const format = numberFormat('en');
    failWith('near-too-many', { rows: format.count(table.rows), most: format.count(MOST_ROWS) });
  }
  const values = await valuesOf(database, table, columns);
  return kernels.call(findNearRows, { rows: table.rows, columns: values, similarity, tolerance });
}

async function valuesOf(
  database: Database,
  { table, rows }: TableArtifact,
  columns: readonly Column[],
): Promise<NearColumn[]> {
  const values: Cell[][] = columns.map(() => []);
  const names = columns.map((column, place) => `${asCompared(column)} AS v${place}`).join(', ');
  const step = Math.max(1, Math.floor(CELLS / columns.length));
  for (let start = 0; start < rows; start += step) {
    const frame = await database.query(
      `SELECT ${names} FROM ${quoteIdentifier(table)} LIMIT ${step} OFFSET ${start}`,
    );
    values.forEach((own, place) => {
      for (let row = 0; row < frame.rows; row++) own.push(cellAt(frame, `v${place}`, row));
    });
  }
  return columns.map((column, place) => nearColumn(column, values[place] ?? []));
}

function isNumeric({ type }: Column): boolean {
  return type === 'integer' || type === 'number';
}

function asCompared(column: Column): string {
  return `${quoteIdentifier(column.name)}::${isNumeric(column) ? 'DOUBLE' : 'VARCHAR'}`;
}

function nearColumn(column: Column, values: readonly Cell[]): NearColumn {
  if (isNumeric(column)) {
    return { kind: 'number', values: values.map((value) => (value === null ? null : Number(value))) };
  }
  const texts = values.map((value) => (value === null ? null : String(value)));
  return { kind: column.type === 'text' ? 'text' : 'same', values: texts };
}
