import { FailureError, failWith } from '../../../core/failure';
import { requireStepFor } from '../../../core/file-format';
import { bytesAt, textAt } from '../../../core/file-start';
import type { Kernel, MadeTable, OpenSource, ReadableFile, RunContext } from '../../../core/run-context';
import type { RowsPiece } from '../../../core/rows';
import type { SourceFile } from '../../../core/source';
import type { ColumnarColumn, ColumnarHead, ColumnarInput } from '../../../kernels/columnar/columnar';
import { inspectArrow, readArrow } from '../../../kernels/columnar/read-arrow';
import { inspectParquet, readParquet } from '../../../kernels/columnar/read-parquet';

/** Pieces that are read ahead while one goes into the database. */
const AHEAD = 2;

/** A file that was read into a table of its own. */
export interface ReadFile {
  readonly name: string;
  readonly bytes: number;
  readonly format: string;
  /** Rows in the file; the table has fewer where a limit cut it. */
  readonly rows: number;
  readonly groups: number;
  readonly codecs: readonly string[];
  readonly writtenBy: string | null;
  readonly columns: readonly ColumnarColumn[];
  readonly table: MadeTable;
}

/** What of a file is read, and how its progress is called. */
export interface Reading {
  readonly columns: readonly string[];
  readonly limit: number;
  readonly phase: string;
}

/** A format: how it is looked into, and how its pieces are read. */
interface Format<Piece> {
  readonly name: string;
  readonly inspect: Kernel<ColumnarInput, ColumnarHead<Piece> & { readonly format?: string }>;
  readonly read: Kernel<ColumnarInput & { readonly piece: Piece }, readonly Uint8Array[]>;
}

const PARQUET = { name: 'Parquet', inspect: inspectParquet, read: readParquet };
const ARROW = { name: 'Arrow', inspect: inspectArrow, read: readArrow };

/** Reads one file into a table, piece by piece, each piece in a kernel worker while the one before goes into the database. */
export async function readFile(context: RunContext, file: SourceFile, reading: Reading): Promise<ReadFile> {
  const source = await context.openSource(file);
  const isParquet = textAt(source.head, 0, 'PAR1') || textAt(source.head, 0, 'PARE');
  const isArrow = textAt(source.head, 0, 'ARROW1') || textAt(source.head, 0, 'FEA1') || isStream(source);
  if (!isParquet && !isArrow) {
    requireStepFor('load-columnar', source);
    failWith('columnar-not', { name: source.name });
  }
  return isParquet ? readAs(context, source, PARQUET, reading) : readAs(context, source, ARROW, reading);
}

/** A stream begins with a mark and a length; before 2019 with the length alone, and then with a table of few bytes. */
function isStream({ head }: OpenSource): boolean {
  return (
    bytesAt(head, 0, [255, 255, 255, 255]) || (bytesAt(head, 2, [0, 0]) && head[4] === 16 && head[5] === 0)
  );
}

async function readAs<Piece extends { readonly rows: number }>(
  context: RunContext,
  source: OpenSource,
  format: Format<Piece>,
  reading: Reading,
): Promise<ReadFile> {
  const { name, bytes } = source;
  const input = { file: source.file as ReadableFile, name, columns: reading.columns };
  context.progress(`looking into ${name}`);
  const head = await orGaveUp(name, context.kernels.call(format.inspect, input));
  const { pieces, total } = cutPieces(head.pieces, reading.limit);
  const table = await context.database.createRows(
    pieces.length === 0
      ? only({ ipc: head.empty })
      : rowsOf(pieces, (piece) => orGaveUp(name, context.kernels.call(format.read, { ...input, piece })), {
          report: (done) => context.progress(reading.phase, done / total, { done, total, unit: 'rows' }),
        }),
  );
  if (table.rows !== total) {
    context.notice({
      code: 'columnar-row-count',
      text: `“${name}” states ${total} rows and holds ${table.rows}; those it holds were read.`,
    });
  }
  const { rows, groups, codecs, writtenBy, columns } = head;
  return { name, bytes, format: head.format ?? format.name, rows, groups, codecs, writtenBy, columns, table };
}

/** The pieces up to a number of rows, the last one shortened. */
function cutPieces<Piece extends { readonly rows: number }>(
  pieces: readonly Piece[],
  limit: number,
): { readonly pieces: readonly Piece[]; readonly total: number } {
  const kept: Piece[] = [];
  let total = 0;
  for (const piece of pieces) {
    const rows = Math.min(piece.rows, limit - total);
    if (rows > 0) kept.push({ ...piece, rows });
    total += Math.max(0, rows);
  }
  return { pieces: kept, total };
}

// eslint-disable-next-line @typescript-eslint/require-await -- what is read at once is given as what is read in time
async function* only(piece: RowsPiece): AsyncGenerator<RowsPiece> {
  yield piece;
}

/** Reads pieces ahead of the one that is taken, in order. */
async function* rowsOf<Piece extends { readonly rows: number }>(
  pieces: readonly Piece[],
  read: (piece: Piece) => Promise<readonly Uint8Array[]>,
  { report }: { readonly report: (done: number) => void },
): AsyncGenerator<RowsPiece> {
  const underway: Promise<readonly Uint8Array[]>[] = [];
  let next = 0;
  let done = 0;
  report(0);
  for (const piece of pieces) {
    while (next < pieces.length && underway.length <= AHEAD) {
      const ahead = read(pieces[next++] as Piece);
      // Where an earlier piece fails, nobody asks for this one any more.
      ahead.catch(() => undefined);
      underway.push(ahead);
    }
    for (const ipc of (await underway.shift()) ?? []) yield { ipc };
    done += piece.rows;
    report(done);
  }
}

/** A worker that died was ended by the reader in it, which broke down over this file. */
async function orGaveUp<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'kernel-worker-died') {
      return failWith('columnar-gave-up', { name });
    }
    throw error;
  }
}
