import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { OPERATIONS } from '../../../kernels/augment-text/names';
import { augmentTextFrames } from './frames';
import { CHOICE_LINES, CHOICES, MIXED_SET, NEGATIONS } from './operations';
import { read } from './reading';

/** The choices whose strength is a share of the words. */
const BY_ALPHA = ['mixed', 'swap', 'synonyms', 'insertion'] as const;

/** The params of `augment-text`. */
export const augmentTextParams = z.strictObject({
  text: columnParam('table', 'The column that holds the texts', ['text']),
  label: columnParam(
    'table',
    'The column that holds the classes, for amounts by class and the report on label safety; none needed',
  ).meta({ unset: 'no label' }),
  classes: z
    .array(z.string().max(1000))
    .default([])
    .describe('The classes that get new texts; none named: all of them, and rows without a class'),
  amount: z
    .enum(['times', 'counts'])
    .default('times')
    .describe('times: so many new texts for each text; counts: so many for each class, as set below'),
  times: z
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe('New texts for each text')
    .meta(usedWhen({ amount: ['times'] })),
  counts: z
    .record(z.string().max(1000), z.int().min(0).max(10_000_000))
    .default({})
    .describe('New texts for each class; classes not named get none')
    .meta({ ...usedWhen({ amount: ['counts'] }), keysOf: { frame: 'classes', column: 'class' } }),
  operation: z
    .enum(CHOICES)
    .default('mixed')
    .describe('What is done to a text')
    .meta({ lines: CHOICE_LINES, more: [...OPERATIONS], moreLabel: 'One operation alone' }),
  mix: z
    .array(z.enum(OPERATIONS))
    .default([...MIXED_SET])
    .describe(`The operations that each new text is made by one of: ${OPERATIONS.join(', ')}`)
    .meta(usedWhen({ operation: ['mixed'] })),
  alpha: z
    .number()
    .gt(0)
    .max(1)
    .default(0.1)
    .describe(
      'Share of the words that are swapped, replaced by synonyms, or have a synonym inserted; at least one',
    )
    .meta(usedWhen({ operation: [...BY_ALPHA] })),
  most: z
    .int()
    .min(1)
    .max(100_000)
    .default(10)
    .describe(
      'Swaps, synonyms or insertions at most, however long the text: of a page of 500 words a tenth would leave little in its order',
    )
    .meta(usedWhen({ operation: [...BY_ALPHA] })),
  p: z
    .number()
    .gt(0)
    .max(1)
    .default(0.1)
    .describe('Chance of each word to be deleted; at least one is, and never all')
    .meta(usedWhen({ operation: ['mixed', 'deletion'] })),
  rate: z
    .number()
    .gt(0)
    .max(1)
    .default(0.1)
    .describe('For noise: share of the words of four letters or more that get a slip; at least one')
    .meta(usedWhen({ operation: ['mixed', 'noise'] })),
  protect: z
    .array(z.string().max(100))
    .max(10_000)
    .default([...NEGATIONS])
    .describe(
      'Words that are never moved, deleted, replaced or misspelt; with “not” all that end in “n’t” as well',
    ),
  copy: columnsParam(
    'table',
    'The columns that new rows take over from their parents; all others stay empty. None: all columns. The label always is',
  ),
  key: columnParam(
    'table',
    'The column that names a row: told in the provenance, empty in new rows; none needed',
  ).meta({ unset: 'no key' }),
  keep: z.boolean().default(true).describe('The real rows stand before the new ones'),
  seed: z.int().min(0).max(4_294_967_295).default(0).describe('Another seed gives other texts'),
});

/** The params of `augment-text`, complete. */
export type AugmentTextParams = z.output<typeof augmentTextParams>;

/** `augment-text`: new rows whose texts are real ones with small changes. */
export const augmentText = defineStep({
  id: 'augment-text',
  version: 1,
  stage: 'augment',
  title: 'Augment texts',
  summary:
    'Makes new rows whose texts are real ones with words swapped, left out, replaced or marked, each with its parent on record.',
  sentence: 'Augment {table} by {label} with new texts of {text}, {amount}, by {operation} → {augmented}',
  params: augmentTextParams,
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The training rows, with their texts' } },
  resamples: true,
  outputs: {
    augmented: { kind: 'table', meaning: 'The real rows, unchanged and in order, then the new ones' },
    provenance: {
      kind: 'table',
      meaning:
        'Of each new row: new_row (its place), parent_row (its parent’s place in the input), parent (its key, or the place), operation, parameters (JSON with the edits that make it again), seed',
    },
  },
  frames: augmentTextFrames,
  describe: (params) => ({
    label: params.label || 'no label',
    text: params.text || '…',
    amount: amountText(params),
    operation: operationText(params),
  }),
  keyParams: (params) => paramsInUse(augmentTextParams, params),
  read,
});

function amountText({ amount, times, counts, classes }: AugmentTextParams): string {
  if (amount === 'times') {
    const of = classes.length === 0 ? '' : ` of ${quoted(classes)}`;
    return `${times} for each text${of}`;
  }
  const wanted = Object.entries(counts).filter(([label]) => classes.length === 0 || classes.includes(label));
  if (wanted.length === 0) return 'as many as set for each class';
  if (wanted.length > 3) return `as many as set for each of ${wanted.length} classes`;
  return wanted.map(([label, rows]) => `${rows} of “${label}”`).join(', ');
}

const quoted = (labels: readonly string[]): string =>
  firstOf(
    labels.map((label) => `“${label}”`),
    3,
  );

function operationText({ operation, mix }: AugmentTextParams): string {
  if (operation !== 'mixed') return operation;
  return mix.length > 4 ? `one of ${mix.length} operations` : mix.join(' or ') || '…';
}
