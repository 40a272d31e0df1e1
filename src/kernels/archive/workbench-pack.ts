import { FailureError, failWith } from '../../core/failure';
import type { ReadableFile } from '../../core/run-context';
import { hashFile } from '../hash-file';
import { gigabytes, LARGEST_PACK, packMember, PACK_WORKBENCH } from './pack-names';
import { memberFailure } from './refuse-member';
import { boundedSink, collectingSink, type Sink } from './sinks';
import { readEntries, type ZipEntry } from './zip-list';

declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean },
) => {
  decode(bytes: Uint8Array): string;
};

/** A data file that a workbench reads, with the hash that it states, if any. */
export interface PackedSource {
  readonly name: string;
  readonly sha256?: string | undefined;
}

/** Keeps what `fill` writes as a file of this world, and gives it back. */
export type StoreFile<Stored> = (
  source: PackedSource,
  fill: (target: never) => Promise<void>,
) => Promise<{ readonly stored: Stored; readonly file: ReadableFile }>;

/** An archive that holds a workbench with its data. */
export interface OpenPack {
  /** The text of the workbench. */
  readonly text: string;
  /**
   * Unpacks the data files, about 50 MB/s; the members that no source names are left alone. Throws `pack-member-missing`,
   * `pack-member-other`, `pack-too-large`, and what `memberFailure` and a damaged archive give.
   */
  unpack<Stored>(sources: readonly PackedSource[], store: StoreFile<Stored>): Promise<Map<string, Stored>>;
}

/** Opens such an archive. Throws `zip-unreadable`, `pack-no-workbench`, `workbench-too-large` and `zip-damaged`. */
export async function openPack(archive: ReadableFile, name: string, largestText: number): Promise<OpenPack> {
  const entries = (await readEntries(archive, name)).filter((entry) => !entry.directory);
  const entryOf = (path: string) => entries.find((entry) => entry.filename === path);
  const workbench = entryOf(PACK_WORKBENCH);
  if (workbench === undefined) return failWith('pack-no-workbench', { name });
  if (workbench.uncompressedSize > largestText) {
    return failWith('workbench-too-large', { bytes: workbench.uncompressedSize, limit: largestText });
  }
  const parts: Uint8Array[] = [];
  await fillFrom(workbench, name, collectingSink(parts));
  return {
    text: textOf(parts, name),
    unpack: async (sources, store) => {
      const found = sources.map((source) => {
        const entry = entryOf(packMember(source.name));
        if (entry === undefined) return failWith('pack-member-missing', { name, file: source.name });
        return { source, entry };
      });
      const bytes = found.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
      if (bytes > LARGEST_PACK)
        failWith('pack-too-large', { size: gigabytes(bytes), limit: gigabytes(LARGEST_PACK) });
      const files = new Map<string, Awaited<ReturnType<typeof store>>['stored']>();
      for (const { source, entry } of found) {
        const { stored, file } = await store(source, (target) => fillFrom(entry, name, target));
        const { sha256 } = source;
        if (sha256 !== undefined && (await hashFile.run({ file }, () => undefined)) !== sha256) {
          return failWith('pack-member-other', { name, file: source.name });
        }
        files.set(source.name, stored);
      }
      return files;
    },
  };
}

async function fillFrom(entry: ZipEntry, name: string, target: Sink): Promise<void> {
  const {
    filename: path,
    uncompressedSize: bytes,
    compressedSize: packed,
    compressionMethod: method,
  } = entry;
  const failure = memberFailure(name, {
    path,
    bytes,
    packed,
    method,
    isEncrypted: entry.encrypted,
    offset: entry.offset,
  });
  if (failure !== null) throw new FailureError(failure);
  try {
    // The types of the library ask for those of a browser.
    if (entry.getData === undefined) throw new Error('a folder');
    await entry.getData(boundedSink(target, bytes), { checkSignature: true, useWebWorkers: false });
  } catch (error) {
    return failWith('zip-damaged', { name, member: path }, { detail: String(error) });
  }
}

function textOf(parts: readonly Uint8Array[], name: string): string {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch (error) {
    return failWith('zip-damaged', { name, member: PACK_WORKBENCH }, { detail: String(error) });
  }
}
