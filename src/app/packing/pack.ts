import type { TableArtifact } from '../../core/artifact';
import { FailureError, failWith, makeFailure } from '../../core/failure';
import type { WorkbenchDocument } from '../../document/document';
import { recordedFiles } from '../../document/sources';
import { gigabytes, LARGEST_PACK, packMember, PACK_WORKBENCH } from '../../kernels/archive/pack-names';
import { zipFile, type ZipEntry } from '../../kernels/archive/write-zip';
import { hashFile } from '../../kernels/hash-file';
import { tableFile, type AskPiece } from '../../kernels/table-file/table-file';
import { USUAL_FORMATS } from '../../kernels/table-file/table-format';
import { tableFileName } from '../../ui/save-file';

/** A table that a cell has made, and how the engine is asked about it. */
export interface MadeTable {
  readonly name: string;
  readonly slot: string;
  readonly table: TableArtifact;
  readonly ask: AskPiece;
}

/** What is put into an archive. */
export interface PackParts {
  readonly document: WorkbenchDocument;
  readonly text: string;
  /** The files at hand, by the names that sources call them. */
  readonly files: Readonly<Record<string, File>>;
  /** Tables that go along as Parquet, for who opens the archive with other programs. */
  readonly tables: readonly MadeTable[];
}

/**
 * A workbench with its data files as they are, and tables as Parquet, as the bytes of a zip archive. `onBytes` hears how many bytes of
 * the data are in it. Throws `pack-file-missing`, `pack-too-large` and what the tables' questions throw.
 */
export async function* packWorkbench(
  parts: PackParts,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const sources = recordedFiles(parts.document);
  const bytes = sources.reduce((sum, { name }) => sum + (parts.files[name]?.size ?? 0), 0);
  if (bytes > LARGEST_PACK)
    failWith('pack-too-large', { size: gigabytes(bytes), limit: gigabytes(LARGEST_PACK) });
  const files = sources.map(({ name, sha256 }) => {
    const file = parts.files[name];
    return { name, sha256, file: file ?? failWith('pack-file-missing', { name }) };
  });
  for (const { name, sha256, file } of files) {
    const isOther = sha256 !== undefined && (await hashFile.run({ file }, () => undefined)) !== sha256;
    // Another file of that name would not be let in where the archive is opened.
    if (isOther) failWith('pack-file-missing', { name }, { detail: 'Another file of that name is at hand.' });
  }
  let done = 0;
  const counted = async function* (file: File): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < file.size; at += PIECE) {
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
      const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      onBytes((done += piece.length));
      yield piece;
    }
  };
  const entries: ZipEntry[] = [
    { path: PACK_WORKBENCH, content: [new TextEncoder().encode(parts.text)] },
    ...files.map(({ name, file }) => ({ path: packMember(name), content: counted(file) })),
    ...parts.tables.map((table, index) => ({
      path: tablePath(parts.tables, index),
      content: parquetOf(table),
    })),
  ];
  yield* zipFile(entries);
}

const PIECE = 4 << 20;

/** Names that are the same in a file system get a number. */
function tablePath(tables: readonly MadeTable[], index: number): string {
  const nameOf = (table: MadeTable | undefined): string => tableFileName(table?.name ?? '', 'parquet');
  const own = nameOf(tables[index]);
  const before = tables.slice(0, index).filter((table) => nameOf(table).toLowerCase() === own.toLowerCase());
  return `tables/${before.length === 0 ? own : `${before.length + 1} ${own}`}`;
}

async function* parquetOf({ slot, table, ask }: MadeTable): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of tableFile({ ...table, slot, ask }, USUAL_FORMATS.parquet)) yield bytes;
}
