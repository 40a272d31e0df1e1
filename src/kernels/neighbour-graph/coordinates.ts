import type { RunContext } from '../../core/run-context';
import { quoteIdentifier } from '../../core/sql';
import type { Column } from '../../core/table';
import type { ComparedRows } from '../neighbours/part';
import { isNumeric, lackOf, roleOf, sortable } from './columns';
import { eachColumn, scalingOf, type Scaling, type ScalingOptions } from './scaling';

/** Rows of a table as the neighbour kernel compares them. */
export interface Coordinates extends ComparedRows {
  /** The columns that are coordinates, in the order of `points`. */
  readonly numeric: readonly Column[];
  /** The categories, in the order of the first code columns. Codes follow the order of the values; a missing value has the highest. */
  readonly categories: readonly Column[];
  /** The numeric columns with values that are missing or not finite: what they lack, in the order of the other code columns. */
  readonly lacking: readonly Column[];
}

/** Two categories that differ add as much to the squared distance as numbers do that are one unit apart: one standard deviation, where scaled. */
export const MISMATCH = 1;
/** Columns read at a time, so that memory holds few of them twice. */
const COLUMNS_AT_A_TIME = 16;
/** Each is a sort of the table of its own, and all of a statement stand in memory together. */
const SORTS_AT_A_TIME = 4;

/** How coordinates are read. */
export interface CoordinateOptions extends ScalingOptions {
  /** True where numbers are divided by the standard deviation of their column. */
  readonly isScaled: boolean;
}

/** Coordinates, and by what their columns were scaled. */
export interface ScaledCoordinates extends Coordinates {
  /** The scaling of each numeric column, by name; of unscaled ones too, for their gaps. */
  readonly scalings: ReadonlyMap<string, Scaling>;
}

/**
 * Reads columns of a table as coordinates, row by row in its order. Numbers are divided by their standard deviation, or stay as they are
 * where `isScaled` is false; a number that is missing or not finite stands at the mean, and what it lacks (missing, NaN, +∞, -∞) is a
 * category; other types are categories, and a missing value is one of them. n x (d + c) values; a scan for 16 numeric columns, a sort for
 * each category.
 */
export async function readCoordinates(
  context: Pick<RunContext, 'database'>,
  { table, rows }: { readonly table: string; readonly rows: number },
  columns: readonly Column[],
  { isScaled, ...options }: CoordinateOptions,
): Promise<ScaledCoordinates> {
  const { database } = context;
  const numeric = columns.filter(isNumeric);
  const categories = columns.filter((column) => !isNumeric(column));
  const scalings = new Map<string, Scaling>();
  const features = numeric.length;
  const points = new Float64Array(rows * features);
  await eachColumn(context, { table }, numeric, (read, place) => {
    const scaling = scalingOf(read, options);
    scalings.set(read.column.name, scaling);
    layInto(points, features, place, positionsOf(read.values, scaling, isScaled));
  });
  const lacking = numeric.filter(({ name }) => scalings.get(name)!.gaps > 0);
  const codeColumns = categories.length + lacking.length;
  const codes = new Int32Array(rows * codeColumns);
  await inBatches(categories, SORTS_AT_A_TIME, async (some, start) => {
    const made = await database.createTable(rankedSelect(table, some));
    const ranks = await database.numbers(
      made.table,
      some.map((_, n) => `x${n}`),
    );
    ranks.forEach((column, n) => layInto(codes, codeColumns, start + n, column));
  });
  await inBatches(lacking, COLUMNS_AT_A_TIME, async (some, start) => {
    const values = some.map((column) => lackOf(roleOf(column), quoteIdentifier(column.name)));
    const lacks = await database.numbers(table, values);
    lacks.forEach((column, n) => layInto(codes, codeColumns, categories.length + start + n, column));
  });
  const roles = { numeric, categories, lacking };
  return { points, codes, features, codeColumns, mismatch: MISMATCH, ...roles, scalings };
}

/** Where values stand, in their own array: in units of their column, and at the mean where there is none. */
function positionsOf(values: Float64Array, { mean, sd, gaps }: Scaling, isScaled: boolean): Float64Array {
  const unit = isScaled ? sd : 1;
  if (gaps === 0 && unit === 1) return values;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    values[row] = (Number.isFinite(value) ? value : mean) / unit;
  }
  return values;
}

/** The ranks of some columns' values, in the order of the table. */
function rankedSelect(table: string, columns: readonly Column[]): string {
  const values = columns.map((column, n) => `${sortable(column, quoteIdentifier(column.name))} AS c${n}`);
  const ranks = columns.map((_, n) => `dense_rank() OVER (ORDER BY c${n}) AS x${n}`);
  return `SELECT ${columns.map((_, n) => `x${n}`).join(', ')} FROM (
    SELECT i, ${ranks.join(', ')} FROM (
      SELECT row_number() OVER () AS i, ${values.join(', ')} FROM ${quoteIdentifier(table)})
  ) ORDER BY i`;
}

async function inBatches<T>(
  all: readonly T[],
  size: number,
  work: (some: readonly T[], start: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < all.length; start += size) await work(all.slice(start, start + size), start);
}

/** Lays a column into rows of `width`, at place `start` of each. */
function layInto(into: Float64Array | Int32Array, width: number, start: number, column: Float64Array): void {
  for (let row = 0, at = start; row < column.length; row++, at += width) into[at] = column[row]!;
}
