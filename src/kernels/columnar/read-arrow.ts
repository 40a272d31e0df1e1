import type { Kernel } from '../../core/run-context';
import { putTogether, takeApart } from './arrow-array';
import {
  batchMessage,
  dictionaryMessage,
  END_OF_STREAM,
  joinBytes,
  readDictionary,
  readHead,
  readLayout,
  schemaMessage,
} from './arrow-message';
import type { ArrowField } from './arrow-schema';
import {
  columnsOf,
  guarded,
  planOf,
  soundOrDamaged,
  wantedColumns,
  type ColumnarHead,
  type ColumnarInput,
} from './columnar';
import { uniqueNames } from './convert-plan';
import { emptyStream } from './empty-stream';
import { inflateBody } from './inflate-body';
import { openArrow, type BatchBlock, type Block } from './open-arrow';
import { bytesOf } from './parquet-footer';
import { openParquet } from './parquet-module';
import { rewriteStream } from './rewrite-stream';

/** Record batches that are read at once, all under the same dictionaries. */
export interface ArrowPiece {
  readonly batches: readonly Omit<BatchBlock, 'dictionaries'>[];
  readonly dictionaries: BatchBlock['dictionaries'];
  readonly fields: readonly ArrowField[];
  readonly rows: number;
}

const MOST_ROWS = 500_000;
const MOST_BYTES = 64e6;
const CODECS: Readonly<Record<string, string>> = { lz4: 'LZ4', zstd: 'Zstandard' };

/** What an Arrow file or stream holds, and the pieces that it is read in. Reads metadata only. */
export const inspectArrow: Kernel<ColumnarInput, ColumnarHead<ArrowPiece> & { readonly format: string }> = {
  name: 'inspect-arrow',
  async run({ file, name, columns: wanted }) {
    const { format, fields, batches, codecs } = await openArrow(file, name);
    const { columns, plan } = chosen(fields, wanted, name);
    return {
      format,
      rows: batches.reduce((sum, batch) => sum + batch.rows, 0),
      columns: columnsOf(
        plan,
        columns.map((column) => fields[column]?.name ?? ''),
      ),
      pieces: piecesOf(batches, fields),
      groups: batches.length,
      codecs: codecs.map((codec) => CODECS[codec] ?? codec),
      writtenBy: null,
      empty: emptyStream(plan),
    };
  },
};

function chosen(fields: readonly ArrowField[], wanted: readonly string[], name: string) {
  const all = fields.map((field) => field.name);
  const columns = wantedColumns(all, wanted, name);
  const names = uniqueNames(all);
  const own = fields.filter((_, index) => columns.includes(index));
  const plan = planOf(
    own,
    columns.map((column) => names[column] ?? ''),
    name,
  );
  return { columns, own, plan };
}

function piecesOf(batches: readonly BatchBlock[], fields: readonly ArrowField[]): ArrowPiece[] {
  const pieces: ArrowPiece[] = [];
  let bytes = 0;
  let known: BatchBlock['dictionaries'] | undefined;
  for (const { dictionaries, ...batch } of batches) {
    if (batch.rows === 0) continue;
    const last = pieces.at(-1);
    const fits =
      last !== undefined && last.rows + batch.rows <= MOST_ROWS && bytes + batch.body <= MOST_BYTES;
    if (fits && known === dictionaries) {
      pieces[pieces.length - 1] = {
        ...last,
        batches: [...last.batches, batch],
        rows: last.rows + batch.rows,
      };
      bytes += batch.body;
    } else {
      pieces.push({ batches: [batch], dictionaries, fields, rows: batch.rows });
      bytes = batch.body;
    }
    known = dictionaries;
  }
  return pieces;
}

/**
 * The rows of some record batches as complete Arrow IPC streams that the database takes; a batch of very many rows becomes
 * several. Every value goes through the reader in WebAssembly, which checks offsets and texts: the database trusts what
 * it is given. Memory: the piece four times.
 */
export const readArrow: Kernel<ColumnarInput & { readonly piece: ArrowPiece }, readonly Uint8Array[]> = {
  name: 'read-arrow',
  run: (input, report) => soundOrDamaged(input.name, readPiece(input, report)),
};

async function readPiece(
  { file, name, columns: wanted, piece }: ColumnarInput & { readonly piece: ArrowPiece },
  report: (fraction: number) => void,
): Promise<Uint8Array[]> {
  const { columns, own, plan } = chosen(piece.fields, wanted, name);
  const ids = new Set(own.flatMap(dictionaryIds));
  const parts: Uint8Array[] = [schemaMessage(own)];
  for (const block of piece.dictionaries) {
    if (!ids.has(block.id)) continue;
    const { metadata, body } = await messageOf(file, block);
    const { id, isDelta, batch } = readDictionary(readHead(metadata).header);
    const sound = await inflateBody(readLayout(batch), body, name);
    parts.push(dictionaryMessage(id, isDelta, sound.layout, sound.body.length), sound.body);
  }
  let read = 0;
  for (const block of piece.batches) {
    const { metadata, body } = await messageOf(file, block);
    const sound = await inflateBody(readLayout(readHead(metadata).header), body, name);
    const kept = columns.length === piece.fields.length ? sound : project(piece.fields, sound, columns);
    parts.push(batchMessage(kept.layout, kept.body.length), kept.body);
    report((0.5 * (read += 1)) / piece.batches.length);
  }
  parts.push(END_OF_STREAM);
  const streams = await checked(joinBytes(parts), piece.rows, name);
  return streams.map((stream) => rewriteStream(stream, plan));
}

function project(
  fields: readonly ArrowField[],
  { layout, body }: ReturnType<typeof putTogether>,
  columns: readonly number[],
): ReturnType<typeof putTogether> {
  const arrays = takeApart(fields, layout, body);
  return putTogether(
    layout.rows,
    columns.flatMap((column) => arrays[column] ?? []),
  );
}

function dictionaryIds(field: ArrowField): number[] {
  return [
    ...(field.dictionary === null ? [] : [field.dictionary.id]),
    ...field.children.flatMap(dictionaryIds),
  ];
}

async function messageOf(
  file: ColumnarInput['file'],
  block: Block,
): Promise<{ readonly metadata: Uint8Array; readonly body: Uint8Array }> {
  const bytes = await bytesOf(file, block.start, block.start + block.metadata + block.body);
  const hasMark = new DataView(bytes.buffer).getInt32(0, true) === -1;
  return {
    metadata: bytes.subarray(hasMark ? 8 : 4, block.metadata),
    body: bytes.subarray(block.metadata),
  };
}

/** The stream as the reader in WebAssembly writes it anew, after it has checked it, at most `rows` rows of it. */
async function checked(stream: Uint8Array, rows: number, name: string): Promise<Uint8Array[]> {
  const library = await openParquet();
  return guarded(name, 'a record batch', () => {
    const table = library.Table.fromIPCStream(stream);
    const batches = table.recordBatches();
    const total = batches.reduce((sum, batch) => sum + batch.numRows, 0);
    if (total <= rows && batches.every((batch) => batch.numRows <= 1.5 * MOST_ROWS)) {
      return [table.intoIPCStream()];
    }
    const streams: Uint8Array[] = [];
    let left = rows;
    for (const batch of batches) {
      const end = Math.min(batch.numRows, left);
      for (let at = 0; at < end; at += MOST_ROWS) {
        streams.push(batch.slice(at, Math.min(MOST_ROWS, end - at)).intoIPCStream());
      }
      left -= end;
    }
    table.free();
    return streams;
  });
}
