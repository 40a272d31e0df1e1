import type { TableArtifact } from '../../../../core/artifact';
import { cellAt, emptyFrame } from '../../../../core/frame';
import type { Database } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { Column } from '../../../../core/table';

/** A column by which rows are nearly equal; numbers may differ by `tolerance`, null where they may not at all. */
export interface ComparedColumn {
  readonly column: Column;
  readonly tolerance: number | null;
}

/** How rows are compared: by which columns, and which number them, so that they are different in any case. */
export interface Comparison {
  readonly compared: readonly ComparedColumn[];
  readonly numbering: readonly Column[];
}

/** Numbers count as nearly equal up to this share of the standard deviation of their column. */
const TOLERANCE = 0.01;
/** Fewer columns are nearly equal by chance; of more, planning the statements takes longer than they run. */
const LEAST_COLUMNS = 4;
const MOST_COLUMNS = 200;

/**
 * The columns by which rows are compared: all but integers in which no value occurs twice, which number the rows whatever else
 * they say. Null where too few columns are left, or where there are too many. One or two scans.
 */
export async function comparisonOf(
  database: Database,
  { table, columns, rows }: TableArtifact,
): Promise<Comparison | null> {
  if (columns.length < LEAST_COLUMNS || columns.length > MOST_COLUMNS || rows < 2) return null;
  const figures = columns.flatMap(({ name, type }, place) => {
    if (type !== 'integer' && type !== 'number') return [];
    const value = quoteIdentifier(name);
    const usual = `CASE WHEN abs(${value}::DOUBLE) < 1e140 THEN ${value}::DOUBLE END`;
    const spread = `stddev_pop(${usual}) AS s${place}`;
    return type === 'number' ? [spread] : [spread, `approx_count_distinct(${value})::DOUBLE AS d${place}`];
  });
  const from = `FROM ${quoteIdentifier(table)}`;
  const frame =
    figures.length === 0 ? emptyFrame : await database.query(`SELECT ${figures.join(', ')} ${from}`);
  // An estimate may be off by some per cent: what comes near is counted.
  const mayNumber = columns.filter((_, place) => Number(cellAt(frame, `d${place}`, 0)) > 0.8 * rows);
  const numbering = new Set(await uniqueColumns(database, from, mayNumber));
  const compared = columns.flatMap((column, place): ComparedColumn[] => {
    if (numbering.has(column)) return [];
    const spread = TOLERANCE * Number(cellAt(frame, `s${place}`, 0) ?? 0);
    const isLoose = column.type === 'number' ? spread > 0 : column.type === 'integer' && spread >= 1;
    return [{ column, tolerance: isLoose ? spread : null }];
  });
  return compared.length < LEAST_COLUMNS ? null : { compared, numbering: [...numbering] };
}

/** Those of the columns in which no value occurs twice. */
async function uniqueColumns(
  database: Database,
  from: string,
  columns: readonly Column[],
): Promise<Column[]> {
  if (columns.length === 0) return [];
  const counts = columns.map(({ name }, place) => {
    const value = quoteIdentifier(name);
    return `(count(DISTINCT ${value}) = count(${value})) AS u${place}`;
  });
  const frame = await database.query(`SELECT ${counts.join(', ')} ${from}`);
  return columns.filter((_, place) => cellAt(frame, `u${place}`, 0) === true);
}
