import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { emptyFrame, frameRows, type FrameRow } from '../../../core/frame';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { read } from './reading';

/** What becomes of the rows of two tables. */
export const KINDS = ['left', 'inner', 'right', 'full', 'semi', 'anti', 'as-of'] as const;
/** Kinds of values that have a before and an after. */
export const TIME_TYPES = ['timestamp', 'date', 'integer', 'number'] as const;

const NAMED_AT_MOST = 3;
const BOTH_SIDES = ['left', 'inner', 'right', 'full', 'as-of'];
const asOf = usedWhen({ kind: ['as-of'] });

/** The params of `join`: which columns must be equal, and which rows stay. */
export const joinParams = z.strictObject({
  kind: z
    .enum(KINDS)
    .default('left')
    .describe(
      'left, inner, right, full: whose rows stay without a match; semi, anti: rows of left with, without a match; as-of: the last row of right before the time of left',
    ),
  keys: columnsParam(
    'left',
    'Key columns of left. None: the column of the same name that is unique on one side, or all of them; of as-of: no keys',
  ),
  rightKeys: columnsParam(
    'right',
    'Key columns of right, in the order of keys. None: those of the same names',
  ),
  time: columnParam('left', 'For “as-of”: the column of left that says when', TIME_TYPES).meta(asOf),
  rightTime: columnParam(
    'right',
    'For “as-of”: the same of right. None: the one of the same name',
    TIME_TYPES,
  ).meta(asOf),
  tolerance: z
    .number()
    .min(0)
    .max(1e12)
    .nullable()
    .default(null)
    .describe('For “as-of”: how far back a row may lie, in the unit below; nothing: any time')
    .meta(asOf),
  unit: z
    .enum(['seconds', 'minutes', 'hours', 'days'])
    .default('days')
    .describe('Unit of the tolerance for dates and timestamps; numbers are taken as they are')
    .meta(asOf),
  sameTime: z
    .boolean()
    .default(true)
    .describe('For “as-of”: a row of right at the very time of left counts; else only earlier ones')
    .meta(asOf),
  compare: z
    .enum(['as they are', 'as text'])
    .default('as they are')
    .describe('as text: keys of different types are compared by what they look like'),
  suffix: z
    .string()
    .min(1)
    .max(100)
    .default('_right')
    .describe('Added to the name of a column of right that left has too')
    .meta(usedWhen({ kind: BOTH_SIDES })),
});

/** The params of `join`, complete. */
export type JoinParams = z.output<typeof joinParams>;

/** `join`: columns of two tables beside each other, in rows of equal keys. */
export const join = defineStep({
  id: 'join',
  version: 1,
  stage: 'prepare',
  title: 'Join',
  summary: 'Puts the columns of two tables side by side, in rows whose keys are equal.',
  sentence: 'Join {left} with {right} on {keys}, {kind} → {joined}',
  params: joinParams,
  inputs: {
    left: { kind: 'table', meaning: 'The table whose rows lead' },
    right: { kind: 'table', meaning: 'The table that is looked up' },
  },
  outputs: {
    joined: { kind: 'table', meaning: 'The rows of left in their order, then those of right alone' },
  },
  picksRows: true,
  frames: {
    sides: {
      side: { type: 'text', meaning: 'left or right' },
      rows: { type: 'integer', meaning: 'Rows of the table' },
      matched: { type: 'integer', meaning: 'Rows that met a row of the other table' },
      orphaned: { type: 'integer', meaning: 'Rows that met none, though they have a key' },
      keyless: {
        type: 'integer',
        meaning: 'Rows with a missing value in a key or time column: they match nothing',
      },
      repeated: {
        type: 'integer',
        meaning: 'Keys found in both tables that stand more than once in this one',
      },
    },
    keys: {
      left: { type: 'text', meaning: 'Key column of left' },
      right: { type: 'text', meaning: 'The column of right that it is compared with' },
      role: { type: 'text', meaning: 'key, or time for the time of as-of' },
      left_type: { type: 'text', meaning: 'Kind of values on the left' },
      right_type: { type: 'text', meaning: 'Kind of values on the right' },
    },
    columns: {
      column: { type: 'text', meaning: 'Name in the result' },
      side: { type: 'text', meaning: 'left, right, or both for a key that is one column in the result' },
      original: { type: 'text', meaning: 'Its name in its table' },
    },
    summary: {
      kind: { type: 'text', meaning: 'How it was joined' },
      rows: { type: 'integer', meaning: 'Rows of the result' },
      pairs: { type: 'integer', meaning: 'Pairs of a left and a right row that belong together' },
      keys_found: { type: 'boolean', meaning: 'True where the keys were found, not named' },
      repeated_times: {
        type: 'integer',
        meaning: 'Rows of right left out by as-of: a later row has the same key and time',
      },
    },
  },
  describe: (params) => ({ keys: keysText(params), kind: kindText(params) }),
  describeFound: (params, frames) =>
    params.keys.length > 0 || params.kind === 'as-of' ? {} : foundKeys(frameRows(frames.keys ?? emptyFrame)),
  keyParams: (params) => paramsInUse(joinParams, params),
  read,
});

/** The keys that a run found, in words; nothing where it found none. */
function foundKeys(rows: readonly FrameRow[]): Readonly<Record<string, string>> {
  const names = rows.filter(({ role }) => role === 'key').map(({ left }) => String(left));
  return names.length === 0 ? {} : { keys: firstOf(names, NAMED_AT_MOST) };
}

/** "id, date = day": the keys in words. */
function keysText({ keys, rightKeys, kind, time, rightTime }: JoinParams): string {
  const pair = (left: string, right: string | undefined): string =>
    right === undefined || right === '' || right === left ? left : `${left} = ${right}`;
  const pairs = keys.map((key, place) => pair(key, rightKeys[place]));
  if (kind === 'as-of') return firstOf([...pairs, pair(time || '…', rightTime)], NAMED_AT_MOST);
  return pairs.length === 0 ? 'the columns of the same name' : firstOf(pairs, NAMED_AT_MOST);
}

function kindText({ kind }: JoinParams): string {
  switch (kind) {
    case 'left':
      return 'all rows of left';
    case 'inner':
      return 'rows that match';
    case 'right':
      return 'all rows of right';
    case 'full':
      return 'all rows of both';
    case 'semi':
      return 'rows of left that match';
    case 'anti':
      return 'rows of left that do not match';
    case 'as-of':
      return 'the last row of right before';
    default:
      return kind satisfies never;
  }
}
