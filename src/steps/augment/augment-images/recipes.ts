import { OPERATIONS, type OperationName } from '../../../kernels/augment-images/operations';
import { NOTHING, type AugmentSettings } from '../../../kernels/augment-images/settings';
import type { SuitedSettings } from '../../../kernels/augment-images/suited';

/** For each image the recipe of what it is. */
export const SUITED = 'by size and colour';
/** Ready-made settings, and `own` for those that a person sets. */
export const RECIPES = [
  SUITED,
  'small greys',
  'small colours',
  'photographs',
  'signs and shapes',
  'seen from above',
  'own',
] as const;
export type Recipe = (typeof RECIPES)[number];

const order: readonly OperationName[] = OPERATIONS;

/** Of 28 pixels about one to each side: what is small bears no crop, blur or hole. */
const gentle = {
  ...{ ...NOTHING, order, shift: 1, shiftBy: 0.03, scaleBy: 0.05, turnBy: 5 },
  ...{ brightness: 0.5, brightnessBy: 0.1, contrastBy: 0.1, fill: 'edge' as const },
};

/** What each recipe does. The numbers are moderate ones of common practice; `lesson.md` says when each is wrong. */
export const SETTINGS: Readonly<Record<Exclude<Recipe, 'own' | typeof SUITED>, AugmentSettings>> = {
  'small greys': gentle,
  'small colours': { ...gentle, flipHorizontal: 0.5, colour: 0.3 },
  photographs: {
    ...NOTHING,
    order,
    flipHorizontal: 0.5,
    crop: 0.5,
    shift: 0.5,
    brightness: 0.8,
    colour: 0.5,
    blur: 0.1,
    noise: 0.2,
    erase: 0.1,
  },
  'signs and shapes': { ...NOTHING, order, shift: 1, brightness: 0.3, noise: 0.2, erase: 0.1, fill: 'edge' },
  'seen from above': {
    ...NOTHING,
    order,
    flipHorizontal: 0.5,
    flipVertical: 0.5,
    quarterTurn: 0.75,
    crop: 0.3,
    brightness: 0.5,
    noise: 0.2,
  },
};

/** The settings that params ask for, by what an image is. */
export function settingsOf(params: AugmentSettings & { readonly recipe: Recipe }): SuitedSettings {
  if (params.recipe === SUITED) return SETTINGS;
  const one = params.recipe === 'own' ? params : SETTINGS[params.recipe];
  return { 'small greys': one, 'small colours': one, photographs: one };
}
