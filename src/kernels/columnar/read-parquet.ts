import { failWith } from '../../core/failure';
import type { Kernel } from '../../core/run-context';
import { columnsOf, guarded, soundOrDamaged, type ColumnarHead, type ColumnarInput } from './columnar';
import { emptyStream } from './empty-stream';
import { leavesOf, openParquetFile, type OpenParquet } from './open-parquet';
import { numberAt, structAt } from './parquet-footer';
import { openParquet } from './parquet-module';
import { partOfParquet } from './parquet-part';
import { piecesOf, type ParquetPiece } from './parquet-pieces';
import { rewriteStream } from './rewrite-stream';
import { typeName } from './type-name';

/** More inflated values at once than this do not fit the reader's memory, nor the offsets of its texts. */
const MOST_BYTES = 1e9;
const CODECS = ['none', 'Snappy', 'gzip', 'LZO', 'Brotli', 'LZ4', 'Zstandard', 'LZ4'];

/** What a Parquet file holds, and the pieces that it is read in. Reads the footer only. */
export const inspectParquet: Kernel<ColumnarInput, ColumnarHead<ParquetPiece>> = {
  name: 'inspect-parquet',
  run: (input) => soundOrDamaged(input.name, inspect(input)),
};

async function inspect(input: ColumnarInput): Promise<ColumnarHead<ParquetPiece>> {
  const opened = await openParquetFile(input);
  const { footer, columns, plan, said } = opened;
  const leaves = footer.leaves.flatMap((leaf, index) => (columns.includes(leaf.column) ? [index] : []));
  const originals = columns.map((column) => footer.columns[column] ?? '');
  return {
    rows: footer.groups.reduce((sum, group) => sum + group.rows, 0),
    columns: columnsOf(plan, originals, storedTypes(opened)).map((column, index) => ({
      ...column,
      said: [...column.said, ...new Set(said[index])],
    })),
    pieces: piecesOf(footer, leaves),
    groups: footer.groups.length,
    codecs: codecsOf(opened, leaves),
    writtenBy: footer.writtenBy,
    empty: emptyStream(plan),
  };
}

function codecsOf({ footer }: OpenParquet, leaves: readonly number[]): string[] {
  const codecs = footer.groups.flatMap((group) =>
    leaves.map((leaf) => {
      const meta = structAt(group.chunks[leaf] ?? new Map(), 3);
      const codec = meta === null ? 0 : numberAt(meta, 4);
      return CODECS[codec] ?? `codec ${codec}`;
    }),
  );
  return [...new Set(codecs)];
}

/** Types as Parquet stores them, with what Arrow calls them: `INT96 (timestamp[us])`. */
function storedTypes({ footer, columns, plan }: OpenParquet): string[] {
  return columns.map((column, index) => {
    const [leaf, ...others] = leavesOf(footer, column);
    const own = plan[index];
    const name = own === undefined ? '' : typeName(own.from);
    return leaf === undefined || others.length > 0 || leaf.path.length > 1
      ? name
      : `${leaf.physical} (${name})`;
  });
}

/**
 * Rows of some row groups as a complete Arrow IPC stream that the database takes. Memory: the compressed bytes twice, the rows
 * three times.
 */
export const readParquet: Kernel<ColumnarInput & { readonly piece: ParquetPiece }, readonly Uint8Array[]> = {
  name: 'read-parquet',
  run: (input, report) => soundOrDamaged(input.name, readPiece(input, report)),
};

async function readPiece(
  input: ColumnarInput & { readonly piece: ParquetPiece },
  report: (fraction: number) => void,
): Promise<Uint8Array[]> {
  const { file, name, piece } = input;
  const { footer, columns, plan, arrowSchema } = await openParquetFile(input);
  const { from, to, offset, rows } = piece;
  if (piece.bytes > MOST_BYTES) {
    failWith('columnar-group-too-large', { name, bytes: Math.round(MOST_BYTES / 1e6) });
  }
  const part = await partOfParquet(file, name, footer, { columns, from, to, arrowSchema });
  report(0.3);
  const library = await openParquet();
  const where = to - from === 1 ? `row group ${from + 1}` : `row groups ${from + 1} to ${to}`;
  const stream = await guarded(name, where, () =>
    library.readParquet(part, { offset, limit: rows, batchSize: Math.max(1, rows) }).intoIPCStream(),
  );
  return [rewriteStream(stream, plan)];
}
