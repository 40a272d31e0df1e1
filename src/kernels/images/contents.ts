import type { ReadableFile } from '../../core/run-context';
import { Window } from '../archive/window';
import type { Holder, ImageFile } from './image-file';

/** What all worlds have to inflate with; the types of a kernel, which is of no world, do not know it. */
interface Inflating {
  readonly readable: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } };
  readonly writable: {
    getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> };
  };
}
declare const DecompressionStream: new (format: 'deflate-raw') => Inflating;

/** A larger image is not read whole into memory. */
const LARGEST_IMAGE = 256e6;
const LOCAL_HEADER = 30;
const LOCAL_SIGNATURE = 0x04034b50;

/** The bytes of a file, or why they cannot be had. */
export type Content = { readonly bytes: Uint8Array } | { readonly reason: string };

/** Names and extra fields between a local header and the content, at most as they mostly are. */
const HEADER_ROOM = 1024;

/** Files with no more than so many bytes between them are read together: to ask for each alone would take longer. */
const GAP = 128 * 1024;

/**
 * Calls back with the content of each file in turn. Files that stand near each other are read together, some megabytes at a time, where
 * they are given in the order in which they stand; the content of one is valid until the next.
 */
export async function eachContent(
  file: ReadableFile,
  holder: Holder,
  images: readonly ImageFile[],
  use: (image: ImageFile, content: Content, index: number) => void | Promise<void>,
): Promise<void> {
  const window = new Window(file);
  const ends = endsOfRuns(images);
  try {
    for (const [index, image] of images.entries()) {
      await use(image, await contentOf(window, holder, image, ends[index]!), index);
    }
  } finally {
    window.close();
  }
}

/** For each file the end of the last one of those that stand behind it, each near the one before. */
export function endsOfRuns(images: readonly Pick<ImageFile, 'offset' | 'packed'>[]): number[] {
  const ends = images.map(({ offset, packed }) => offset + packed + HEADER_ROOM);
  for (let index = ends.length - 2; index >= 0; index--) {
    const gap = images[index + 1]!.offset - ends[index]!;
    // The room for a header may reach into the next file.
    if (gap >= -HEADER_ROOM && gap <= GAP) ends[index] = ends[index + 1]!;
  }
  return ends;
}

async function contentOf(window: Window, holder: Holder, image: ImageFile, until: number): Promise<Content> {
  if (image.isEncrypted) return { reason: 'encrypted' };
  if (image.bytes > LARGEST_IMAGE) return { reason: 'larger than 256 MB' };
  if (image.bytes === 0) return { reason: 'empty' };
  if (image.method !== 0 && image.method !== 8) {
    return { reason: `packed in a way that is not read here (method ${image.method})` };
  }
  try {
    const start = holder === 'zip' ? await contentStart(window, image.offset, until) : image.offset;
    const packed = await window.read(start, image.packed, until);
    const bytes = image.method === 0 ? packed : await inflate(packed, image.bytes);
    return bytes.length === image.bytes ? { bytes } : { reason: 'damaged' };
  } catch {
    return { reason: 'damaged' };
  }
}

/** Names and extra fields of the local header may be longer than those of the list: it must be looked at. */
async function contentStart(window: Window, offset: number, until: number): Promise<number> {
  const header = await window.read(offset, LOCAL_HEADER, until);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) throw new Error('no local header');
  return offset + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true);
}

/** Inflates to the size that the archive states, and stops where there is more. */
async function inflate(packed: Uint8Array, stated: number): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const writer = writable.getWriter();
  const wrote = writer.write(packed.slice()).then(() => writer.close());
  wrote.catch(() => undefined);
  const reader = readable.getReader();
  const bytes = new Uint8Array(stated);
  for (let at = 0; ;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) return bytes.subarray(0, at);
    if (at + value.length > stated) {
      writer.abort().catch(() => undefined);
      throw new Error('more than is stated');
    }
    bytes.set(value, at);
    at += value.length;
  }
}
