import { FailureError, failWith } from '../../core/failure';

/** What is used of the streams and coders that browsers, workers and Node all have. */
declare const WritableStream: new (sink: { write(bytes: Uint8Array): void }) => unknown;
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** A workbook is unpacked in memory, and then held once more as texts and cells: no more than this. */
const MOST_BYTES = 400_000_000;
const MOST_MEMBERS = 20_000;
const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;

/** What is used of the zip library. */
interface ZipMember {
  readonly filename: string;
  readonly directory: boolean;
  readonly encrypted: boolean;
  readonly uncompressedSize: number;
  getData?(writer: unknown, options: { readonly useWebWorkers: boolean }): Promise<unknown>;
}

interface ZipLibrary {
  readonly BlobReader: new (file: object) => object;
  readonly ZipReader: new (reader: object) => { getEntries(): Promise<readonly ZipMember[]> };
}

/** An opened zip archive. */
export interface Archive {
  readonly names: readonly string[];
  /** The members that hold the workbook, as an archive that packs nothing. */
  unpack(): Promise<Uint8Array>;
}

/**
 * Opens a zip archive. Unpacking counts the bytes that really come out, so that an archive that lies about its size, or that was
 * made to fill the memory, ends as `sheet-too-large`; pictures and other members that hold no cells are left out.
 */
export async function openArchive(file: object, name: string): Promise<Archive> {
  const { BlobReader, ZipReader } = (await import('@zip.js/zip.js')) as unknown as ZipLibrary;
  let members: readonly ZipMember[];
  try {
    members = await new ZipReader(new BlobReader(file)).getEntries();
  } catch (error) {
    return failWith('sheet-damaged', { name }, { detail: String(error) });
  }
  if (members.length > MOST_MEMBERS) failWith('sheet-too-large', { name, what: `${members.length} parts` });
  return { names: members.map(({ filename }) => filename), unpack: () => unpack(members, name) };
}

const holdsCells = ({ filename, directory }: ZipMember): boolean =>
  !directory && (/\.(xml|rels)$/i.test(filename) || filename === 'mimetype');

async function unpack(members: readonly ZipMember[], name: string): Promise<Uint8Array> {
  const kept = members.filter(holdsCells);
  if (kept.some(({ encrypted }) => encrypted)) failWith('sheet-encrypted', { name });
  const size = kept.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (!(size <= MOST_BYTES)) failWith('sheet-too-large', { name, what: tooLarge(size) });
  const parts: { readonly name: Uint8Array; readonly pieces: Uint8Array[]; length: number }[] = [];
  let total = 0;
  try {
    for (const member of kept) {
      const part = { name: new TextEncoder().encode(member.filename), pieces: [] as Uint8Array[], length: 0 };
      const sink = new WritableStream({
        write: (bytes) => {
          total += bytes.length;
          if (total > MOST_BYTES) failWith('sheet-too-large', { name, what: tooLarge(total) });
          part.pieces.push(bytes);
          part.length += bytes.length;
        },
      });
      await member.getData?.(sink, { useWebWorkers: false });
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (total > MOST_BYTES) failWith('sheet-too-large', { name, what: tooLarge(total) });
    return failWith('sheet-damaged', { name }, { detail: String(error) });
  }
  return store(parts);
}

const tooLarge = (bytes: number): string =>
  `it unpacks to more than ${Math.floor(Math.min(bytes, MOST_BYTES) / 1e6)} MB, and 400 MB is the limit`;

/** Writes members one behind the other as a zip archive that packs nothing (APPNOTE 6.3.9; no check sums: nobody reads them). */
function store(
  parts: readonly {
    readonly name: Uint8Array;
    readonly pieces: readonly Uint8Array[];
    readonly length: number;
  }[],
): Uint8Array {
  const sizes = parts.map((part) => LOCAL_HEADER + CENTRAL_HEADER + 2 * part.name.length + part.length);
  const archive = new Uint8Array(sizes.reduce((sum, size) => sum + size, END_RECORD));
  const view = new DataView(archive.buffer);
  let at = 0;
  const starts = parts.map(({ name, pieces, length }) => {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    view.setUint16(at + 4, 20, true);
    view.setUint32(at + 18, length, true);
    view.setUint32(at + 22, length, true);
    view.setUint16(at + 26, name.length, true);
    archive.set(name, at + LOCAL_HEADER);
    at += LOCAL_HEADER + name.length;
    for (const piece of pieces) {
      archive.set(piece, at);
      at += piece.length;
    }
    return start;
  });
  const central = at;
  parts.forEach(({ name, length }, place) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 6, 20, true);
    view.setUint32(at + 20, length, true);
    view.setUint32(at + 24, length, true);
    view.setUint16(at + 28, name.length, true);
    view.setUint32(at + 42, starts[place] ?? 0, true);
    archive.set(name, at + CENTRAL_HEADER);
    at += CENTRAL_HEADER + name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, parts.length, true);
  view.setUint16(at + 10, parts.length, true);
  view.setUint32(at + 12, at - central, true);
  view.setUint32(at + 16, central, true);
  return archive;
}
