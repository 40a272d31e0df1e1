import * as z from 'zod';
import type { Port } from '../../../core/contract';
import { columnParam, columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { partsText } from './part-names';
import { read } from './reading';

const MOST_PARTS = 5;
/** A share below this is no part but a mistake; it also keeps the cuts of the hash apart. */
const LEAST_SHARE = 0.0001;
/** Shares typed by hand (0.333) need not add up to the last digit. */
const TOLERANCE = 1e-9;

/** Names that would be confused with the input, or with what every object has. */
const isReserved = (name: string): boolean => name === 'table' || name in {};

const partSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^\p{L}[\p{L}\p{M}\p{N}_ -]{0,59}$/u,
      'a name starts with a letter and holds letters, digits, _ or -',
    )
    .refine((name) => !isReserved(name), 'this name is taken')
    .describe('Name of the part and of its output'),
  share: z.number().min(LEAST_SHARE).max(1).describe('Share of the rows, of 1'),
});

const partsSchema = z
  .array(partSchema)
  .min(2)
  .max(MOST_PARTS)
  .refine(
    (parts) => new Set(parts.map(({ name }) => name.toLowerCase())).size === parts.length,
    'two parts have the same name',
  )
  .refine(
    (parts) => Math.abs(parts.reduce((sum, { share }) => sum + share, 0) - 1) <= TOLERANCE,
    'the shares must make the whole (100 %)',
  );

/** The params of `split`: the parts, and what decides which row goes where. */
export const splitParams = z.strictObject({
  parts: partsSchema
    .default([
      { name: 'train', share: 0.8 },
      { name: 'test', share: 0.2 },
    ])
    .describe('The parts with their shares: 2 to 5, each with a name of its own, together the whole'),
  method: z
    .enum(['hash', 'stratified', 'position'])
    .default('hash')
    .describe(
      'hash: by what the row says, equal rows together; stratified: equal shares of every class; position: the first rows first',
    ),
  stratify: columnParam(
    'table',
    'For “stratified”: the column whose classes get the same share in every part',
  ).meta(usedWhen({ method: ['stratified'] })),
  by: columnsParam(
    'table',
    'For “hash”: key columns; rows with equal keys stay together. None: all columns of the row',
  ).meta(usedWhen({ method: ['hash'] })),
  order: columnParam(
    'table',
    'For “position”: the column that orders the rows, such as a date. None: as they stand',
  ).meta(usedWhen({ method: ['position'] })),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(0)
    .describe('Another seed gives another choice of rows')
    .meta(usedWhen({ method: ['hash', 'stratified'] })),
});

/** The params of `split`, complete. */
export type SplitParams = z.output<typeof splitParams>;

const partPort = (name: string): Port => ({ kind: 'table', meaning: `The rows of the part ${name}` });

/** `split`: one table becomes several that share no row. */
export const split = defineStep({
  id: 'split',
  version: 1,
  stage: 'prepare',
  title: 'Split',
  summary: 'Divides the rows of a table into parts, such as training and test, so that no row is in two.',
  sentence: 'Split {table} into {parts}, {method} → {outputs}',
  params: splitParams,
  inputs: { table: { kind: 'table', meaning: 'The table to divide' } },
  outputs: ({ parts }) => Object.fromEntries(parts.map(({ name }) => [name, partPort(name)])),
  frames: {
    parts: {
      part: { type: 'text', meaning: 'Name of the part' },
      rows: { type: 'integer', meaning: 'Its rows' },
      share: { type: 'number', meaning: 'Its share of all rows; null for a table without rows' },
      asked: { type: 'number', meaning: 'The share that was asked for' },
      equal_rows: {
        type: 'integer',
        meaning: 'Rows of it that equal, in every column, a row of another part',
      },
      first: { type: 'any', meaning: 'Least value of the order column, NaN last; null without one' },
      last: { type: 'any', meaning: 'Greatest value of the order column; null without one' },
    },
    classes: {
      class: {
        type: 'text',
        meaning: 'Class of the column split by; null for missing. None unless stratified',
      },
      part: { type: 'text', meaning: 'Name of the part' },
      rows: { type: 'integer', meaning: 'Rows of the class in the part' },
      share: {
        type: 'number',
        meaning: 'Share of the class in the rows of the part; null for an empty part',
      },
    },
  },
  describe: (params) => ({ parts: partsText(params.parts), method: methodText(params) }),
  keyParams: (params) => paramsInUse(splitParams, params),
  read,
});

function methodText({ method, stratify, by, order }: SplitParams): string {
  switch (method) {
    case 'hash':
      return by.length === 0 ? 'equal rows together' : `rows of equal ${by.join(', ')} together`;
    case 'stratified':
      return `stratified by ${stratify || '…'}`;
    case 'position':
      return order === '' ? 'in the order of its rows' : `in the order of ${order}`;
    default:
      return method satisfies never;
  }
}
