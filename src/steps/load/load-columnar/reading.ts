import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import { loadReading } from '../../../core/load/reading';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { LoadColumnarParams } from './step';

/** Says how many rows and columns came in, how the files store them, and what had to be changed. */
export function read(input: ReadingInput<LoadColumnarParams>): Reading {
  const { frames, notices, format } = input;
  return loadReading(input, ({ rows }) => ({
    how: storedText(frames.files, format),
    remarks: [
      ...(rows === 0 ? ['The file has columns and no rows.'] : []),
      ...notices.map((notice) => notice.text),
    ],
  }));
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
