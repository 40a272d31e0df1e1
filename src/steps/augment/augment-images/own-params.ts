import * as z from 'zod';
import { usedWhen } from '../../../core/param-when';
import { FILLS, OPERATIONS } from '../../../kernels/augment-images/operations';
import { NOTHING } from '../../../kernels/augment-images/settings';

const own = usedWhen({ recipe: ['own'] });

/** How likely an operation is. */
const chance = (label: string, description: string, usual = 0) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(usual)
    .meta({ description, label, ...own });

/** How far it goes at most. */
const range = (label: string, description: string, usual: number, least: number, most: number) =>
  z
    .number()
    .min(least)
    .max(most)
    .default(usual)
    .meta({ description, label, ...own });

/** The params of the recipe `own`: for each operation how likely it is (0: never, 1: always), and how far it goes. */
export const ownParams = {
  order: z
    .array(z.enum(OPERATIONS))
    .max(2 * OPERATIONS.length)
    .default([...OPERATIONS])
    .meta({ description: 'The order in which operations are done; one not named is not done', ...own }),
  flipHorizontal: chance('Flip left and right', 'How likely left and right change places, from 0 to 1', 0.5),
  flipVertical: chance('Flip up and down', 'How likely above and below change places'),
  quarterTurn: chance('Quarter turns', 'How likely it is turned by one, two or three quarters'),
  rotate: chance('Rotate', 'How likely it is turned about its centre'),
  rotateBy: range('Rotate by', 'Degrees either way, at most', NOTHING.rotateBy, 0, 180),
  crop: chance('Crop', 'How likely a part of it is drawn to the size of the whole'),
  cropLeast: range(
    'Crop to at least',
    'The smallest share of the area that is kept',
    NOTHING.cropLeast,
    0.01,
    1,
  ),
  cropRatioBy: range(
    'Crop ratio by',
    'The ratio of sides changes by a factor of up to 1 + this',
    NOTHING.cropRatioBy,
    0,
    3,
  ),
  shift: chance('Shift and scale', 'How likely it is shifted, scaled and turned a little in one'),
  shiftBy: range('Shift by', 'Share of width and of height either way, at most', NOTHING.shiftBy, 0, 1),
  scaleBy: range('Scale by', 'A factor between 1 − this and 1 + this', NOTHING.scaleBy, 0, 0.9),
  turnBy: range('Turn by', 'Degrees either way, while shifting', NOTHING.turnBy, 0, 180),
  brightness: chance('Brightness and contrast', 'How likely both change'),
  brightnessBy: range('Brightness by', 'A factor between 1 − this and 1 + this', NOTHING.brightnessBy, 0, 1),
  contrastBy: range('Contrast by', 'A factor between 1 − this and 1 + this', NOTHING.contrastBy, 0, 1),
  colour: chance('Colour', 'How likely saturation and hue change; grey stays grey'),
  saturationBy: range('Saturation by', 'A factor between 1 − this and 1 + this', NOTHING.saturationBy, 0, 1),
  hueBy: range('Hue by', 'Degrees of the circle of hues either way', NOTHING.hueBy, 0, 180),
  grey: chance('Grey', 'How likely all colour is taken away'),
  blur: chance('Blur', 'How likely it is blurred'),
  blurUpTo: range(
    'Blur up to',
    'Standard deviation of the Gaussian in pixels, at most',
    NOTHING.blurUpTo,
    0.1,
    20,
  ),
  noise: chance('Noise', 'How likely normal noise is added'),
  noiseUpTo: range('Noise up to', 'Standard deviation in levels of 255, at most', NOTHING.noiseUpTo, 0, 128),
  erase: chance('Erase', 'How likely rectangles are painted over'),
  eraseHoles: z
    .int()
    .min(1)
    .max(50)
    .default(NOTHING.eraseHoles)
    .meta({ description: 'How many rectangles', ...own }),
  eraseUpTo: range(
    'Erase up to',
    'Sides of a rectangle as a share of the image’s, at most',
    NOTHING.eraseUpTo,
    0.01,
    1,
  ),
  eraseLevel: z
    .int()
    .min(0)
    .max(255)
    .default(NOTHING.eraseLevel)
    .meta({ description: 'Grey that rectangles are painted in, from 0 (black) to 255', ...own }),
  fill: z
    .enum(FILLS)
    .default(NOTHING.fill)
    .meta({
      description: 'What stands beyond the edge: the mirror image, the edge pixels, or one level of grey',
      label: 'Beyond the edge',
      ...own,
    }),
  fillLevel: z
    .int()
    .min(0)
    .max(255)
    .default(NOTHING.fillLevel)
    .meta({
      description: 'Grey beyond the edge, from 0 (black) to 255',
      label: 'Level beyond the edge',
      ...usedWhen({ recipe: ['own'], fill: ['constant'] }),
    }),
};
