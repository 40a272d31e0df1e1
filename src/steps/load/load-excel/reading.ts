import type { Reading, ReadingInput } from '../../../core/contract';
import { cellAt, type Frame } from '../../../core/frame';
import { loadReading } from '../../../core/load/reading';
import type { NumberFormat } from '../../../core/number-format';
import { counted } from '../../../core/words';
import type { LoadExcelParams } from './step';

/** Says how many rows and columns came in, from which cells, and what had to be changed. */
export function read(input: ReadingInput<LoadExcelParams>): Reading {
  return loadReading(input, () => ({ how: placeText(input.frames.files, input.format) }));
}

/** Which cells were read: `sheet “arts”, cells A5:F15, names in row 5`. */
function placeText(files: Frame | undefined, format: NumberFormat): string {
  if (files === undefined || files.rows === 0) return 'read as a workbook';
  if (files.rows > 1) return `from ${counted(files.rows, 'file', format)}`;
  const header = cellAt(files, 'header_row', 0);
  const names = header === null ? 'no row of names' : `names in row ${format.count(Number(header))}`;
  return `sheet “${String(cellAt(files, 'sheet', 0))}”, cells ${String(cellAt(files, 'range', 0))}, ${names}`;
}
