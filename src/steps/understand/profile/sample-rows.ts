import { frameOfRows, frameRows, type Frame, type FrameShape } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { nameOf, type ProfileTable } from './columns';

/** Rows that are shown as they are: the first ones, so that they can be found again. Columns and characters have a bound. */
const ROWS = 10;
const MOST_COLUMNS = 100;
const MOST_CHARACTERS = 200;

/** The columns of the frame `sample_rows`. */
export const sampleRowFrame: FrameShape = {
  row: { type: 'integer', meaning: 'Number of the row in the table, from 0; the first ten are given' },
  column: { type: 'text', meaning: 'Name of the column; the first hundred are given' },
  value: { type: 'text', meaning: 'The value as text, cut at 200 characters; null where it is missing' },
};

/** The first ten rows of a table, cell by cell. Reads no more than these. */
export async function sampleRows(
  { database }: RunContext,
  { table, columns }: ProfileTable,
): Promise<{ sample_rows: Frame }> {
  const shown = columns.slice(0, MOST_COLUMNS);
  const texts = shown.map((column, i) => `left(${nameOf(column)}::VARCHAR, ${MOST_CHARACTERS}) AS c${i}`);
  const frame =
    shown.length === 0
      ? null
      : await database.query(`SELECT ${texts.join(', ')} FROM ${quoteIdentifier(table)} LIMIT ${ROWS}`);
  const rows = frame === null ? [] : frameRows(frame);
  return {
    sample_rows: frameOfRows(
      Object.keys(sampleRowFrame),
      rows.flatMap((cells, row) =>
        shown.map(({ name }, i) => ({ row, column: name, value: cells[`c${i}`] ?? null })),
      ),
    ),
  };
}
