import { frameRows, type Cell, type Frame } from '../../../../core/frame';

/** The rejected rows as a CSV file: file, line, column, value, reason and the text of the row. */
export function rejectsCsv(rejects: Frame): string {
  const names = Object.keys(rejects.columns);
  const field = (value: Cell | undefined): string => {
    if (value === null || value === undefined) return '';
    const text = String(value);
    return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = frameRows(rejects).map((row) => names.map((name) => field(row[name])).join(','));
  return [names.join(','), ...lines, ''].join('\n');
}
