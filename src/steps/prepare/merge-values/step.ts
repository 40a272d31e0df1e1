import * as z from 'zod';
import { columnParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { unmetShape } from '../../../core/unmet';
import { methodText } from './method-text';
import { read } from './reading';

const byEdits = usedWhen({ method: ['edit-distance'] });

/** The params of `merge-values`: the column, and what makes two of its values variants of one. */
export const mergeValuesParams = z.strictObject({
  column: columnParam('table', 'The column of text whose values are compared', ['text']),
  method: z
    .enum(['fingerprint', 'ngram', 'edit-distance'])
    .default('fingerprint')
    .describe(
      'fingerprint: the same words, whatever their order, capitals, accents and punctuation; ngram: the same runs of letters; edit-distance: a few letters apart',
    ),
  n: z
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe('Letters of a run that two values must share')
    .meta(usedWhen({ method: ['ngram'] })),
  distance: z
    .int()
    .min(1)
    .max(2)
    .default(1)
    .describe('Letters that may be added, left out or replaced: 1 or 2')
    .meta(byEdits),
  minLength: z
    .int()
    .min(1)
    .max(100)
    .default(4)
    .describe(
      'Letters that the shorter value must have for each edit; shorter ones, such as codes, are left alone',
    )
    .meta(byEdits),
  rarer: z
    .number()
    .min(1)
    .max(1000)
    .default(2)
    .describe('How many times the rows of a variant its value must have; a variant of one row joins any')
    .meta(byEdits),
  swaps: z
    .boolean()
    .default(true)
    .describe('Two neighbouring letters that changed places are one edit, not two')
    .meta(byEdits),
  sameDigits: z
    .boolean()
    .default(true)
    .describe(
      'Values whose digits differ are left apart: years, house numbers; and codes such as AL_AMI-1 and AK_AMI-1, whose parts of one or two letters differ',
    )
    .meta(byEdits),
  accept: z
    .enum(['chosen', 'all'])
    .default('chosen')
    .describe(
      'chosen: only what was accepted by hand is merged; all: every cluster, but for values taken out by hand',
    ),
});

/** The params of `merge-values`, complete. */
export type MergeValuesParams = z.output<typeof mergeValuesParams>;

/** `merge-values`: finds variants of one value in a column of text, and merges those that are accepted. */
export const mergeValues = defineStep({
  id: 'merge-values',
  version: 1,
  stage: 'prepare',
  title: 'Merge values',
  summary: 'Finds values of a column that are variants of one, and merges those you accept.',
  sentence: 'Merge variants of {column} in {table} by {method} → {merged}',
  params: mergeValuesParams,
  inputs: { table: { kind: 'table', meaning: 'The table with the column' } },
  outputs: {
    merged: { kind: 'table', meaning: 'The table with accepted variants replaced, all else as it was' },
  },
  frames: {
    clusters: {
      cluster: { type: 'integer', meaning: 'Number of the cluster, from 1, that of most rows first' },
      value: { type: 'text', meaning: 'A value of the cluster, the commonest first' },
      rows: { type: 'integer', meaning: 'Rows with this value' },
      proposed: { type: 'text', meaning: 'The commonest value of the cluster; of several the first' },
      target: { type: 'text', meaning: 'What the value is in the result' },
    },
    decisions: {
      value: { type: 'text', meaning: 'A value that was decided by hand' },
      target: { type: 'text', meaning: 'What it was to become; itself where it was taken out' },
      rows: { type: 'integer', meaning: 'Rows with this value' },
      cluster: { type: 'integer', meaning: 'The cluster it is in; null for none' },
      problem: { type: 'text', meaning: 'Why the decision did not fit; null where it did' },
    },
    summary: {
      rows: { type: 'integer', meaning: 'Rows of the table' },
      missing: { type: 'integer', meaning: 'Rows without a value; they stay so' },
      distinct: { type: 'integer', meaning: 'Different values' },
      clusters: { type: 'integer', meaning: 'Clusters of two values or more' },
      variants: { type: 'integer', meaning: 'Values of clusters beside those proposed' },
      variant_rows: { type: 'integer', meaning: 'Rows with such a value' },
      merged: { type: 'integer', meaning: 'Values that were replaced' },
      changed: { type: 'integer', meaning: 'Rows, and so cells, that changed' },
      distinct_after: { type: 'integer', meaning: 'Different values of the result' },
      unfit: { type: 'integer', meaning: 'Decisions that did not fit' },
    },
    unmet: unmetShape,
  },
  describe: (params) => ({ column: params.column || '…', method: methodText(params) }),
  keyParams: (params) => paramsInUse(mergeValuesParams, params),
  read,
});
