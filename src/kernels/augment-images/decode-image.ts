import { failWith } from '../../core/failure';
import { freeBuffer } from '../../core/free-buffer';
import { blankPixels, type Pixels } from './pixels';

/** What workers of a browser have to decode with, and Node has not. */
interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}
interface Drawing {
  readonly OffscreenCanvas?: new (
    width: number,
    height: number,
  ) => {
    getContext(
      kind: '2d',
      options: object,
    ): {
      globalCompositeOperation: string;
      drawImage(image: Bitmap, x: number, y: number): void;
      getImageData(x: number, y: number, width: number, height: number): { readonly data: Pixels['data'] };
    } | null;
    width: number;
  };
  readonly createImageBitmap?: (blob: object, options: object) => Promise<Bitmap>;
  readonly Blob: new (parts: readonly Uint8Array[]) => object;
}
const drawing = globalThis as unknown as Drawing;

/** An image of more pixels is not decoded: a few bytes can claim to be of any size. */
const MOST_PIXELS = 50e6;

/** Rows that are read of a canvas at a time. */
const STRIP = 256;

const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => PNG_MARK.every((byte, at) => bytes[at] === byte);

/** A decoded image, or why it cannot be. */
export type Decoded = { readonly pixels: Pixels; readonly depth: number } | { readonly reason: string };

/**
 * The pixels of an image file, of an animation the first. A PNG is decoded by our own code in every world, so that values under
 * transparency, and all of them everywhere, are those of the file; `depth` is its bits a sample. Everything else is decoded by the
 * browser, upright where a camera has marked it as turned, without a change of colours; what lets through loses up to some
 * levels there. In Node that fails with `images-need-browser`.
 */
export async function decodeImage(bytes: Uint8Array): Promise<Decoded> {
  const { imageSize, disableTypes } = await import('image-size');
  disableTypes(['tga']);
  let size: { width: number; height: number; type?: string };
  try {
    size = imageSize(bytes);
  } catch {
    return { reason: 'not an image, or one with a damaged header' };
  }
  if (size.width * size.height > MOST_PIXELS) return { reason: 'larger than 50 megapixels' };
  return isPng(bytes) ? decodePng(bytes) : decodeByBrowser(bytes, size.type ?? 'unknown');
}

async function decodePng(bytes: Uint8Array): Promise<Decoded> {
  const [{ decode }, { pixelsOfPng }] = await Promise.all([import('fast-png'), import('./png-pixels')]);
  try {
    const png = decode(bytes, { checkCrc: true });
    const pixels = pixelsOfPng(png);
    freeBuffer(png.data.buffer);
    return { pixels, depth: png.depth };
  } catch {
    return { reason: 'damaged' };
  }
}

async function decodeByBrowser(bytes: Uint8Array, format: string): Promise<Decoded> {
  const { OffscreenCanvas, createImageBitmap, Blob } = drawing;
  if (OffscreenCanvas === undefined || createImageBitmap === undefined) {
    return failWith('images-need-browser', { format: format.toUpperCase() });
  }
  let bitmap: Bitmap;
  try {
    const options = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };
    bitmap = await createImageBitmap(new Blob([bytes]), options);
  } catch {
    return { reason: `damaged, or a format that this browser does not show (${format})` };
  }
  const { width, height } = bitmap;
  // Some rows at a time: the memory holds the image twice, not three times.
  const canvas = new OffscreenCanvas(width, Math.min(STRIP, height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) {
    bitmap.close();
    return { reason: 'too large for this browser' };
  }
  // What stood there before is taken away, also where the image lets through.
  context.globalCompositeOperation = 'copy';
  const pixels = blankPixels(width, height);
  for (let top = 0; top < height; top += STRIP) {
    const rows = Math.min(STRIP, height - top);
    context.drawImage(bitmap, 0, -top);
    const { data } = context.getImageData(0, 0, width, rows);
    pixels.data.set(data, 4 * top * width);
    freeBuffer(data.buffer);
  }
  bitmap.close();
  // Gives its memory back at once.
  canvas.width = 0;
  return { pixels, depth: 8 };
}
