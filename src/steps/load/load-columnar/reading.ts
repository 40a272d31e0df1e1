import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { LoadColumnarParams } from './step';

/** Says how many rows and columns came in, how the files store them, and what had to be changed. */
export function read({
  outputs,
  artifacts,
  frames,
  notices,
  format,
}: ReadingInput<LoadColumnarParams>): Reading {
  const table = artifacts.table;
  if (table?.kind !== 'table') return { text: '', suggestions: [] };
  const name = outputs.table ?? 'table';
  const size = `${counted(table.rows, 'row', format)} and ${counted(table.columns.length, 'column', format)}`;
  const { sampled } = table.traits;
  const of = sampled === null || sampled.of === null ? '' : ` of ${format.count(sampled.of)}`;
  const first = sampled === null ? '' : ` (the first${of} only, as asked)`;
  const empty = table.rows === 0 ? ['The file has columns and no rows.'] : [];
  return {
    text: [
      `${size}${first}, ${storedText(frames.files, format)}.`,
      ...empty,
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

/** How the files store their rows, in words: "from Parquet, 11 row groups, Zstandard". */
function storedText(files: Frame | undefined, format: NumberFormat): string {
  if (files === undefined || files.rows === 0) return 'read by column';
  const kind = String(cellAt(files, 'format', 0));
  const groups = Array.from({ length: files.rows }, (_, row) => Number(cellAt(files, 'groups', row)));
  const count = groups.reduce((sum, one) => sum + one, 0);
  const unit =
    kind === 'Parquet'
      ? counted(count, 'row group', format)
      : counted(count, 'record batch', format, 'record batches');
  const codecs = String(cellAt(files, 'codecs', 0));
  const compressed = codecs === 'none' ? 'uncompressed' : codecs;
  const from =
    files.rows === 1 ? (kind === 'Parquet' ? kind : `an ${kind}`) : `${counted(files.rows, 'file', format)}`;
  return `from ${from}, ${unit}, ${compressed}`;
}
