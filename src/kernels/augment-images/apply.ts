import { blur } from './blur';
import { addNoise } from './noise';
import type { ImageOperation } from './operations';
import { copyPixels, releasePixels, type Pixels } from './pixels';
import { brighten, makeGrey, recolour } from './tone';
import { flipHorizontal, flipVertical, quarterTurn } from './turn';
import { matrixOf, warp, type Beyond, type Geometry } from './warp';

/** How pixels are moved to places between others: exactly, or by a canvas where that can. Null: do it exactly. */
export type Mover = (source: Pixels, operation: Geometry, beyond: Beyond) => Pixels | null;

/** What an operation is done with. */
export interface Doing {
  /** Told every now and then that it goes on. */
  readonly tick?: () => void;
  readonly mover?: Mover | undefined;
  /** The image may be written over: nobody looks at it any more. Saves a copy of it. */
  readonly isLast?: boolean;
}

/**
 * A new image from another by operations in order; the other stays as it is, unless it may be written over. The exact path: the same values in every
 * world. Values are rounded after each operation, as they would be in a file between them.
 */
export function applyOperations(
  source: Pixels,
  operations: readonly ImageOperation[],
  doing: Doing = {},
): Pixels {
  let image = doing.isLast === true ? source : copyPixels(source);
  for (const operation of operations) {
    doing.tick?.();
    const next = applyOne(image, operation, doing);
    if (next !== image) releasePixels(image);
    image = next;
  }
  return image;
}

/** The image itself, changed, or a new one. */
function applyOne(image: Pixels, operation: ImageOperation, doing: Doing): Pixels {
  const { tick } = doing;
  switch (operation.do) {
    case 'flip horizontal':
      flipHorizontal(image);
      return image;
    case 'flip vertical':
      flipVertical(image);
      return image;
    case 'quarter turn':
      return turned(image, operation.turns);
    case 'rotate':
    case 'shift and scale':
      return moved(image, operation, operation, doing);
    case 'crop':
      return moved(image, operation, { fill: 'edge', level: 0 }, doing);
    case 'brightness':
      brighten(image, operation.brightness, operation.contrast);
      return image;
    case 'colour':
      recolour(image, operation.saturation, operation.hue, tick);
      return image;
    case 'grey':
      makeGrey(image);
      return image;
    case 'blur':
      return blur(image, operation.sigma, tick);
    case 'noise':
      addNoise(image, operation.spread, operation.seed, tick);
      return image;
    case 'erase':
      operation.holes.forEach((hole) => erase(image, hole, operation.level));
      return image;
    default:
      return operation satisfies never;
  }
}

function moved(image: Pixels, operation: Geometry, beyond: Beyond, { mover, tick }: Doing): Pixels {
  const byMover = mover?.(image, operation, beyond);
  return byMover ?? warp(image, matrixOf(operation, image.width, image.height), beyond, tick);
}

function turned(image: Pixels, turns: number): Pixels {
  let result = image;
  for (let turn = 0; turn < turns; turn++) {
    const next = quarterTurn(result);
    if (result !== image) releasePixels(result);
    result = next;
  }
  return result;
}

function erase(
  { width, height, data }: Pixels,
  [x, y, wide, high]: readonly [number, number, number, number],
  level: number,
): void {
  const right = Math.min(width, x + wide);
  for (let row = y; row < Math.min(height, y + high); row++) {
    for (let column = x; column < right; column++) {
      const at = 4 * (row * width + column);
      data.fill(level, at, at + 3);
    }
  }
}
