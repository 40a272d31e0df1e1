import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { resampleFrames } from './frames';
import {
  ADDING,
  CLEANING,
  CUTTING,
  EDITING,
  isAdding,
  isCleaning,
  isCutting,
  MEASURING,
  METHOD_LINES,
  METHODS,
  MORE_METHODS,
  SYNTHETIC,
} from './methods';
import { read } from './reading';

const toGoal = [...ADDING, ...CUTTING];

/** The params of `resample`. */
export const resampleParams = z.strictObject({
  target: columnParam('table', 'The column that holds the classes'),
  method: z
    .enum(METHODS)
    .default('SMOTE')
    .describe('How rows are added or taken away')
    .meta({ more: MORE_METHODS, moreLabel: 'More methods', lines: METHOD_LINES }),
  amount: z
    .enum(['equal', 'minority', 'ratio', 'counts'])
    .default('equal')
    .describe(
      'equal: all classes as large as the largest (where rows are left out: as small as the smallest); minority: only the smallest grows (only the largest is cut); ratio and counts: as set below',
    )
    .meta(usedWhen({ method: toGoal })),
  ratio: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe(
      'Every class gets at least this share of the largest; where rows are left out, the smallest is at least this share of every class',
    )
    .meta(usedWhen({ method: toGoal, amount: ['ratio'] })),
  counts: z
    .record(z.string().max(1000), z.int().min(0).max(100_000_000))
    .default({})
    .describe('The rows that a class is to have; classes not named stay as they are')
    .meta({
      ...usedWhen({ method: toGoal, amount: ['counts'] }),
      keysOf: { frame: 'classes', column: 'class' },
    }),
  losing: z
    .enum(['auto', 'all', 'largest', 'listed'])
    .default('auto')
    .describe('Which classes cleaning may take rows from; auto: all but the smallest, after SMOTE all')
    .meta(usedWhen({ method: [...CLEANING] })),
  losingClasses: z
    .array(z.string().max(1000))
    .default([])
    .describe('The classes that may lose rows')
    .meta(usedWhen({ method: [...CLEANING], losing: ['listed'] })),
  k: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('For new rows: how many nearest rows of its class a row may be paired with')
    .meta(usedWhen({ method: [...SYNTHETIC] })),
  m: z
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe(
      'Neighbours among all rows that say whether a row is in danger: at least half of them foreign, not all',
    )
    .meta(usedWhen({ method: ['Borderline-SMOTE'] })),
  border: z
    .enum(['own class', 'all classes'])
    .default('own class')
    .describe(
      'own class: rows in danger are paired with their class (borderline-1); all classes: with any neighbour, foreign ones less than half way (borderline-2)',
    )
    .meta(usedWhen({ method: ['Borderline-SMOTE'] })),
  n: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe(
      'Neighbours that judge a row; for NearMiss, rows of the rarest class that distances are summed over',
    )
    .meta(usedWhen({ method: [...EDITING, 'neighbourhood cleaning', 'NearMiss'] })),
  kind: z
    .enum(['all', 'mode'])
    .default('all')
    .describe('all: a row stays if all its neighbours are of its class; mode: if most of them are')
    .meta(usedWhen({ method: [...EDITING] })),
  version: z
    .enum(['1', '2', '3'])
    .default('1')
    .describe(
      'NearMiss keeps the rows nearest to: 1, the nearest of the rarest class; 2, the farthest; 3, of the neighbours of each rare row those farthest from it',
    )
    .meta(usedWhen({ method: ['NearMiss'] })),
  shortList: z
    .int()
    .min(1)
    .max(1000)
    .default(3)
    .describe('For version 3: neighbours that each row of the rarest class puts on the short list')
    .meta(usedWhen({ method: ['NearMiss'], version: ['3'] })),
  features: columnsParam(
    'table',
    'The columns that say how near rows are; all others stay empty in new rows. None: all columns but the target, and but what is left out below',
  ).meta(usedWhen({ method: [...MEASURING] })),
  leaveOut: z
    .boolean()
    .default(true)
    .describe(
      'Where no features are named: leave out identifiers and texts with more than 100 different values, which then stay empty in new rows',
    )
    .meta(usedWhen({ method: [...MEASURING], rules: ['sluice'] })),
  gaps: z
    .enum(['as parents', 'by vote'])
    .default('as parents')
    .describe(
      'Missing categories in new rows. as parents: missing where it is in the nearer of the two rows, as with numbers; by vote: a value among the others, which seldom wins',
    )
    .meta(usedWhen({ method: [...SYNTHETIC], rules: ['sluice'] })),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(0)
    .describe('Another seed gives another choice')
    .meta(usedWhen({ method: [...ADDING, 'random under', 'one-sided selection'] })),
  rules: z
    .enum(['sluice', 'imbalanced-learn'])
    .default('sluice')
    .describe(
      'imbalanced-learn: row by row what imbalanced-learn 0.14 gives for the same seed; complete columns, unscaled, unrounded',
    ),
});

