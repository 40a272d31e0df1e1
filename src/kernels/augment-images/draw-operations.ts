import { randomState, type RandomState } from '../random-state';
import type { ImageOperation, OperationName } from './operations';
import { CHANCES, type AugmentSettings } from './settings';

/** Numbers of an operation have so many decimals: a file of them stays short, and what is read from it is what was done. */
const DECIMALS = 1e6;
const round = (value: number): number => Math.round(value * DECIMALS) / DECIMALS;

/** An image's width and height, in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Which operations make a new image of a parent of that size, in order; each is drawn with its probability, and then its numbers evenly
 * from its range, by the seed. Of the same seed, size and settings come the same operations. There may be none.
 */
export function drawOperations(settings: AugmentSettings, parent: Size, seed: number): ImageOperation[] {
  const random = randomState(seed);
  const drawn: ImageOperation[] = [];
  let size = parent;
  for (const name of settings.order) {
    if (random.uniform() >= settings[CHANCES[name]]) continue;
    const operation = drawOne(name, settings, size, random);
    if (operation.do === 'quarter turn' && operation.turns % 2 === 1) {
      size = { width: size.height, height: size.width };
    }
    drawn.push(operation);
  }
  return drawn;
}

function drawOne(
  name: OperationName,
  settings: AugmentSettings,
  size: Size,
  random: RandomState,
): ImageOperation {
  const { fill, fillLevel: level } = settings;
  const between = (low: number, high: number): number => round(low + (high - low) * random.uniform());
  const about = (middle: number, by: number): number => between(middle - by, middle + by);
  switch (name) {
    case 'flip horizontal':
    case 'flip vertical':
    case 'grey':
      return { do: name };
    case 'quarter turn':
      return { do: name, turns: 1 + random.below(3) };
    case 'rotate':
      return { do: name, degrees: about(0, settings.rotateBy), fill, level };
    case 'crop':
      return drawCrop(settings, size, random);
    case 'shift and scale': {
      const [shiftX, shiftY] = [about(0, settings.shiftBy), about(0, settings.shiftBy)];
      const scale = about(1, settings.scaleBy);
      return { do: name, shiftX, shiftY, scale, degrees: about(0, settings.turnBy), fill, level };
    }
    case 'brightness': {
      const brightness = about(1, settings.brightnessBy);
      return { do: name, brightness, contrast: about(1, settings.contrastBy) };
    }
    case 'colour': {
      const saturation = about(1, settings.saturationBy);
      return { do: name, saturation, hue: about(0, settings.hueBy) };
    }
    case 'blur':
      return { do: name, sigma: between(Math.min(0.3, settings.blurUpTo), settings.blurUpTo) };
    case 'noise':
      return { do: name, spread: between(0, settings.noiseUpTo), seed: random.below(0xffffffff) };
    case 'erase':
      return { do: name, holes: drawHoles(settings, size, random), level: settings.eraseLevel };
    default:
      return name satisfies never;
  }
}

/** A rectangle of at least one pixel within the image: a share of its area, then a ratio of sides, drawn evenly in its logarithm. */
function drawCrop(
  { cropLeast, cropRatioBy }: AugmentSettings,
  { width, height }: Size,
  random: RandomState,
): ImageOperation {
  const area = cropLeast + (1 - cropLeast) * random.uniform();
  const ratio = Math.exp(Math.log(1 + cropRatioBy) * (2 * random.uniform() - 1));
  const side = (size: number, share: number): number => Math.max(1, Math.min(size, Math.round(size * share)));
  const [wide, high] = [side(width, Math.sqrt(area * ratio)), side(height, Math.sqrt(area / ratio))];
  const [x, y] = [random.below(width - wide + 1), random.below(height - high + 1)];
  return { do: 'crop', x, y, width: wide, height: high };
}

/** Rectangles within the image whose sides are half the largest share or more. */
function drawHoles(
  { eraseHoles, eraseUpTo }: AugmentSettings,
  { width, height }: Size,
  random: RandomState,
): [number, number, number, number][] {
  const side = (size: number): number =>
    Math.max(1, Math.min(size, Math.round(size * eraseUpTo * (0.5 + 0.5 * random.uniform()))));
  return Array.from({ length: eraseHoles }, () => {
    const [wide, high] = [side(width), side(height)];
    return [random.below(width - wide + 1), random.below(height - high + 1), wide, high];
  });
}

/**
 * The seed of one new image: of the seed of the step, the place of the parent in the table (from 1) and which of the parent's new images
 * it is (from 1). Three rounds of the finalizer of MurmurHash3: seeds of neighbours have nothing in common.
 */
export function seedOf(seed: number, parent: number, copy: number): number {
  return mixed(mixed(mixed(seed) ^ parent) ^ copy);
}

function mixed(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
