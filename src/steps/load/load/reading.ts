import { cellAt } from '../../../core/frame';
import type { Reading, ReadingInput } from '../../../core/contract';
import type { LoadParams } from './step';

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ', ': 'comma and space',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'space',
};

/** Says how many rows and columns came in, how the text was read, and what had to be changed. */
export function read({
  params,
  outputs,
  artifacts,
  frames,
  notices,
  format,
}: ReadingInput<LoadParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${format.count(table.rows)} rows and ${format.count(table.columns.length)} columns`;
  const sampled =
    params.limit !== null && table.rows === params.limit ? ' (the first rows only, as asked)' : '';
  const text = [
    `${size}${sampled}, ${dialectText(frames.dialect)}.`,
    ...notices.map((notice) => notice.text),
  ].join(' ');
  return {
    text,
    suggestions: [
      {
        step: 'profile',
        title: `Profile ${name}`,
        reason: 'See what each column holds before anything is built on it.',
        params: {},
        inputs: { table: { output: 'table' } },
      },
    ],
  };
}

/** How the text was read, in words: "comma separated, names in the first line, UTF-8". */
function dialectText(dialect: ReadingInput<LoadParams>['frames'][string] | undefined): string {
  if (dialect === undefined) return 'read as CSV';
  const delimiter = String(cellAt(dialect, 'delimiter', 0));
  const header = cellAt(dialect, 'header', 0) === true ? 'names in the first line' : 'no header line';
  const encoding = String(cellAt(dialect, 'encoding', 0)).toUpperCase();
  return `${DELIMITERS[delimiter] ?? `“${delimiter}”`} separated, ${header}, ${encoding}`;
}
