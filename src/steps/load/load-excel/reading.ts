import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import type { LoadExcelParams } from './step';

/** Says how many rows and columns came in, from which cells, and what had to be changed. */
export function read({
  outputs,
  artifacts,
  frames,
  notices,
  format,
}: ReadingInput<LoadExcelParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${plural(table.rows, 'row', format)} and ${plural(table.columns.length, 'column', format)}`;
  const sampled = table.traits.sampled === null ? '' : ' (the first rows only, as asked)';
  return {
    text: [
      `${size}${sampled}, ${placeText(frames.files, format)}.`,
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

/** Which cells were read: `sheet “arts”, cells A5:F15, names in row 5`. */
function placeText(files: Frame | undefined, format: NumberFormat): string {
  if (files === undefined || files.rows === 0) return 'read as a workbook';
  if (files.rows > 1) return `from ${plural(files.rows, 'file', format)}`;
  const header = cellAt(files, 'header_row', 0);
  const names = header === null ? 'no row of names' : `names in row ${format.count(Number(header))}`;
  return `sheet “${String(cellAt(files, 'sheet', 0))}”, cells ${String(cellAt(files, 'range', 0))}, ${names}`;
}
