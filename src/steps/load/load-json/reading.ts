import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import { loadReading } from '../../../core/load/reading';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { LoadJsonParams } from './step';

/** Says how many rows and columns came in, how the text held them, and what had to be changed. */
export function read(input: ReadingInput<LoadJsonParams>): Reading {
  return loadReading(input, () => ({ how: layoutText(input.frames.files, input.format) }));
}

/** How the text holds its records, in words: "a list of objects at /data". */
function layoutText(files: Frame | undefined, format: NumberFormat): string {
  if (files === undefined || files.rows === 0) return 'read as JSON';
  const texts = new Set(Array.from({ length: files.rows }, (_, row) => fileText(files, row)));
  const [first = ''] = texts;
  if (files.rows === 1) return first;
  const from = `from ${counted(files.rows, 'file', format)}`;
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
