import { FailureError, makeFailure } from '../../core/failure';
import type { AskPiece } from '../../kernels/table-file/table-file';
import type { TableFormat } from '../../kernels/table-file/table-format';
import type { TableToSave } from '../../ui/grid/table-saver';

/** Parts of the table that are written: from its begin, its middle and its end. */
const PLACES = 3;
/** Cells of a part; in formats that pack columns together, more: their names and dictionaries stand once in many rows. */
const CELLS = { text: 60_000, columnar: 400_000 } as const;

/** What will be written: the format, and the rows. */
export interface WhatIsWritten {
  readonly format: TableFormat;
  readonly rows: number;
  readonly view: NonNullable<TableToSave['shown']>['view'] | undefined;
}

/**
 * About how many bytes the file will have: parts of the table are written as they will be, and the rest is taken to be alike. A table
 * that is not larger than the parts is written whole. Null where it could not be; some tenths of a second.
 */
export async function estimateBytes(
  { ask, slot, table }: TableToSave,
  { format, rows, view }: WhatIsWritten,
  signal: AbortSignal,
): Promise<number | null> {
  const { tableFile } = await import('../../kernels/table-file/table-file');
  const isColumnar = format.kind === 'parquet' || format.kind === 'arrow';
  const cells = isColumnar ? CELLS.columnar : CELLS.text;
  const limit = Math.max(1, Math.floor(cells / Math.max(1, table.columns.length)));
  const parts = rows <= PLACES * limit ? [0] : [0, Math.floor((rows - limit) / 2), rows - limit];
  const each = parts.length === 1 ? rows : limit;
  let bytes = 0;
  try {
    for (const start of parts) {
      const askPart: AskPiece = async (query) => {
        const { offset, limit: wanted } = query;
        const part = { offset: offset + start, limit: Math.min(wanted, each - offset) };
        const shifted = { ...query, ...part, ...(view !== undefined && { view }) };
        const answer = await ask(shifted, { signal });
        if (!answer.ok) throw new FailureError(answer.failure);
        return answer.value;
      };
      for await (const part of tableFile({ ...table, rows: each, slot, ask: askPart }, format)) {
        if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
        bytes += part.bytes.length;
      }
    }
  } catch (error) {
    // The file itself says what is wrong, once it is asked for.
    if (error instanceof FailureError) return null;
    throw error;
  }
  return rows === 0 ? bytes : Math.round((bytes / (each * parts.length)) * rows);
}
