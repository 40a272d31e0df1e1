import type { Kernel, ReadableFile } from '../../core/run-context';
import { eachContent } from './contents';
import type { Holder, ImageFile } from './image-file';

/** What workers of a browser have to draw with, and Node has not. */
interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}
interface Canvas {
  getContext(
    kind: '2d',
  ): { drawImage(image: Bitmap, x: number, y: number, w: number, h: number): void } | null;
  convertToBlob(options: { type: string }): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>;
}
interface Drawing {
  readonly OffscreenCanvas?: new (width: number, height: number) => Canvas;
  readonly createImageBitmap?: (blob: object) => Promise<Bitmap>;
  readonly Blob: new (parts: readonly Uint8Array[], options: { type: string }) => object;
  readonly btoa: (binary: string) => string;
}
const drawing = globalThis as unknown as Drawing;

/** An image up to this size is its own thumbnail. */
const OWN_THUMBNAIL_BYTES = 32 * 1024;
/** Pixels of the longer side of a thumbnail that is drawn. */
const SIDE = 128;

/** What a browser shows in a page, by format. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  heif: 'image/avif',
};

/** Images to draw small; `formats` are theirs, in the same order. */
interface DrawInput {
  readonly file: ReadableFile;
  readonly holder: Holder;
  readonly images: readonly ImageFile[];
  readonly formats: readonly string[];
}

/**
 * Images as small data addresses: the file itself up to 32 KiB, else drawn down to 128 pixels. Null where that cannot be: what no
 * browser shows, and large images in Node.
 */
export const drawThumbnails: Kernel<DrawInput, (string | null)[]> = {
  name: 'draw-thumbnails',
  async run({ file, holder, images, formats }, report) {
    const drawn: (string | null)[] = [];
    await eachContent(file, holder, images, async (_, content, index) => {
      report(index / images.length);
      const type = TYPES[formats[index] ?? ''];
      const isShown = type !== undefined && 'bytes' in content;
      drawn.push(isShown ? await addressOf(content.bytes, type) : null);
    });
    return drawn;
  },
};

async function addressOf(bytes: Uint8Array, type: string): Promise<string | null> {
  if (bytes.length <= OWN_THUMBNAIL_BYTES) return dataAddress(bytes, type);
  const { OffscreenCanvas, createImageBitmap, Blob } = drawing;
  if (OffscreenCanvas === undefined || createImageBitmap === undefined) return null;
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }));
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const small = await canvas.convertToBlob({ type: 'image/png' });
    return dataAddress(new Uint8Array(await small.arrayBuffer()), 'image/png');
  } catch {
    return null;
  }
}

function dataAddress(bytes: Uint8Array, type: string): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:${type};base64,${drawing.btoa(binary)}`;
}
