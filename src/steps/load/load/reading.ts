import { cellAt, type Frame } from '../../../core/frame';
import type { Reading, ReadingInput } from '../../../core/contract';
import { loadReading } from '../../../core/load/reading';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import { dialectPhrases } from './dialect/in-words';
import type { LoadParams } from './params';

/** Says how many rows and columns came in, how the text was read, and what had to be changed. */
export function read(input: ReadingInput<LoadParams>): Reading {
  const { frames, notices, format } = input;
  const files = frames.dialect?.rows ?? 1;
  return loadReading(input, ({ columns }) => ({
    from: files > 1 ? ` from ${counted(files, 'file', format)}` : '',
    how: dialectText(frames.dialect, columns.length),
    remarks: [...notices.map((notice) => notice.text), ...missingText(frames.missing_suggestions, format)],
  }));
}

/** How the text was read, in words: "comma separated, names in the first line, UTF-8". */
function dialectText(dialect: Frame | undefined, columns: number): string {
  if (dialect === undefined) return 'read as CSV';
  const { delimiter, header, encoding } = dialectPhrases(dialect, columns);
  return `${delimiter}, ${header}, ${encoding}`;
}

/** The first suggestion about missing values, and how many there are. */
function missingText(suggested: Frame | undefined, format: NumberFormat): string[] {
  if (suggested === undefined || suggested.rows === 0) return [];
  const why = String(cellAt(suggested, 'why', 0));
  const more = suggested.rows - 1;
  return [`That may mean missing: ${why}${more === 0 ? '' : `, and ${format.count(more)} more like it`}.`];
}
