import type { Mover } from './apply';
import { isOpaque, type Pixels } from './pixels';
import { matrixOf } from './warp';

/** What workers of a browser have to draw with, and Node has not. */
interface Context {
  imageSmoothingEnabled: boolean;
  imageSmoothingQuality: string;
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  drawImage(image: Canvas, x: number, y: number): void;
  putImageData(image: object, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Pixels['data'] };
}
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d', options: object): Context | null;
}
interface Drawing {
  readonly OffscreenCanvas?: new (width: number, height: number) => Canvas;
  readonly ImageData?: new (data: Pixels['data'], width: number, height: number) => object;
}
const drawing = globalThis as unknown as Drawing;

/**
 * Moves pixels by the browser's canvas: turned, scaled and shifted images over a constant grey, and crops. Null where the exact path
 * must do it: in Node, where something lets through (a canvas loses colours there), and where the image is mirrored beyond its
 * edges. How a canvas rounds, and how it softens an edge, differs from browser to browser.
 */
export const moveOnCanvas: Mover = (source, operation, beyond) => {
  const { OffscreenCanvas, ImageData } = drawing;
  const isFilled = operation.do === 'crop' || beyond.fill === 'constant';
  if (OffscreenCanvas === undefined || ImageData === undefined || !isFilled || !isOpaque(source)) return null;
  const { width, height } = source;
  const [from, to] = [new OffscreenCanvas(width, height), new OffscreenCanvas(width, height)];
  const [read, drawn] = [from, to].map((one) =>
    one.getContext('2d', { willReadFrequently: true, alpha: false }),
  );
  if (!read || !drawn) return null;
  read.putImageData(new ImageData(source.data, width, height), 0, 0);
  drawn.imageSmoothingEnabled = true;
  drawn.imageSmoothingQuality = 'low';
  drawn.fillStyle = `rgb(${beyond.level} ${beyond.level} ${beyond.level})`;
  drawn.fillRect(0, 0, width, height);
  // The matrix says where a pixel comes from; a canvas asks where it goes.
  const [a, b, c, d, e, f] = matrixOf(operation, width, height);
  const size = a * e - b * d;
  drawn.setTransform(
    e / size,
    -d / size,
    -b / size,
    a / size,
    (b * f - c * e) / size,
    (c * d - a * f) / size,
  );
  drawn.drawImage(from, 0, 0);
  drawn.setTransform(1, 0, 0, 1, 0, 0);
  const { data } = drawn.getImageData(0, 0, width, height);
  // Gives the memory back at once.
  from.width = to.width = 0;
  return { width, height, data };
};
