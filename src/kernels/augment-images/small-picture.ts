import { encodePng } from './encode-png';
import type { Pixels } from './pixels';
import { shrink } from './shrink';

/** Pixels of the longer side; a smaller image is shown as it is. */
const SIDE = 96;

declare const btoa: (binary: string) => string;

/** An image as a small data address (PNG, drawn down to 96 pixels): some 15 kB at most. */
export function smallPicture(pixels: Pixels): string {
  const { width, height } = pixels;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const side = (size: number): number => Math.max(1, Math.round(size * scale));
  const small = scale < 1 ? shrink(pixels, side(width), side(height)) : pixels;
  let binary = '';
  for (const byte of encodePng(small)) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}
