import { cellAt, type Cell, type Frame } from '../src/core/frame';
import { encodeJson } from './json';

/**
 * Turns the pages of a table into the pieces of a file's text. Made for the table's columns in their order: the keys of a
 * page do not tell it, since JavaScript puts keys like `2020` first.
 */
export interface TableWriter {
  begin(): string;
  rows(page: Frame): string;
  end(): string;
}

/**
 * CSV as RFC 4180 quotes it, with a header line, UTF-8 and line feeds. A missing value is an empty field, an empty text is
 * `""`; NaN and ±Infinity are written `NaN`, `Infinity`, `-Infinity`.
 */
export function csvWriter(columns: readonly string[]): TableWriter {
  return {
    begin: () => csvLine(columns),
    rows: (page) => rowsOf(page, columns).map(csvLine).join(''),
    end: () => '',
  };
}

/** The cells of each row, in the order of the columns. */
function rowsOf(page: Frame, columns: readonly string[]): Cell[][] {
  return Array.from({ length: page.rows }, (_, row) => columns.map((column) => cellAt(page, column, row)));
}

/** A line whose only field is empty would read as no line at all, so it is written `""`. */
function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',') || '""'}\n`;
}

function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return Object.is(cell, -0) ? '-0' : String(cell);
  return cell === '' || /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A JSON list of one object per row, a row a line; numbers as the runner prints them. */
export function jsonWriter(columns: readonly string[]): TableWriter {
  const keys = columns.map((column) => JSON.stringify(column));
  const jsonRow = (cells: readonly Cell[]): string =>
    `{${cells.map((cell, index) => `${keys[index]}:${JSON.stringify(encodeJson(cell))}`).join(',')}}`;
  let separator = '\n';
  return {
    begin: () => '[',
    rows: (page) => {
      const lines = rowsOf(page, columns).map(jsonRow);
      if (lines.length === 0) return '';
      const text = separator + lines.join(',\n');
      separator = ',\n';
      return text;
    },
    end: () => '\n]\n',
  };
}
