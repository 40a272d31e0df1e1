import { blankPixels, wholes, type Pixels } from './pixels';

/** Left and right change places, in the image itself. Done twice, it is as it was. */
export function flipHorizontal(pixels: Pixels): void {
  const all = wholes(pixels);
  for (let start = 0; start < all.length; start += pixels.width) {
    all.subarray(start, start + pixels.width).reverse();
  }
}

/** Above and below change places, in the image itself. */
export function flipVertical(pixels: Pixels): void {
  const { width, height } = pixels;
  const all = wholes(pixels);
  const row = new Uint32Array(width);
  for (let over = 0, under = height - 1; over < under; over++, under--) {
    row.set(all.subarray(over * width, (over + 1) * width));
    all.copyWithin(over * width, under * width, (under + 1) * width);
    all.set(row, under * width);
  }
}

/** A square of so many pixels is turned at a time: it stays in the processor's memory. */
const SQUARE = 64;

/** A quarter of a turn anticlockwise: a new image, its width the height of before. No value changes. */
export function quarterTurn(pixels: Pixels): Pixels {
  const { width, height } = pixels;
  const turned = blankPixels(height, width);
  const [from, to] = [wholes(pixels), wholes(turned)];
  for (let top = 0; top < height; top += SQUARE) {
    const bottom = Math.min(height, top + SQUARE);
    for (let left = 0; left < width; left += SQUARE) {
      const right = Math.min(width, left + SQUARE);
      for (let column = left; column < right; column++) {
        const start = (width - 1 - column) * height;
        for (let row = top; row < bottom; row++) to[start + row] = from[row * width + column]!;
      }
    }
  }
  return turned;
}
