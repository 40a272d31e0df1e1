import type { DecodedPng } from 'fast-png';
import type { Pixels } from './pixels';

/**
 * A decoded PNG as pixels. Depths below 8 are spread over 0 to 255, 16 bits go to the nearest of 8 (÷ 257); palettes and transparent
 * colours are resolved. Colour profiles and gamma are not looked at: the numbers in the file are the numbers here.
 */
export function pixelsOfPng(png: DecodedPng): Pixels {
  const { width, height } = png;
  const data = new Uint8ClampedArray(4 * width * height);
  const samples = png.depth < 8 ? unpacked(png) : png.data;
  if (png.palette === undefined) writeSamples(png, samples, data);
  else writeColours(png.palette, samples, data);
  return { width, height, data };
}

/** Samples of fewer than 8 bits, which stand several to a byte; each row begins with a byte. */
function unpacked({ width, height, depth, data }: DecodedPng): Uint8Array {
  const samples = new Uint8Array(width * height);
  const stride = Math.ceil((width * depth) / 8);
  const mask = (1 << depth) - 1;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const bit = column * depth;
      const byte = data[row * stride + (bit >> 3)]!;
      samples[row * width + column] = (byte >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return samples;
}

function writeColours(
  palette: readonly (readonly number[])[],
  samples: ArrayLike<number>,
  data: Uint8ClampedArray,
): void {
  for (let pixel = 0; pixel < samples.length; pixel++) {
    const colour = palette[samples[pixel]!];
    if (colour === undefined) throw new Error('a colour that the palette does not have');
    data.set([colour[0]!, colour[1]!, colour[2]!, colour[3] ?? 255], 4 * pixel);
  }
}

function writeSamples(
  { width, height, channels, depth, transparency }: DecodedPng,
  samples: ArrayLike<number>,
  data: Uint8ClampedArray,
): void {
  const scale = 255 / (2 ** depth - 1);
  const colours = channels < 3 ? 1 : 3;
  const hasAlpha = channels > colours;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    let isClear = transparency !== undefined && !hasAlpha;
    for (let channel = 0; channel < 3; channel++) {
      const own = colours === 1 ? 0 : channel;
      const sample = samples[from + own]!;
      data[4 * pixel + channel] = sample * scale;
      if (isClear && transparency![own] !== sample) isClear = false;
    }
    data[4 * pixel + 3] = hasAlpha ? samples[from + colours]! * scale : isClear ? 0 : 255;
  }
}
