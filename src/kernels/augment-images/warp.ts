import type { Fill, ImageOperation } from './operations';
import { blankPixels, isOpaque, type Pixels } from './pixels';

/**
 * Where a pixel comes from: the centre (X, Y) of a pixel of the result, at halves, is the point (aX + bY + c, dX + eY + f) of the image as
 * it was. As `Image.transform` of Pillow has it.
 */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Operations that move pixels to places between others. */
export type Geometry = Extract<ImageOperation, { do: 'rotate' | 'crop' | 'shift and scale' }>;

/** The matrix of an operation on an image of a size; the result has that size too. */
export function matrixOf(operation: Geometry, width: number, height: number): Matrix {
  switch (operation.do) {
    case 'crop':
      return [operation.width / width, 0, operation.x, 0, operation.height / height, operation.y];
    case 'rotate':
      return about(width, height, operation.degrees, 1, 0, 0);
    case 'shift and scale':
      return about(
        ...([width, height, operation.degrees, operation.scale] as const),
        operation.shiftX * width,
        operation.shiftY * height,
      );
    default:
      return operation satisfies never;
  }
}

/** Turned anticlockwise and scaled about the centre, then shifted. */
function about(
  width: number,
  height: number,
  degrees: number,
  scale: number,
  right: number,
  down: number,
): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const [x, y] = [width / 2, height / 2];
  // Rows grow downwards: anticlockwise as seen, the way back turns as the mathematicians' anticlockwise does.
  return [
    cos,
    -sin,
    x - cos * (x + right) + sin * (y + down),
    sin,
    cos,
    y - sin * (x + right) - cos * (y + down),
  ];
}

/** What stands beyond the edge. */
export interface Beyond {
  readonly fill: Fill;
  readonly level: number;
}

/** Rows between two calls of `tick`. */
const TICK_ROWS = 64;

/**
 * An image moved by a matrix, exactly: bilinear between the centres of the four pixels around each point, colours weighed by their alpha.
 * A point of a constant fill lies beyond the edge where it is outside of the image's rectangle. About 50 million pixels a second.
 */
export function warp(source: Pixels, matrix: Matrix, beyond: Beyond, tick: () => void = () => {}): Pixels {
  const { width, height } = source;
  const target = blankPixels(width, height);
  const [a, b, c, d, e, f] = matrix;
  const isPlain = isOpaque(source);
  const { data } = target;
  const isFilled = beyond.fill === 'constant';
  for (let row = 0; row < height; row++) {
    if (row % TICK_ROWS === 0) tick();
    const inner = isPlain ? columnsWithin(source, matrix, row) : NONE;
    blendRow(source, matrix, row, inner, data);
    for (let column = 0; column < width; column++) {
      if (column === inner.start) column = inner.end;
      if (column === width) break;
      const x = a * (column + 0.5) + b * (row + 0.5) + c;
      const y = d * (column + 0.5) + e * (row + 0.5) + f;
      const at = 4 * (row * width + column);
      if (isFilled && (x < 0 || x >= width || y < 0 || y >= height)) {
        data.fill(beyond.level, at, at + 3);
        data[at + 3] = 255;
      } else if (isPlain) blendOpaque(source, x - 0.5, y - 0.5, beyond.fill, data, at);
      else blend(source, x - 0.5, y - 0.5, beyond.fill, data, at);
    }
  }
  return target;
}

/** Columns of a row from `start` to before `end`. */
interface Columns {
  readonly start: number;
  readonly end: number;
}
const NONE: Columns = { start: -1, end: -1 };

/** The columns of a row whose points lie between four pixels of the image, but for some at the ends: most of them. */
function columnsWithin({ width, height }: Pixels, [a, b, c, d, e, f]: Matrix, row: number): Columns {
  let [start, end] = [0, width];
  for (const [slope, first, size] of [
    [a, b * (row + 0.5) + c, width],
    [d, e * (row + 0.5) + f, height],
  ] as const) {
    const [low, high] = [0.5 - first, size - 0.5 - first];
    if (slope === 0 && (low > 0 || high <= 0)) return NONE;
    if (slope === 0) continue;
    // A column to spare at either end: these are rounded.
    start = Math.max(start, Math.ceil(Math.min(low / slope, high / slope)) + 1);
    end = Math.min(end, Math.floor(Math.max(low / slope, high / slope)) - 1);
  }
  return start < end ? { start, end } : NONE;
}

