import { cellAt, frameRows, type Cell, type Frame } from '../src/core/frame';
import { encodeJson } from './json';

/** Turns the pages of a table into the pieces of a file's text. */
export interface TableWriter {
  begin(columns: readonly string[]): string;
  rows(page: Frame): string;
  end(): string;
}

/**
 * CSV as RFC 4180 quotes it, with a header line, UTF-8 and line feeds. A missing value is an empty field, an empty text is
 * `""`; NaN and ±Infinity are written `NaN`, `Infinity`, `-Infinity`.
 */
export function csvWriter(): TableWriter {
  return {
    begin: (columns) => csvLine(columns),
    rows: (page) => {
      const columns = Object.keys(page.columns);
      return Array.from({ length: page.rows }, (_, row) =>
        csvLine(columns.map((column) => cellAt(page, column, row))),
      ).join('');
    },
    end: () => '',
  };
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
export function jsonWriter(): TableWriter {
  let isFirst = true;
  return {
    begin: () => '[',
    rows: (page) =>
      frameRows(page)
        .map((row) => {
          const separator = isFirst ? '\n' : ',\n';
          isFirst = false;
          return separator + JSON.stringify(encodeJson(row));
        })
        .join(''),
    end: () => '\n]\n',
  };
}
