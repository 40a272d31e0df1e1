import { cellAt, type Frame } from '../../../core/frame';
import type { Reading, ReadingInput } from '../../../core/contract';
import type { NumberFormat } from '../../../core/number-format';
import { dialectPhrases } from './dialect/in-words';
import type { LoadParams } from './params';

/** Says how many rows and columns came in, how the text was read, and what had to be changed. */
export function read({ outputs, artifacts, frames, notices, format }: ReadingInput<LoadParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${plural(table.rows, 'row', format)} and ${plural(table.columns.length, 'column', format)}`;
  const sampled = table.traits.sampled === null ? '' : ' (the first rows only, as asked)';
  const files = frames.dialect?.rows ?? 1;
  const from = files > 1 ? ` from ${plural(files, 'file', format)}` : '';
  const text = [
    `${size}${from}${sampled}, ${dialectText(frames.dialect, table.columns.length)}.`,
    ...notices.map((notice) => notice.text),
    ...missingText(frames.missing_suggestions, format),
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
