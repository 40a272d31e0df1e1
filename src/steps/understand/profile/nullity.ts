import { cellAt, frameOfRows, type Frame, type FrameRow, type FrameShape } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import { nameOf, type ProfileTable } from './columns';

/** Strips of rows, one below the other, that the table is cut into; columns that are looked at: those that miss most. */
const STRIPS = 200;
const MOST_COLUMNS = 50;

/** The columns of the frame `nullity`. */
export const nullityFrame: FrameShape = {
  column: {
    type: 'text',
    meaning: 'A column with missing values, in the order of the table; the 50 that miss most are given',
  },
  strip: { type: 'integer', meaning: 'Number of the strip of rows, from 0; there are at most 200' },
  first_row: { type: 'integer', meaning: 'Number of its first row in the table, from 0' },
  rows: { type: 'integer', meaning: 'Rows of the strip' },
  missing: { type: 'integer', meaning: 'Rows of the strip in which the column is missing' },
};

/**
 * Where in the table values are missing: exact counts for strips of (nearly) equally many rows that follow one another. Without
 * rows and where nothing is missing, the frame is empty. One statement, some 10 ms a column and million rows.
 */
export async function nullity(
  { database }: RunContext,
  { table, rows }: ProfileTable,
  { columns }: Statistics,
): Promise<{ nullity: Frame }> {
  const gappy = mostMissing(columns);
  const size = { rows, strips: Math.min(STRIPS, rows) };
  const found =
    gappy.length === 0 ? [] : readStrips(await database.query(statementOf(table, gappy, size)), gappy, size);
  return { nullity: frameOfRows(Object.keys(nullityFrame), found) };
}

function mostMissing(columns: readonly ColumnStatistics[]): ColumnStatistics[] {
  const gappy = columns.filter(({ missing }) => missing > 0);
  const most = new Set([...gappy].sort((a, b) => b.missing - a.missing).slice(0, MOST_COLUMNS));
  return gappy.filter((column) => most.has(column));
}

interface Size {
  readonly rows: number;
  readonly strips: number;
}

/** Rows are counted: `rowid` would be a column's where one is called so. */
function statementOf(table: string, columns: readonly ColumnStatistics[], { rows, strips }: Size): string {
  const flags = columns.map((column, i) => `${nameOf(column)} IS NULL AS m${i}`);
  const counts = columns.map((_, i) => `count_if(m${i})::DOUBLE AS n${i}`);
  const inner = `SELECT row_number() OVER () - 1 AS i, ${flags.join(', ')} FROM ${quoteIdentifier(table)}`;
  return `SELECT ((i * ${strips}) // ${rows})::DOUBLE AS strip, ${counts.join(', ')} FROM (${inner}) GROUP BY 1 ORDER BY 1`;
}

function readStrips(frame: Frame, columns: readonly ColumnStatistics[], { rows, strips }: Size): FrameRow[] {
  const firstOf = (strip: number): number => Math.ceil((strip * rows) / strips);
  return columns.flatMap(({ name }, i) =>
    Array.from({ length: frame.rows }, (_, row) => {
      const strip = Number(cellAt(frame, 'strip', row));
      return {
        column: name,
        strip,
        first_row: firstOf(strip),
        rows: firstOf(strip + 1) - firstOf(strip),
        missing: Number(cellAt(frame, `n${i}`, row)),
      };
    }),
  );
}
