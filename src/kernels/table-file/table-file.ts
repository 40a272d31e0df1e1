import { ArrowFile } from '../columnar/arrow-file';
import { ParquetFile } from '../columnar/parquet-file';
import { csvPieces, formPieces, type Piece, type WrittenTable } from './pieces';
import { sheetFile } from './sheet';
import type { TableFormat } from './table-format';

export type { AskPiece, WrittenTable } from './pieces';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Some bytes of a file, and how many rows are written with them. */
export interface FilePart {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

/**
 * A table as the bytes of a file, part by part, asked from the engine in order: whatever the size of the table, some tens of MB are in
 * memory. Throws what the questions throw, and `excel-too-long`, `excel-too-wide` and `excel-text-too-long`.
 */
export function tableFile(table: WrittenTable, format: TableFormat): AsyncGenerator<FilePart> {
  switch (format.kind) {
    case 'csv': {
      const { dialect, hasHeader, hasMark } = format;
      const mark = hasMark ? Uint8Array.of(0xef, 0xbb, 0xbf) : new Uint8Array();
      return framed(csvPieces(table, { dialect, isBare: !hasHeader }), mark);
    }
    case 'tsv':
      return framed(csvPieces(table, { isTabbed: true }));
    case 'ndjson':
      return framed(formPieces(table, 'json-lines'));
    case 'json':
      return listOfLines(formPieces(table, 'json-lines'));
    case 'parquet':
      return joined(formPieces(table, `parquet-${format.codec}`), new ParquetFile());
    case 'arrow':
      return joined(formPieces(table, 'arrow'), new ArrowFile(format.form));
    case 'xlsx':
      return sheetFile(table);
    default:
      return format satisfies never;
  }
}

async function* framed(
  pieces: AsyncGenerator<Piece>,
  before: Uint8Array = new Uint8Array(),
): AsyncGenerator<FilePart> {
  if (before.length > 0) yield { bytes: before, rows: 0 };
  for await (const { bytes, end } of pieces) yield { bytes, rows: end };
}

async function* joined(
  pieces: AsyncGenerator<Piece>,
  whole: { add(bytes: Uint8Array): Uint8Array; end(): Uint8Array },
): AsyncGenerator<FilePart> {
  let rows = 0;
  for await (const { bytes, end } of pieces) {
    rows = end;
    yield { bytes: whole.add(bytes), rows };
  }
  yield { bytes: whole.end(), rows };
}

/** Lines of objects as one list, an object a line. Line feeds stand between objects only: JSON escapes them in texts. */
async function* listOfLines(pieces: AsyncGenerator<Piece>): AsyncGenerator<FilePart> {
  const encoder = new TextEncoder();
  let rows = 0;
  yield { bytes: encoder.encode('['), rows };
  for await (const { bytes, end } of pieces) {
    const [feed, comma] = [10, 44];
    const count = bytes.reduce((sum, byte) => (byte === feed ? sum + 1 : sum), 0);
    // A line feed, and before it a comma but for the first object, stand before each object instead of behind it.
    const list = new Uint8Array(bytes.length + count - (rows === 0 && count > 0 ? 1 : 0));
    let at = 0;
    let isStart = true;
    for (const byte of bytes) {
      if (isStart) {
        if (at > 0 || rows > 0) list[at++] = comma;
        list[at++] = feed;
      }
      isStart = byte === feed;
      if (!isStart) list[at++] = byte;
    }
    rows = end;
    yield { bytes: list, rows };
  }
  yield { bytes: encoder.encode('\n]\n'), rows };
}
