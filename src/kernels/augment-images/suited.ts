import type { AugmentSettings } from './settings';

/** What an image is, as far as its pixels say. */
export const KINDS = ['small greys', 'small colours', 'photographs'] as const;
export type ImageKind = (typeof KINDS)[number];

/** Settings by what an image is. */
export type SuitedSettings = Readonly<Record<ImageKind, AugmentSettings>>;

/** Up to so many pixels of the longer side an image is small: a pixel is much of it, and a crop, a blur or a hole takes what it shows. */
export const SMALL_SIDE = 64;

/** The kind of an image. */
export function kindOf({ width, height }: { width: number; height: number }, isGrey: boolean): ImageKind {
  if (Math.max(width, height) > SMALL_SIDE) return 'photographs';
  return isGrey ? 'small greys' : 'small colours';
}
