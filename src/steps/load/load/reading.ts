import { cellAt } from '../../../core/frame';
import type { Reading, ReadingInput } from '../../../core/contract';
import type { NumberFormat } from '../../../core/number-format';
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
export function read({ outputs, artifacts, frames, notices, format }: ReadingInput<LoadParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${plural(table.rows, 'row', format)} and ${plural(table.columns.length, 'column', format)}`;
  const sampled = table.traits.sampled === null ? '' : ' (the first rows only, as asked)';
  const text = [
    `${size}${sampled}, ${dialectText(frames.dialect, table.columns.length)}.`,
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

const plural = (count: number, noun: string, format: NumberFormat): string =>
  `${format.count(count)} ${noun}${count === 1 ? '' : 's'}`;

/** How the text was read, in words: "comma separated, names in the first line, UTF-8". */
function dialectText(
  dialect: ReadingInput<LoadParams>['frames'][string] | undefined,
  columns: number,
): string {
  if (dialect === undefined) return 'read as CSV';
  const delimiter = String(cellAt(dialect, 'delimiter', 0));
  const header = cellAt(dialect, 'header', 0) === true ? 'names in the first line' : 'no header line';
  const encoding = String(cellAt(dialect, 'encoding', 0)).toUpperCase();
  const separated = columns === 1 ? 'no delimiter' : `${DELIMITERS[delimiter] ?? `“${delimiter}”`} separated`;
  return `${separated}, ${header}, ${encoding}`;
}
