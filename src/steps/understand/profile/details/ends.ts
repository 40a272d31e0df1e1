import { cellAt, type Cell } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { piecesOf, plainDate, type ProfileTable } from '../columns';
import { decimalText, isoText } from '../value-text';
import type { ColumnDetails, DetailsByName } from './column-details';

const COLUMNS_PER_STATEMENT = 250;
/** Characters of a text that are shown; a longer one ends with `…`. */
const SHOWN = 200;

/** Rows at each end of the table that are looked at first. */
const NEAR = 2048;

type End = 'first' | 'last';

/**
 * The first and the last value of every column that has one, in the order of the table: looked for among the rows at its ends, and
 * in all rows of the columns that miss all of these. A scan of the table for every 250 columns at most, twice.
 */
export async function readEnds(
  { database }: RunContext,
  { table, rows }: ProfileTable,
  columns: readonly ColumnStatistics[],
): Promise<DetailsByName> {
  const found = new Map<string, ColumnDetails>();
  const all = quoteIdentifier(table);
  const near = {
    first: `(FROM ${all} LIMIT ${NEAR})`,
    last: `(FROM ${all} LIMIT ${NEAR} OFFSET ${Math.max(0, rows - NEAR)})`,
  };
  for (const end of ['first', 'last'] as const) {
    for (const piece of piecesOf(columns, COLUMNS_PER_STATEMENT)) {
      const frame = await database.query(statementOf(piece, end, near[end]));
      const far = piece.filter((_, i) => cellAt(frame, `e${i}`, 0) === null);
      const rest = far.length === 0 ? frame : await database.query(statementOf(far, end, all));
      piece.forEach((column, i) => {
        const place = far.indexOf(column);
        const cell = place < 0 ? cellAt(frame, `e${i}`, 0) : cellAt(rest, `e${place}`, 0);
        found.set(column.name, { ...found.get(column.name), [end]: writtenEnd(column, cell) });
      });
    }
  }
  return found;
}

function statementOf(columns: readonly ColumnStatistics[], end: End, from: string): string {
  const list = columns.map((column, i) => {
    const name = quoteIdentifier(column.name);
    const value = end === 'first' ? `any_value(${name})` : `last(${name}) FILTER (${name} IS NOT NULL)`;
    return `left((${plainDate(column, value)})::VARCHAR, ${SHOWN + 1}) AS e${i}`;
  });
  return `SELECT ${list.join(', ')} FROM ${from}`;
}

/** A value of the database's text as it is shown: a number where a double holds it, ISO 8601 for dates, else text. */
function writtenEnd({ type, numbers }: ColumnStatistics, cell: Cell): Cell {
  if (cell === null) return null;
  const text = String(cell);
  switch (type) {
    case 'integer':
    case 'number':
      return typeof numbers?.min === 'string' ? decimalText(text) : numberOf(text);
    case 'date':
    case 'timestamp':
    case 'time':
      return isoText(text);
    default: {
      const characters = Array.from(text);
      return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : text;
    }
  }
}

/** A number that the database wrote. `-0.0` is 0. */
function numberOf(text: string): number {
  const special = { nan: NaN, inf: Infinity, '-inf': -Infinity }[text];
  return special ?? Number(text) + 0;
}
