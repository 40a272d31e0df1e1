import { FailureError } from '../src/core/failure';
import type { ColumnData } from '../src/core/rows';
import { typeOfKinds } from '../src/kernels/columns/kinds';
import { openJson } from '../src/kernels/json/open-json';
import type { JsonColumn } from '../src/kernels/json/plan';
import { readRecords } from '../src/kernels/json/read-records';

/** Progress that nobody follows. */
export const silent = (): void => undefined;

/** A row by the names of its columns. */
export type Row = Record<string, unknown>;

/** Rows as objects, read in pieces of so many bytes; types are found in all of them first. */
export async function rowsOf(content: string | Uint8Array, bytes = 1 << 20, isFlat = true): Promise<Row[]> {
  const file = new Blob([content as BlobPart]);
  const opened = await openJson.run(
    { file, name: 'data.json', at: '', header: 'auto', isFlat, rows: Infinity },
    silent,
  );
  const text = (opened.text ?? file) as Blob;
  let plan: JsonColumn[] = [];
  const rows: Row[] = [];
  for (const isBuilt of [false, true]) {
    for (let from = opened.form.start, isDone = false; !isDone;) {
      const piece = await readRecords.run(
        {
          file: text,
          name: 'data.json',
          form: opened.form,
          from,
          bytes,
          rows: Infinity,
          plan,
          isFlat,
          isBuilt,
        },
        silent,
      );
      if (isBuilt) for (let row = 0; row < piece.rows; row++) rows.push(rowAt(piece.columns, row));
      else
        plan = piece.found.map((one, at) => planned({ ...one, kinds: one.kinds | (plan[at]?.kinds ?? 0) }));
      ({ next: from, isDone } = piece);
    }
  }
  return rows;
}

const planned = ({ path, kinds }: Pick<JsonColumn, 'path' | 'kinds'>): JsonColumn => ({
  path,
  kinds,
  name: path.join('.'),
  type: typeOfKinds(kinds),
  isForced: false,
});

function rowAt(columns: readonly ColumnData[], row: number): Row {
  return Object.fromEntries<unknown>(
    columns.map((column) => {
      if (column.present !== undefined && column.present[row] === 0) return [column.name, null];
      if (column.type !== 'text') return [column.name, column.values[row]];
      const bytes = column.bytes.subarray(column.offsets[row], column.offsets[row + 1]);
      return [column.name, new TextDecoder().decode(bytes)];
    }),
  );
}

/** The code of the failure that a text ends in; `read` where it makes a table. */
export async function codeOf(content: string | Uint8Array): Promise<string> {
  try {
    await rowsOf(content);
    return 'read';
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
}
