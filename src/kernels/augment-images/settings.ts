import type { Fill, OperationName } from './operations';

/**
 * What may be done to an image, each operation with its probability (0: never) and its range. Ranges are symmetric about what
 * changes nothing: up to so many degrees either way, a factor between 1 − by and 1 + by. Shares are of the width or height.
 */
export interface AugmentSettings {
  readonly order: readonly OperationName[];
  readonly flipHorizontal: number;
  readonly flipVertical: number;
  readonly quarterTurn: number;
  readonly rotate: number;
  readonly rotateBy: number;
  readonly crop: number;
  /** The smallest share of the area that a crop keeps, and by how much its ratio of sides may differ: a factor of up to 1 + by. */
  readonly cropLeast: number;
  readonly cropRatioBy: number;
  readonly shift: number;
  readonly shiftBy: number;
  readonly scaleBy: number;
  readonly turnBy: number;
  readonly brightness: number;
  readonly brightnessBy: number;
  readonly contrastBy: number;
  readonly colour: number;
  readonly saturationBy: number;
  readonly hueBy: number;
  readonly grey: number;
  readonly blur: number;
  /** The largest standard deviation, in pixels. */
  readonly blurUpTo: number;
  readonly noise: number;
  /** The largest standard deviation, in levels of 255. */
  readonly noiseUpTo: number;
  readonly erase: number;
  readonly eraseHoles: number;
  /** The largest side of a hole, as a share of the image's. */
  readonly eraseUpTo: number;
  readonly eraseLevel: number;
  readonly fill: Fill;
  readonly fillLevel: number;
}

/** Nothing is ever done. */
export const NOTHING: Omit<AugmentSettings, 'order'> = {
  flipHorizontal: 0,
  flipVertical: 0,
  quarterTurn: 0,
  rotate: 0,
  rotateBy: 15,
  crop: 0,
  cropLeast: 0.6,
  cropRatioBy: 0.33,
  shift: 0,
  shiftBy: 0.1,
  scaleBy: 0.1,
  turnBy: 10,
  brightness: 0,
  brightnessBy: 0.2,
  contrastBy: 0.2,
  colour: 0,
  saturationBy: 0.3,
  hueBy: 10,
  grey: 0,
  blur: 0,
  blurUpTo: 1.5,
  noise: 0,
  noiseUpTo: 12,
  erase: 0,
  eraseHoles: 1,
  eraseUpTo: 0.3,
  eraseLevel: 0,
  fill: 'reflect',
  fillLevel: 0,
};

/** The settings that say how likely an operation is. */
export const CHANCES = {
  'flip horizontal': 'flipHorizontal',
  'flip vertical': 'flipVertical',
  'quarter turn': 'quarterTurn',
  rotate: 'rotate',
  crop: 'crop',
  'shift and scale': 'shift',
  brightness: 'brightness',
  colour: 'colour',
  grey: 'grey',
  blur: 'blur',
  noise: 'noise',
  erase: 'erase',
} as const satisfies Record<OperationName, keyof AugmentSettings>;