/** Those columns of a row, where nothing lets through. */
function blendRow(
  { width, data }: Pixels,
  [a, b, c, d, e, f]: Matrix,
  row: number,
  { start, end }: Columns,
  target: Uint8ClampedArray,
): void {
  const ofRowX = b * (row + 0.5);
  const ofRowY = e * (row + 0.5);
  for (let column = start; column < end; column++) {
    const x = a * (column + 0.5) + ofRowX + c - 0.5;
    const y = d * (column + 0.5) + ofRowY + f - 0.5;
    const left = x | 0;
    const top = y | 0;
    const dx = x - left;
    const dy = y - top;
    const cx = 1 - dx;
    const cy = 1 - dy;
    const over = 4 * (top * width + left);
    const under = over + 4 * width;
    const at = 4 * (row * width + column);
    target[at] =
      (data[over]! * cx + data[over + 4]! * dx) * cy + (data[under]! * cx + data[under + 4]! * dx) * dy;
    target[at + 1] =
      (data[over + 1]! * cx + data[over + 5]! * dx) * cy +
      (data[under + 1]! * cx + data[under + 5]! * dx) * dy;
    target[at + 2] =
      (data[over + 2]! * cx + data[over + 6]! * dx) * cy +
      (data[under + 2]! * cx + data[under + 6]! * dx) * dy;
    target[at + 3] = 255;
  }
}

/** The place that a place beyond the edge shows. */
export function placeWithin(place: number, size: number, fill: Fill): number {
  if (place >= 0 && place < size) return place;
  if (fill !== 'reflect') return place < 0 ? 0 : size - 1;
  const period = 2 * size;
  const within = ((place % period) + period) % period;
  return within < size ? within : period - 1 - within;
}

function blendOpaque(
  { width, height, data }: Pixels,
  x: number,
  y: number,
  fill: Fill,
  target: Uint8ClampedArray,
  at: number,
): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const dx = x - left;
  const dy = y - top;
  const x0 = 4 * placeWithin(left, width, fill);
  const x1 = 4 * placeWithin(left + 1, width, fill);
  const y0 = 4 * width * placeWithin(top, height, fill);
  const y1 = 4 * width * placeWithin(top + 1, height, fill);
  for (let channel = 0; channel < 3; channel++) {
    const over = data[y0 + x0 + channel]! * (1 - dx) + data[y0 + x1 + channel]! * dx;
    const under = data[y1 + x0 + channel]! * (1 - dx) + data[y1 + x1 + channel]! * dx;
    target[at + channel] = over * (1 - dy) + under * dy;
  }
  target[at + 3] = 255;
}

/** A pixel that nothing is seen of has no say in the colour. */
function blend(
  { width, height, data }: Pixels,
  x: number,
  y: number,
  fill: Fill,
  target: Uint8ClampedArray,
  at: number,
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (let corner = 0; corner < 4; corner++) {
    const [right, down] = [corner & 1, corner >> 1];
    const column = placeWithin(left + right, width, fill);
    const row = placeWithin(top + down, height, fill);
    const from = 4 * (row * width + column);
    const share = (right ? x - left : 1 - x + left) * (down ? y - top : 1 - y + top);
    const weight = share * data[from + 3]!;
    red += weight * data[from]!;
    green += weight * data[from + 1]!;
    blue += weight * data[from + 2]!;
    alpha += weight;
  }
  target[at] = alpha > 0 ? red / alpha : 0;
  target[at + 1] = alpha > 0 ? green / alpha : 0;
  target[at + 2] = alpha > 0 ? blue / alpha : 0;
  target[at + 3] = alpha;
}
