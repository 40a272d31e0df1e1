import { freeBuffer } from '../../core/free-buffer';

/** An image in memory: four bytes a pixel (red, green, blue, alpha; alpha is not multiplied in), row by row from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A number of a pixel is written as the nearest whole number from 0 to 255, of two equally near ones the even one. */
export function blankPixels(width: number, height: number): Pixels {
  return { width, height, data: takeBytes(4 * width * height) };
}

/** Images from this size on take turns with a few buffers: a new one for each step of each photograph would fill the memory. */
const LARGE = 1 << 22;
const KEPT = 2;
const spare: ArrayBuffer[] = [];

/** Bytes whose content does not matter. */
function takeBytes(length: number): Uint8ClampedArray<ArrayBuffer> {
  if (length < LARGE) return new Uint8ClampedArray(length);
  const place = spare.findIndex((buffer) => buffer.byteLength >= length && buffer.byteLength <= 2 * length);
  const [buffer = new ArrayBuffer(length)] = place < 0 ? [] : spare.splice(place, 1);
  return new Uint8ClampedArray(buffer, 0, length);
}

/** Gives an image back that nobody looks at any more; large ones are written over by the next. */
export function releasePixels({ data }: Pixels): void {
  if (data.byteLength < LARGE || spare.includes(data.buffer)) return;
  spare.unshift(data.buffer);
  spare.splice(KEPT).forEach(freeBuffer);
}

/** Lets the buffers go that wait for the next large image: there is none. */
export function dropSpare(): void {
  spare.splice(0).forEach(freeBuffer);
}

/** A copy that may be changed. */
export function copyPixels(pixels: Pixels): Pixels {
  const copy = blankPixels(pixels.width, pixels.height);
  copy.data.set(pixels.data);
  return copy;
}

/** Pixels as one number each: red lowest, alpha highest. */
export const wholes = ({ data }: Pixels): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, data.length / 4);

/** True where every pixel is grey: its red, green and blue are the same. */
export function isGrey(pixels: Pixels): boolean {
  const all = wholes(pixels);
  for (let at = 0; at < all.length; at++) {
    const pixel = all[at]!;
    if (((pixel ^ (pixel >>> 8)) & 0xffff) !== 0) return false;
  }
  return true;
}

/** True where no pixel lets anything through. */
export function isOpaque(pixels: Pixels): boolean {
  const all = wholes(pixels);
  for (let at = 0; at < all.length; at++) if (all[at]! >>> 24 !== 255) return false;
  return true;
}

/** The grey of a colour after ITU-R BT.601, as Pillow computes it: in 16 bits, to the nearest whole number. */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}
