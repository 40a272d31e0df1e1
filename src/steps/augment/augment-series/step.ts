import { defineStep } from '../../../core/contract';
import { paramsInUse } from '../../../core/param-when';
import { quotedNames } from '../../../core/words';
import { hasWindows } from './columns';
import { augmentSeriesFrames } from './frames';
import { mends } from './mends';
import { augmentSeriesParams, type AugmentSeriesParams } from './params';
import { read } from './reading';

const NAMED_AT_MOST = 3;

/** `augment-series`: new windows that are real ones changed a little. */
export const augmentSeries = defineStep({
  id: 'augment-series',
  version: 1,
  stage: 'augment',
  title: 'Augment series',
  summary:
    'Makes new windows of real ones by noise, scale, drift, warps, slices and lost samples, each with its parent on record.',
  sentence: 'Augment the windows of {table} by {label}, {amount} → {augmented}, {provenance}',
  params: augmentSeriesParams,
  inputs: {
    table: {
      kind: 'table',
      isLearnt: true,
      meaning: 'The training windows: a list of values for each channel',
    },
  },
  wants: { table: { first: 'cut a series into windows first', isMet: hasWindows } },
  mends,
  resamples: true,
  outputs: {
    augmented: { kind: 'table', meaning: 'The real windows, unchanged and in order, then the new ones' },
    provenance: {
      kind: 'table',
      meaning:
        'Of each new window: new_row (its place), parent_row (its parent’s place in the input), parent (its key, or the place), operation, parameters (JSON with all that makes it again), seed',
    },
  },
  frames: augmentSeriesFrames,
  describe: (params) => ({ label: params.label || 'no label', amount: amountText(params) }),
  keyParams: (params) => paramsInUse(augmentSeriesParams, params),
  read,
});

function amountText({ amount, copies, counts, classes }: AugmentSeriesParams): string {
  if (amount === 'times') {
    return `${copies} new for each${classes.length === 0 ? '' : ` of ${quotedNames(classes, NAMED_AT_MOST)}`}`;
  }
  const wanted = Object.entries(counts).filter(([label]) => classes.length === 0 || classes.includes(label));
  if (wanted.length === 0) return 'as many as set for each class';
  if (wanted.length > NAMED_AT_MOST) return `as many as set for each of ${wanted.length} classes`;
  return wanted.map(([label, rows]) => `${rows} of “${label}”`).join(', ');
}
