import { blankPixels, luma, type Pixels } from './pixels';

/**
 * An image drawn to another size: every pixel is the mean of the part of the image that it covers, colours weighed by their alpha. For
 * thumbnails; where the size is larger, pixels become rectangles.
 */
export function shrink(source: Pixels, width: number, height: number): Pixels {
  const target = blankPixels(width, height);
  eachCell(source, width, height, (at, [red, green, blue, alpha], area) => {
    target.data[4 * at] = alpha > 0 ? red / alpha : 0;
    target.data[4 * at + 1] = alpha > 0 ? green / alpha : 0;
    target.data[4 * at + 2] = alpha > 0 ? blue / alpha : 0;
    target.data[4 * at + 3] = (255 * alpha) / area;
  });
  return target;
}

/** The side of the small grey image that stands for an image among others. */
export const VECTOR_SIDE = 16;
/** Numbers of it. */
export const VECTOR_WIDTH = VECTOR_SIDE * VECTOR_SIDE;

/**
 * An image as 256 numbers from 0 to 255: its grey (ITU-R BT.601) in 16 x 16 cells row by row, each the mean of the part of the
 * image that it covers, whatever the image's shape; what lets through shows white.
 */
export function vectorOf(source: Pixels): Float64Array {
  const vector = new Float64Array(VECTOR_WIDTH);
  eachCell(source, VECTOR_SIDE, VECTOR_SIDE, (at, [red, green, blue, alpha], area) => {
    const rest = 255 * (area - alpha);
    vector[at] = luma((red + rest) / area, (green + rest) / area, (blue + rest) / area);
  });
  return vector;
}

type Sums = readonly [red: number, green: number, blue: number, alpha: number];

/** Calls back with each cell of a grid over an image: sums of colours times alpha, of alpha (from 0 to 1), and the area in pixels. */
function eachCell(
  pixels: Pixels,
  columns: number,
  rows: number,
  use: (at: number, sums: Sums, area: number) => void,
): void {
  const { width, height } = pixels;
  const sums = new Float64Array(4);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [(row * height) / rows, ((row + 1) * height) / rows];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [(column * width) / columns, ((column + 1) * width) / columns];
      sums.fill(0);
      for (let y = Math.floor(top); y < bottom; y++) {
        addPart(pixels, y, left, right, Math.min(y + 1, bottom) - Math.max(y, top), sums);
      }
      const [red, green, blue, alpha] = sums as unknown as Sums;
      use(row * columns + column, [red, green, blue, alpha], (bottom - top) * (right - left));
    }
  }
}

/** Adds the part of a row from `left` to `right`, of which that share counts. */
function addPart(
  pixels: Pixels,
  y: number,
  left: number,
  right: number,
  share: number,
  sums: Float64Array,
): void {
  const { width, data } = pixels;
  const [first, last] = [Math.ceil(left), Math.floor(right)];
  const add = (x: number, weight: number): void => {
    const from = 4 * (y * width + x);
    const alpha = (share * weight * data[from + 3]!) / 255;
    sums[0]! += alpha * data[from]!;
    sums[1]! += alpha * data[from + 1]!;
    sums[2]! += alpha * data[from + 2]!;
    sums[3]! += alpha;
  };
  if (first > last) return add(last, right - left);
  if (left < first) add(first - 1, first - left);
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  // Whole numbers: colours times alpha of a row of 65,000 pixels stay below 2^32.
  for (let at = 4 * (y * width + first), end = 4 * (y * width + last); at < end; at += 4) {
    const own = data[at + 3]!;
    red += own * data[at]!;
    green += own * data[at + 1]!;
    blue += own * data[at + 2]!;
    alpha += own;
  }
  sums[0]! += (share * red) / 255;
  sums[1]! += (share * green) / 255;
  sums[2]! += (share * blue) / 255;
  sums[3]! += (share * alpha) / 255;
  if (right > last) add(last, right - last);
}
