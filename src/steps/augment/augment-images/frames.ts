import type { FrameShape } from '../../../core/frame';
import { labelSafetyShape } from '../../../core/label-safety';

/** The frames of `augment-images`. */
export const augmentImagesFrames = {
  summary: {
    images: { type: 'integer', meaning: 'Rows of the table' },
    parents: { type: 'integer', meaning: 'Images that new ones were asked of' },
    asked: { type: 'integer', meaning: 'New images asked for' },
    made: { type: 'integer', meaning: 'New images that there are' },
    copies_of_real: { type: 'integer', meaning: 'Dropped: equal to a real image, pixel by pixel' },
    copies_of_new: { type: 'integer', meaning: 'Dropped: equal to a new image before it' },
    not_decoded: { type: 'integer', meaning: 'Not made: their real image cannot be decoded' },
    deep: { type: 'integer', meaning: 'Real images of 16 bits a sample; new ones have 8' },
    part: { type: 'text', meaning: 'The part of a split that the table is; null where it is none' },
  },
  classes: {
    label: { type: 'text', meaning: 'Label; null for images without one' },
    real: { type: 'integer', meaning: 'Real images with that label' },
    asked: { type: 'integer', meaning: 'New ones asked for' },
    made: { type: 'integer', meaning: 'New ones that there are' },
  },
  operations: {
    operation: { type: 'text', meaning: 'An operation' },
    images: { type: 'integer', meaning: 'New images that it had a part in' },
    share: { type: 'number', meaning: 'Their share of all new images' },
  },
  recipes: {
    recipe: {
      type: 'text',
      meaning: 'What images are: the recipe for that was taken. Empty where one recipe was asked for',
    },
    images: { type: 'integer', meaning: 'Real images that are that' },
  },
  skipped: {
    path: { type: 'text', meaning: 'Path of a real image that could not be used' },
    reason: { type: 'text', meaning: 'Why not' },
  },
  samples: {
    path: { type: 'text', meaning: 'Name of a new image' },
    parent: { type: 'text', meaning: 'Path of the real image it was made of' },
    label: { type: 'text', meaning: 'Its label' },
    operations: { type: 'text', meaning: 'What was done, in words' },
    before: { type: 'text', meaning: 'The real image, small, as a data address' },
    after: { type: 'text', meaning: 'The new image, small, as a data address' },
  },
  label_safety: labelSafetyShape,
  unsafe: {
    path: { type: 'text', meaning: 'Name of a new image' },
    label: { type: 'text', meaning: 'Its label' },
    share: { type: 'number', meaning: 'Share of the real images nearest to it that have its label' },
    operations: { type: 'text', meaning: 'What was done, in words' },
    parent: { type: 'text', meaning: 'Path of the real image it was made of' },
    nearest: { type: 'text', meaning: 'Path of the real image nearest to it, but the parent' },
    nearest_label: { type: 'text', meaning: 'The label of that one' },
    distance: { type: 'number', meaning: 'How far it is: Euclidean, of 256 greys' },
    image: { type: 'text', meaning: 'The new image, small, as a data address' },
    parent_image: { type: 'text', meaning: 'The parent' },
    nearest_image: { type: 'text', meaning: 'The nearest real image' },
  },
} as const satisfies Readonly<Record<string, FrameShape>>;
