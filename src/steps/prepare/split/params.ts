import * as z from 'zod';
import { columnParam, columnsParam } from '../../../core/column-param';
import { usedWhen, type When } from '../../../core/param-when';

/** Most parts, and most folds. */
export const MOST_PARTS = 20;
/** A share below this is no part but a mistake; it also keeps the cuts of the hash apart. */
const LEAST_SHARE = 0.0001;
/** Shares typed by hand (0.333) need not add up to the last digit. */
const TOLERANCE = 1e-9;
/** Values of a column that are each given a part. */
const MOST_VALUES = 500;

/** Names that would be confused with the input, or with what every object has. */
const isReserved = (name: string): boolean => name === 'table' || name in {};

/** What a part may be called. */
export const partName = z
  .string()
  .regex(
    /^\p{L}[\p{L}\p{M}\p{N}_ -]{0,59}$/u,
    'a name starts with a letter and holds letters, digits, _ or -',
  )
  .refine((name) => !isReserved(name), 'this name is taken')
  .describe('Name of the part and of its output');

const partSchema = z.strictObject({
  name: partName,
  share: z.number().min(LEAST_SHARE).max(1).describe('Share of the rows, of 1'),
});

const hasOwnNames = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.toLowerCase())).size === names.length;

const partsSchema = z
  .array(partSchema)
  .min(2)
  .max(MOST_PARTS)
  .refine((parts) => hasOwnNames(parts.map(({ name }) => name)), 'two parts have the same name')
  .refine(
    (parts) => Math.abs(parts.reduce((sum, { share }) => sum + share, 0) - 1) <= TOLERANCE,
    'the shares must make the whole (100 %)',
  );

const valuesSchema = z
  .array(
    z.strictObject({
      value: z.string().max(1000).nullable().describe('The value as text; null for a missing one'),
      part: partName,
    }),
  )
  .min(1)
  .max(MOST_VALUES)
  .refine(
    (values) => new Set(values.map(({ value }) => value)).size === values.length,
    'a value is given to two parts',
  )
  .refine((values) => {
    const parts = [...new Set(values.map(({ part }) => part))];
    return parts.length <= MOST_PARTS && hasOwnNames(parts);
  }, `there are more than ${MOST_PARTS} parts, or two of the same name`);

/** What decides which row goes where. */
const METHODS = ['hash', 'stratified', 'group', 'time', 'position', 'column'] as const;
/** Methods that cut by shares, and so make folds. */
const CUTTING = METHODS.filter((method) => method !== 'column');
const FOLDS = Array.from({ length: MOST_PARTS - 1 }, (_, i) => i + 2);
const SEEDED: readonly When[] = [{ method: ['hash'], rule: ['md5'] }, { method: ['stratified', 'group'] }];

/** The params of `split`: the parts, and what decides which row goes where. */
export const splitParams = z.strictObject({
  parts: partsSchema
    .default([
      { name: 'train', share: 0.8 },
      { name: 'test', share: 0.2 },
    ])
    .describe(
      `The parts with their shares: 2 to ${MOST_PARTS}, each with a name of its own, together the whole`,
    )
    .meta(usedWhen({ method: CUTTING, folds: [null] })),
  folds: z
    .int()
    .min(2)
    .max(MOST_PARTS)
    .nullable()
    .default(null)
    .describe('Equal parts for cross-validation, fold_1 and so on, in place of named ones. None: the parts')
    .meta(usedWhen({ method: CUTTING })),
  testFold: z
    .int()
    .min(1)
    .max(MOST_PARTS)
    .nullable()
    .default(1)
    .describe(
      'The number of the fold that is test; the others are train, by time those before it, so that it is the second at least. None: a table for each fold',
    )
    .meta(usedWhen({ method: CUTTING, folds: FOLDS })),
  method: z
    .enum(METHODS)
    .default('hash')
    .describe(
      'hash: by what the row says, the same as rows are added; stratified: equal shares of every class; group: rows of one key together, shares met as nearly as can be; time: the earlier rows first, equal times together; position: the first rows first; column: by a column that names the part',
    ),
  stratify: columnParam(
    'table',
    'For “stratified”: the column whose classes get the same share in every part; for “group” the same as far as whole groups allow',
  ).meta({ ...usedWhen({ method: ['stratified', 'group'] }), unset: 'not stratified' }),
  by: columnsParam(
    'table',
    'For “hash” and “group”: key columns; rows with equal keys stay together. None, for “hash”: all columns of the row',
  ).meta(usedWhen({ method: ['hash', 'group'] })),
  rule: z
    .enum(['md5', 'tfx', 'tfx-feature'])
    .default('md5')
    .describe(
      'For “hash”: md5 hits shares to the ten thousandth and knows seeds; tfx is the rule of TFX’s ExampleGen, SHA-256 of the key modulo buckets; tfx-feature the same of the key as TFX stores it, for one column of integers or text',
    )
    .meta(usedWhen({ method: ['hash'] })),
  order: columnParam(
    'table',
    'For “time” and “position”: the column that orders the rows, such as a date. None, for “position”: as they stand',
  ).meta(usedWhen({ method: ['position', 'time'] })),
  cuts: z
    .array(z.string().max(100))
    .max(MOST_PARTS - 1)
    .default([])
    .describe(
      'For “time”: the first value of every part but the first, such as 2024-01-01. None: cut by the shares',
    )
    .meta(usedWhen({ method: ['time'], folds: [null] })),
  gap: z
    .string()
    .regex(/^(\d+(\.\d+)?( ?\p{L}+)?)?$/u, 'a number with or without a unit, such as 7 days')
    .max(40)
    .default('')
    .describe(
      'For “time”: how long before each cut rows are left out, such as 7 days or 12 hours; for numbers in their own unit',
    )
    .meta(usedWhen({ method: ['time'] })),
  column: columnParam('table', 'For “column”: the column whose values name the parts').meta(
    usedWhen({ method: ['column'] }),
  ),
  values: valuesSchema
    .default([
      { value: 'train', part: 'train' },
      { value: 'test', part: 'test' },
    ])
    .describe('For “column”: which value goes to which part; rows of other values are left out')
    .meta(usedWhen({ method: ['column'] })),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(0)
    .describe('Another seed gives another choice of rows')
    .meta(usedWhen(...SEEDED)),
  leaks: z.boolean().default(true).describe('Look for leaks: equal keys and nearly equal rows in two parts'),
  keys: columnsParam(
    'table',
    'Columns that tell persons or things apart, whose values must not stand in two parts. None: those that read as identifiers',
  ).meta(usedWhen({ leaks: [true] })),
});

/** The params of `split`, complete. */
export type SplitParams = z.output<typeof splitParams>;
