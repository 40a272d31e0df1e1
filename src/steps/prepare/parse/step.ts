import * as z from 'zod';
import { columnsParam } from '../../../core/column-param';
import { defineStep } from '../../../core/contract';
import { paramsInUse, usedWhen } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { FRAMES } from './frame-shapes';
import { read } from './reading';

/** What texts are parsed to. */
export const TARGETS = ['number', 'integer', 'date', 'timestamp', 'boolean'] as const;
export type Target = (typeof TARGETS)[number];

const NAMED_AT_MOST = 3;
const words = z.array(z.string().max(1000)).max(1000);
const ofNumbers = usedWhen({ to: ['number', 'integer'] });
const ofDates = usedWhen({ to: ['date', 'timestamp'] });
const ofBooleans = usedWhen({ to: ['boolean'] });

/** The params of `parse`: which columns become what, how that is written there, and what becomes of the rest. */
export const parseParams = z.strictObject({
  columns: columnsParam('table', 'The text columns to parse', ['text']),
  to: z.enum(TARGETS).default('number').describe('What their texts become').meta({ label: 'Becomes' }),
  decimal: z
    .enum(['.', ','])
    .default('.')
    .describe('What stands before the decimals of a number')
    .meta({ ...ofNumbers, label: 'Decimal sign' }),
  thousands: z
    .enum(['none', ',', '.', ' ', "'"])
    .default('none')
    .describe('What stands between the thousands of a number')
    .meta({ ...ofNumbers, label: 'Between thousands', words: { ' ': 'space' } }),
  unit: z
    .string()
    .max(100)
    .default('auto')
    .describe(
      'The unit of the result: auto for the most frequent one, a unit such as cm (others of its kind are converted), 1 for plain numbers (5% becomes 0.05), a text that is taken off, or nothing: numbers without a unit only',
    )
    .meta(ofNumbers),
  bare: z
    .enum(['auto', 'kept', 'fails'])
    .default('auto')
    .describe(
      'What becomes of a number without a unit where others have one: it is taken as it stands (kept), or is not read (fails); auto: as it stands, but 0.05 beside 5% is the share that 5% is',
    )
    .meta({
      ...ofNumbers,
      label: 'Numbers without a unit',
      words: { auto: 'automatic', kept: 'as they stand', fails: 'not read' },
    }),
  behind: z
    .enum(['fails', 'left out'])
    .default('fails')
    .describe('What becomes of a number with words behind its unit, as in “12 oz. can”')
    .meta({ ...ofNumbers, label: 'Words behind the unit', words: { fails: 'not read' } }),
  formats: z
    .array(z.string().min(1).max(100))
    .max(50)
    .default([])
    .describe('How dates are written, such as %d.%m.%Y, tried in order; none: found by itself')
    .meta({ ...ofDates, label: 'Ways of writing a date' }),
  trueWords: words
    .default(['true', 't', 'yes', 'y', '1', 'on'])
    .describe('Words for true, in any capitals')
    .meta(ofBooleans),
  falseWords: words
    .default(['false', 'f', 'no', 'n', '0', 'off'])
    .describe('Words for false, in any capitals')
    .meta(ofBooleans),
  failures: z
    .enum(['missing', 'keep', 'fail'])
    .default('missing')
    .describe(
      'What becomes of a value that cannot be read: missing; keep: the column stays text, and a new one beside it holds what was read; fail: the cell fails',
    )
    .meta({
      label: 'Values that cannot be read',
      words: { missing: 'become missing', keep: 'kept as text', fail: 'stop the cell' },
    }),
});

/** The params of `parse`, complete. */
export type ParseParams = z.output<typeof parseParams>;

/** `parse`: texts become the numbers, dates or truths that they are written for. */
export const parse = defineStep({
  id: 'parse',
  version: 1,
  stage: 'prepare',
  title: 'Parse',
  summary: 'Turns columns of text into numbers, dates or true and false, and lists what cannot be read.',
  sentence: 'Parse {columns} of {table} as {to} → {parsed}',
  params: parseParams,
  inputs: { table: { kind: 'table', meaning: 'The table with text to parse' } },
  outputs: { parsed: { kind: 'table', meaning: 'The same rows in their order, with the columns parsed' } },
  frames: FRAMES,
  describe: (params) => ({
    columns: params.columns.length === 0 ? '…' : firstOf(params.columns, NAMED_AT_MOST),
    to: `${params.to}${writtenAs(params)}`,
  }),
  keyParams: (params) => paramsInUse(parseParams, params),
  read,
});

/** What of the way that values are written is not as usual: " (cm)". */
function writtenAs({ to, unit, formats }: ParseParams): string {
  switch (to) {
    case 'number':
    case 'integer':
      return unit === 'auto' ? '' : unit.trim() === '' ? ' without a unit' : ` (${unit.trim()})`;
    case 'date':
    case 'timestamp':
      return formats.length === 0 ? '' : ` written ${firstOf(formats, NAMED_AT_MOST)}`;
    case 'boolean':
      return '';
    default:
      return to satisfies never;
  }
}
