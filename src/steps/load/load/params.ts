import * as z from 'zod';
import { limitParam, typesParam } from '../../../core/load/params';
import { meaningsParam } from '../../../core/meaning/param';
import { sourceSchema } from '../../../core/source';
import { ENCODINGS } from './dialect/encodings';

const columnNames = z.string().max(1000);
const words = z.array(z.string().max(1000)).max(1000);

/** The params of `load`: where the table comes from and how its text is to be read. `auto` is found out and said. */
export const loadParams = z.strictObject({
  source: sourceSchema.describe('The files, sample or embedded text to read'),
  delimiter: z
    .union([z.literal('auto'), z.string().min(1).max(4)])
    .default('auto')
    .describe('What stands between fields: auto, or 1 to 4 characters'),
  quote: z
    .union([z.literal('auto'), z.literal('none'), z.string().length(1)])
    .default('auto')
    .describe('What stands around fields that hold the delimiter: auto, none or one character'),
  escape: z
    .union([z.literal('auto'), z.string().length(1)])
    .default('auto')
    .describe('What stands before a quote that is part of a value: auto, or one character'),
  header: z.enum(['auto', 'yes', 'no']).default('auto').describe('Whether the first line holds column names'),
  skip: z
    .int()
    .nonnegative()
    .nullable()
    .default(null)
    .describe('Lines left out above the table; found out where left empty'),
  comment: z
    .union([z.literal('auto'), z.literal('none'), z.string().length(1)])
    .default('auto')
    .describe('What begins a comment: auto, none or one character'),
  encoding: z.enum(ENCODINGS).default('auto').describe('How characters are written as bytes'),
  decimal: z.enum(['.', ',']).default('.').describe('What stands before the decimals of a number'),
  thousands: z
    .enum(['none', ',', '.', ' ', "'"])
    .default('none')
    .describe('What stands between the thousands of a number'),
  dateFormat: z
    .string()
    .max(100)
    .default('auto')
    .describe('How dates are written: auto, or such as %d.%m.%Y'),
  timestampFormat: z
    .string()
    .max(100)
    .default('auto')
    .describe('How dates with a time are written: auto, or such as %d.%m.%Y %H:%M'),
  missing: z.array(z.string()).default(['']).describe('Field texts that mean a missing value'),
  missingIn: z
    .record(columnNames, words)
    .default({})
    .describe('Field texts that mean a missing value in one column, by column name'),
  types: typesParam,
  formats: z
    .record(columnNames, z.string().min(1).max(100))
    .default({})
    .describe('How dates are written in one column, by column name, such as %d.%m.%Y'),
  booleans: z
    .record(columnNames, z.strictObject({ true: words, false: words }))
    .default({})
    .describe('The words for true and for false of a column whose type is set to boolean, by column name'),
  columns: z.array(columnNames).default([]).describe('Read only these columns; all where none is named'),
  limit: limitParam,
  filename: z
    .string()
    .max(200)
    .default('')
    .describe('A last column of this name says which file a row came from; none where left empty'),
  strict: z
    .boolean()
    .default(false)
    .describe('Fail at the first row that does not parse, instead of leaving it out and saying so'),
  meanings: meaningsParam,
});

/** The params of `load`, complete. */
export type LoadParams = z.output<typeof loadParams>;
