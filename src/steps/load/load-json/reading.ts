import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import type { LoadJsonParams } from './step';

/** Says how many rows and columns came in, how the text held them, and what had to be changed. */
export function read({ outputs, artifacts, frames, notices, format }: ReadingInput<LoadJsonParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${plural(table.rows, 'row', format)} and ${plural(table.columns.length, 'column', format)}`;
  const sampled = table.traits.sampled === null ? '' : ' (the first rows only, as asked)';
  return {
    text: [
      `${size}${sampled}, ${layoutText(frames.files, format)}.`,
      ...notices.map((notice) => notice.text),
    ].join(' '),
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

/** How the text holds its records, in words: "a list of objects at /data". */
function layoutText(files: Frame | undefined, format: NumberFormat): string {
  if (files === undefined || files.rows === 0) return 'read as JSON';
  const texts = new Set(Array.from({ length: files.rows }, (_, row) => fileText(files, row)));
  const [first = ''] = texts;
  if (files.rows === 1) return first;
  const from = `from ${plural(files.rows, 'file', format)}`;
  return texts.size === 1 ? `${from}: ${first}` : `${from} of several layouts`;
}

function fileText(files: Frame, row: number): string {
  const encoding = String(cellAt(files, 'encoding', row)).toUpperCase();
  const at = String(cellAt(files, 'at', row));
  const place = at === '' ? '' : ` at ${at}`;
  return `${recordsText(String(cellAt(files, 'layout', row)), String(cellAt(files, 'record', row)))}${place}, ${encoding}`;
}

function recordsText(layout: string, record: string): string {
  if (layout === 'columns') return 'an object of columns';
  if (layout === 'single') return 'a single object';
  return layout === 'lines' ? `one ${record} a line` : `a list of ${record}s`;
}
