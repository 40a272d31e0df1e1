import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { columnParam } from '../../../core/column-param';
import { sourceFiles, sourceSchema } from '../../../core/source';
import { DRAWINGS } from '../../../kernels/augment-images/parameters';
import { augmentImagesFrames } from './frames';
import { ownParams } from './own-params';
import { read } from './reading';
import { RECIPES } from './recipes';

/** The params of `augment-images`. */
export const augmentImagesParams = z.strictObject({
  source: sourceSchema
    .nullable()
    .default(null)
    .meta({
      description: 'Where the images lie; where left out, whatever the table was loaded from',
      sourceOf: { slot: 'table', step: 'load-images' },
    }),
  path: z
    .string()
    .max(1000)
    .default('path')
    .meta({
      description: 'The column that holds the paths of the images',
      columnOf: 'table',
      types: ['text'],
    }),
  label: columnParam(
    'table',
    'The column that holds the labels; new images have the label of the image they are made of. Empty: no labels',
  ).meta({ unset: 'no label' }),
  recipe: z
    .enum(RECIPES)
    .default('by size and colour')
    .describe(
      [
        'What is done to images.',
        'By size and colour: to each what befits it, small greys and small colours up to 64 pixels, photographs above.',
        'Small greys: shifted, turned and scaled by a pixel or two, never mirrored, as letters must not be.',
        'Small colours: the same, mirrored left and right too, colours changed a little.',
        'Photographs: mirrored, cropped, other light and colours, some blur and noise.',
        'Signs and shapes: shifted, turned and scaled by a tenth, never mirrored.',
        'Seen from above: mirrored and turned every way, since there is no upright.',
        'Own: as set below.',
      ].join(' '),
    ),
  amount: z
    .enum(['times', 'counts'])
    .default('times')
    .describe('How many new images: so many of each, or so many for each label'),
  times: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('New images of each real one')
    .meta(usedWhen({ amount: ['times'] })),
  counts: z
    .record(z.string().max(1000), z.int().min(0).max(1_000_000))
    .default({})
    .describe('New images of a label, spread evenly over its real ones; labels not named get none')
    .meta({ ...usedWhen({ amount: ['counts'] }), keysOf: { frame: 'classes', column: 'label' } }),
  classes: z
    .array(z.string().max(1000))
    .default([])
    .describe('Only images of these labels are augmented; none: all')
    .meta(usedWhen({ amount: ['times'] })),
  ...ownParams,
  keep: z.boolean().default(true).describe('The real rows are in the table too, before the new ones'),
  drawing: z
    .enum(DRAWINGS)
    .default('exact')
    .describe(
      'exact: the same pixels in every browser and on the command line; canvas: crops, and turns over a constant edge, by the browser, which is faster with photographs and differs by some grey levels from one browser to another',
    ),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives other images'),
});

/** The params of `augment-images`, complete. */
export type AugmentImagesParams = z.output<typeof augmentImagesParams>;

/** `augment-images`: new images from real ones, each with what it was made by. */
export const augmentImages = defineStep({
  id: 'augment-images',
  version: 2,
  stage: 'augment',
  title: 'Augment images',
  summary:
    'Makes new images from the real ones of a training table: flips, turns, crops, colours, blur, noise; each can be made again, and all can be saved.',
  sentence: 'Augment the images of {table} by {label} as {recipe}, {amount} → {augmented}',
  params: augmentImagesParams,
  inputs: {
    table: {
      kind: 'table',
      isLearnt: true,
      meaning: 'The training rows: a path each, as “Load images” writes it',
    },
  },
  resamples: true,
  outputs: {
    augmented: { kind: 'table', meaning: 'The real rows as they were, then a row for each new image' },
    provenance: {
      kind: 'table',
      meaning:
        'What each new image was made of: new_row, parent_row, parent (the path), operation, parameters (JSON), seed; its path, label, width and height',
    },
  },
  frames: augmentImagesFrames,
  describe: ({ recipe, amount, times, counts, label, source }) => ({
    label: label === '' ? 'no label' : label,
    recipe: recipe === 'own' ? 'set below' : recipe,
    amount: amount === 'times' ? `${times} new of each` : countsText(counts),
    source: source === null ? 'where the table comes from' : (sourceFiles(source)[0]?.name ?? ''),
  }),
  keyParams: (params) => {
    const { source, ...others } = paramsInUse(augmentImagesParams, params) as AugmentImagesParams;
    return { ...others, names: source === null ? [] : sourceFiles(source).map(({ name }) => name) };
  },
  sources: ({ source }) => (source === null ? [] : sourceFiles(source)),
  // Version 1 took every image for a photograph where nothing was said.
  upgrades: [(params) => ({ recipe: 'photographs', ...params })],
  read,
});

function countsText(counts: AugmentImagesParams['counts']): string {
  const wanted = Object.entries(counts);
  if (wanted.length === 0 || wanted.length > 3) return 'as many new ones as set for each label';
  return wanted.map(([label, images]) => `${images} new “${label}”`).join(', ');
}
