import { luma, wholes, type Pixels } from './pixels';

/** Every colour value goes through a table, in the image itself; alpha stays. */
function throughTable(pixels: Pixels, table: Uint8ClampedArray): void {
  const all = wholes(pixels);
  for (let at = 0; at < all.length; at++) {
    const pixel = all[at]!;
    const [red, green, blue] = [
      table[pixel & 255]!,
      table[(pixel >>> 8) & 255]!,
      table[(pixel >>> 16) & 255]!,
    ];
    all[at] = (pixel & 0xff000000) | (blue << 16) | (green << 8) | red;
  }
}

/**
 * Brighter or darker, then of more or less contrast, as `ImageEnhance.Brightness` and `Contrast` of Pillow: values times
 * `brightness`; then their distance from the mean grey of the image, a whole number, times `contrast`.
 */
export function brighten(pixels: Pixels, brightness: number, contrast: number): void {
  const bright = Uint8ClampedArray.from({ length: 256 }, (_, v) => v * brightness);
  if (contrast === 1) {
    if (brightness !== 1) throughTable(pixels, bright);
    return;
  }
  const mean = Math.floor(meanGrey(pixels, bright) + 0.5);
  throughTable(
    pixels,
    bright.map((v) => mean + contrast * (v - mean)),
  );
}

/** Of values that have gone through a table. */
function meanGrey(pixels: Pixels, table: Uint8ClampedArray): number {
  const all = wholes(pixels);
  let sum = 0;
  for (let at = 0; at < all.length; at++) {
    const pixel = all[at]!;
    sum += luma(table[pixel & 255]!, table[(pixel >>> 8) & 255]!, table[(pixel >>> 16) & 255]!);
  }
  return sum / Math.max(1, all.length);
}

/** Every pixel becomes its grey. */
export function makeGrey(pixels: Pixels): void {
  const all = wholes(pixels);
  for (let at = 0; at < all.length; at++) {
    const pixel = all[at]!;
    const grey = luma(pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255);
    all[at] = (pixel & 0xff000000) | (grey << 16) | (grey << 8) | grey;
  }
}

/**
 * More or less colourful, then of other hues: the distance of values from the pixel's grey times `saturation`, as
 * `ImageEnhance.Color` of Pillow; then the hue of the HSV hexcone (Smith 1978) turned by `hue` degrees. Grey stays grey.
 */
export function recolour(
  { data }: Pixels,
  saturation: number,
  hue: number,
  tick: () => void = () => {},
): void {
  const turn = (((hue / 60) % 6) + 6) % 6;
  for (let at = 0; at < data.length; at += 4) {
    if (at % (1 << 20) === 0) tick();
    if (saturation !== 1) {
      const grey = luma(data[at]!, data[at + 1]!, data[at + 2]!);
      data[at] = grey + saturation * (data[at]! - grey);
      data[at + 1] = grey + saturation * (data[at + 1]! - grey);
      data[at + 2] = grey + saturation * (data[at + 2]! - grey);
    }
    if (turn !== 0) turnHue(data, at, turn);
  }
}

/** The hue in sixths of the circle. */
function turnHue(data: Uint8ClampedArray, at: number, turn: number): void {
  const red = data[at]!;
  const green = data[at + 1]!;
  const blue = data[at + 2]!;
  const most = red > green ? (red > blue ? red : blue) : green > blue ? green : blue;
  const least = red < green ? (red < blue ? red : blue) : green < blue ? green : blue;
  const range = most - least;
  if (range === 0) return;
  let hue = turn + 6;
  if (most === red) hue += (green - blue) / range;
  else if (most === green) hue += 2 + (blue - red) / range;
  else hue += 4 + (red - green) / range;
  data[at] = most - range * dip(5 + hue);
  data[at + 1] = most - range * dip(3 + hue);
  data[at + 2] = most - range * dip(1 + hue);
}

/** How far a channel lies below the largest, from 0 to 1, by its place on the circle of hues, below 24. */
function dip(place: number): number {
  let k = place >= 12 ? place - 12 : place;
  if (k >= 6) k -= 6;
  const least = k < 4 - k ? k : 4 - k;
  return least < 0 ? 0 : least > 1 ? 1 : least;
}