/** The params of `resample`, complete. */
export type ResampleParams = z.output<typeof resampleParams>;

/** `resample`: classes of more equal size, by new rows or by fewer, or of clearer borders. */
export const resample = defineStep({
  id: 'resample',
  version: 3,
  stage: 'balance',
  title: 'Balance by resampling',
  summary:
    'Makes the classes of a training table equally frequent, by new rows (SMOTE), repeated rows or fewer rows, or clears their borders.',
  sentence: 'Balance {table} by {target} with {method} {amount} → {balanced}',
  params: resampleParams,
  // Version 2 knew more methods, goals and frames; what version 1 could say means the same. Up to version 2 every column was a
  // feature where none was named, and missing categories were voted on.
  upgrades: [(params) => params, (params) => ({ ...params, leaveOut: false, gaps: 'by vote' })],
  inputs: { table: { kind: 'table', isLearnt: true, meaning: 'The training rows, with their classes' } },
  resamples: true,
  outputs: {
    balanced: { kind: 'table', meaning: 'The rows that were kept, then the new ones' },
    provenance: {
      kind: 'table',
      meaning:
        'What each new row was made of; where rows were left out, where each kept row stood as well: new_row, class, parent, neighbour, gap, origin',
    },
  },
  frames: resampleFrames,
  describe: (params) => ({
    target: params.target || '…',
    method: params.method,
    amount: amountText(params),
  }),
  keyParams: (params) => paramsInUse(resampleParams, params),
  read,
});

function amountText(params: ResampleParams): string {
  const { method } = params;
  if (!isAdding(method) && !isCutting(method)) return losingText(params);
  return isCleaning(method) ? `${goalText(params)}, ${losingText(params)}` : goalText(params);
}

function goalText({ method, amount, ratio, counts }: ResampleParams): string {
  const isCut = isCutting(method);
  switch (amount) {
    case 'equal':
      return 'until classes are equal';
    case 'minority':
      return isCut
        ? 'until the largest is as small as the smallest'
        : 'until the smallest is as large as the largest';
    case 'ratio': {
      const percent = `${Number((ratio * 100).toPrecision(6))} %`;
      return isCut
        ? `until the smallest has ${percent} of every class`
        : `until every class has ${percent} of the largest`;
    }
    case 'counts':
      return countsText(counts);
    default:
      return amount satisfies never;
  }
}

function countsText(counts: ResampleParams['counts']): string {
  const wanted = Object.entries(counts);
  if (wanted.length === 0) return 'until classes have the rows set for each';
  if (wanted.length > 3) return `until ${wanted.length} classes have the rows set for each`;
  return `until ${wanted.map(([label, rows]) => `“${label}” has ${rows}`).join(', ')}`;
}

function losingText({ method, losing, losingClasses }: ResampleParams): string {
  switch (losing) {
    case 'auto':
      return isAdding(method) ? 'then cleaning all classes' : 'in all classes but the smallest';
    case 'all':
      return isAdding(method) ? 'then cleaning all classes' : 'in all classes';
    case 'largest':
      return isAdding(method) ? 'then cleaning the largest class' : 'in the largest class';
    case 'listed': {
      const named = losingClasses.map((label) => `“${label}”`).join(', ') || '…';
      return isAdding(method) ? `then cleaning ${named}` : `in ${named}`;
    }
    default:
      return losing satisfies never;
  }
}
