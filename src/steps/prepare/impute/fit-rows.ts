import type { JsonValue, TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import type { ImputeParams } from './step';

/** Values of fitted rows that a transform keeps at most: 8 MB, some 20 MB as JSON. */
export const MOST_ROW_VALUES = 1_000_000;
/** Rows from which an integer column without a repeat is taken for an identifier. */
const ROWS_OF_IDENTIFIER = 20;

/** The columns that distances are taken over, in the order of the table, and those left out as identifiers. */
export interface Measured {
  readonly columns: readonly Column[];
  readonly identifiers: readonly Column[];
}

/** All columns to impute, and the ones that the params name; where they name none, all of numbers but identifiers. */
export async function measuredColumns(
  context: RunContext,
  table: TableArtifact,
  imputed: readonly Column[],
  { columns: named, distanceBy }: ImputeParams,
): Promise<Measured> {
  const types = ['integer', 'number'] as const;
  const wanted = new Set([...distanceBy, ...(named.length > 0 ? named : imputed.map(({ name }) => name))]);
  for (const name of wanted) requireColumn(table, name, types);
  const numeric = table.columns.filter(({ type }) => type === 'integer' || type === 'number');
  if (distanceBy.length > 0) {
    return { columns: numeric.filter(({ name }) => wanted.has(name)), identifiers: [] };
  }
  const asked = new Set(named);
  const found = await identifiersAmong(
    context,
    table,
    numeric.filter(({ name }) => !asked.has(name)),
  );
  return { columns: numeric.filter((column) => !found.includes(column)), identifiers: found };
}

/** Integer columns of 20 rows or more in which no value stands twice and none is missing. */
async function identifiersAmong(
  { database }: RunContext,
  { table, rows }: TableArtifact,
  columns: readonly Column[],
): Promise<Column[]> {
  const integers = columns.filter(({ type }) => type === 'integer');
  if (rows < ROWS_OF_IDENTIFIER || integers.length === 0) return [];
  const counts = integers.map(({ name }, i) => `count(DISTINCT ${quoteIdentifier(name)})::DOUBLE AS d${i}`);
  const frame = await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(table)}`);
  return integers.filter((_, i) => cellAt(frame, `d${i}`, 0) === rows);
}

/**
 * The values of the measured columns, a list a column, as a transform keeps them: null where missing or not finite. Throws
 * `transform-too-large` above a million values.
 */
export async function keepRows(
  { database }: RunContext,
  { table, rows }: TableArtifact,
  measured: readonly Column[],
): Promise<JsonValue> {
  if (rows * measured.length > MOST_ROW_VALUES) {
    failWith('transform-too-large', {
      cells: rows * measured.length,
      most: MOST_ROW_VALUES,
      what: `fitted rows (${rows} rows of ${measured.length} columns)`,
      todo: 'Fit on a sample of the rows and apply the transform to the whole, measure by fewer columns, or take another method.',
    });
  }
  const lists = await database.numbers(
    table,
    measured.map(({ name }) => quoteIdentifier(name)),
  );
  return lists.map((list) => Array.from(list, (value) => (Number.isFinite(value) ? value : null)));
}
