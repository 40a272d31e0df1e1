import { failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { readDirectory } from './zip-directory';

/** A file in a zip archive, as the list at the archive's end has it. */
export interface ZipMember {
  readonly path: string;
  /** Bytes when unpacked, and as they stand in the archive. */
  readonly bytes: number;
  readonly packed: number;
  /** How it is packed, by the number of the format: 0 is stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Where its local header starts. */
  readonly offset: number;
}

/**
 * The files of a zip archive in the order of its list, folders and the notes of operating systems left out. Reads the list at
 * its end and nothing else; zip64 is read. Takes about 2 µs a member, of an unusual archive 0.1 ms. Fails with `zip-unreadable`.
 */
export async function listZip(file: ReadableFile, name: string): Promise<ZipMember[]> {
  const listed = await readDirectory(file);
  if (listed !== null) {
    return listed
      .filter(({ path, isFolder }) => !isFolder && !isLitter(path))
      .map(({ isFolder: _, ...member }) => member);
  }
  const entries = await readEntries(file, name);
  return entries
    .filter((entry) => !entry.directory && !isLitter(entry.filename))
    .map((entry) => ({
      path: entry.filename,
      bytes: entry.uncompressedSize,
      packed: entry.compressedSize,
      method: entry.compressionMethod,
      isEncrypted: entry.encrypted,
      offset: entry.offset,
    }));
}

/** An entry of an archive as the library gives it, as far as it is used; folders have no data. */
export interface ZipEntry {
  readonly directory: boolean;
  readonly filename: string;
  readonly uncompressedSize: number;
  readonly compressedSize: number;
  readonly compressionMethod: number;
  readonly encrypted: boolean;
  readonly offset: number;
  /** Unpacks the content into a stream, and checks its sum. */
  getData?(writable: object, options: object): Promise<unknown>;
}

/** The types of the library are those of a page; this, of no world, knows of it what it calls. */
type OpenZip = new (pieces: Pieces, options: object) => { getEntries(): Promise<ZipEntry[]> };

/** The entries of an archive, which can be unpacked too. */
export async function readEntries(file: ReadableFile, name: string): Promise<ZipEntry[]> {
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const Reader = ZipReader as unknown as OpenZip;
  try {
    const options = { useWebWorkers: false, checkSignature: true };
    return await new Reader(new Pieces(file), options).getEntries();
  } catch (error) {
    return failWith('zip-unreadable', { name }, { detail: String(error) });
  }
}

/** What operating systems leave in archives and folders beside the files a person put there. */
export function isLitter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i.test(path);
}

/** What all worlds have; the types of a kernel, which is of no world, do not know it. */
declare const ReadableStream: new (source: {
  pull(controller: { enqueue(bytes: Uint8Array): void; close(): void }): Promise<void>;
}) => object;

const PIECE = 1 << 20;

/** A file as the library reads one: by pieces, and as a stream of them. */
class Pieces {
  readonly size: number;
  readonly #file: ReadableFile;

  constructor(file: ReadableFile) {
    this.#file = file;
    this.size = file.size;
  }

  async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const end = Math.min(index + length, this.size);
    return new Uint8Array(await this.#file.slice(index, end).arrayBuffer());
  }

  get readable(): object {
    return this.createReadable();
  }

  createReadable(part: { readonly offset?: number; readonly size?: number } = {}): object {
    const { offset = 0 } = part;
    const { size = this.size - offset } = part;
    const end = Math.min(offset + size, this.size);
    let at = offset;
    return new ReadableStream({
      pull: async (controller) => {
        const piece = await this.readUint8Array(at, Math.min(PIECE, end - at));
        at += piece.length;
        if (piece.length > 0) controller.enqueue(piece);
        if (at >= end || piece.length === 0) controller.close();
      },
    });
  }
}
