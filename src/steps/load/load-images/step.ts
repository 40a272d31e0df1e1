import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { meaningsParam } from '../../../core/meaning/param';
import { sourceFiles, sourceSchema } from '../../../core/source';
import { sourceText } from '../../../core/source-text';
import { read } from './reading';

/** The params of `load-images`: where the images are, and what of them is taken. */
export const loadImagesParams = z.strictObject({
  source: sourceSchema.describe('The images: a folder, a zip archive, or image files'),
  label: z
    .enum(['folder', 'none'])
    .default('folder')
    .describe('Where the label of an image comes from: the name of the folder it lies in, or nowhere'),
  limit: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('Take at most so many files, drawn by the seed; all where left empty'),
  seed: z
    .int()
    .nonnegative()
    .max(4294967295)
    .default(0)
    .describe('Draws the files of a limit, and the samples shown'),
  meanings: meaningsParam,
});

/** The params of `load-images`, complete. */
export type LoadImagesParams = z.output<typeof loadImagesParams>;

/** `load-images`: a folder, a zip or files of images become a table of what is known about each. */
export const loadImages = defineStep({
  id: 'load-images',
  version: 1,
  stage: 'load',
  title: 'Load images',
  summary:
    'Makes a table of images: path, label from the folder, size, format and a hash; finds exact copies.',
  sentence: 'Load images {source} → {table}',
  params: loadImagesParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'A row for each image, in the order of the paths' } },
  frames: {
    labels: {
      label: { type: 'text', meaning: 'Name of the folder; null where an image lies in none' },
      images: { type: 'integer', meaning: 'Images with that label' },
      bytes: { type: 'integer', meaning: 'Their bytes together' },
    },
    formats: {
      format: { type: 'text', meaning: 'Format of the images' },
      images: { type: 'integer', meaning: 'Images of that format' },
      min_width: { type: 'integer', meaning: 'Smallest width, in pixels' },
      max_width: { type: 'integer', meaning: 'Largest width' },
      min_height: { type: 'integer', meaning: 'Smallest height' },
      max_height: { type: 'integer', meaning: 'Largest height' },
    },
    copies: {
      sha256: { type: 'text', meaning: 'Hash that the images share' },
      images: { type: 'integer', meaning: 'How many images have it' },
      labels: { type: 'integer', meaning: 'How many labels they have; more than one is a contradiction' },
      paths: { type: 'text', meaning: 'Paths of the first five, a line each' },
    },
    skipped: {
      path: { type: 'text', meaning: 'Path of a file that is not in the table' },
      reason: { type: 'text', meaning: 'Why it is not' },
    },
    thumbnails: {
      path: { type: 'text', meaning: 'Path of a sample' },
      label: { type: 'text', meaning: 'Its label' },
      width: { type: 'integer', meaning: 'Its width, in pixels' },
      height: { type: 'integer', meaning: 'Its height' },
      image: { type: 'text', meaning: 'The image, small, as a data address; null where it cannot be drawn' },
    },
  },
  describe: ({ source }) => ({ source: sourceText(source) }),
  keyParams: ({ source, meanings: _, ...params }) => ({
    ...params,
    // A single image goes by the name of its file.
    names: sourceFiles(source).map(({ name }) => name),
  }),
  sources: ({ source }) => sourceFiles(source),
  read,
});
