import { gzipSync } from 'node:zlib';
import { BlobReader, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import type { Parts } from './seed';

/** A zip archive of parts, deflated; the same bytes for the same parts. */
export async function zipOf(parts: Parts): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    lastModDate: new Date(2020, 0, 1),
    extendedTimestamp: false,
  });
  for (const [name, part] of Object.entries(parts)) await writer.add(name, new Uint8ArrayReader(part));
  return Uint8Array.from(await writer.close());
}

/** The parts of a zip archive. */
export async function partsOf(zip: Uint8Array): Promise<Parts> {
  const reader = new ZipReader(new BlobReader(new Blob([Uint8Array.from(zip)])));
  const parts: Record<string, Uint8Array> = {};
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    parts[entry.filename] = await entry.getData(new Uint8ArrayWriter(), { useWebWorkers: false });
  }
  return parts;
}

/** A gzip file of the only part. */
export const gzipOf = ({ '': bytes = new Uint8Array() }: Parts): Promise<Uint8Array> =>
  Promise.resolve(Uint8Array.from(gzipSync(bytes)));
