import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { sourceFiles, sourceSchema } from '../../../core/source';
import { read } from './reading';

/** Types a user can force on a column. */
export const FORCED_TYPES = ['text', 'integer', 'number', 'boolean', 'date', 'timestamp'] as const;

/** The params of `load`: where the table comes from and how its text is to be read. `auto` is found out and said. */
export const loadParams = z.strictObject({
  source: sourceSchema.describe('The file, sample or embedded text to read'),
  delimiter: z
    .union([z.literal('auto'), z.string().min(1).max(4)])
    .default('auto')
    .describe('What stands between fields: auto, or 1 to 4 characters'),
  quote: z
    .union([z.literal('auto'), z.literal('none'), z.string().length(1)])
    .default('auto')
    .describe('What stands around fields that hold the delimiter'),
  header: z.enum(['auto', 'yes', 'no']).default('auto').describe('Whether the first line holds column names'),
  encoding: z
    .enum(['auto', 'utf-8', 'utf-16', 'latin-1'])
    .default('auto')
    .describe('How characters are written as bytes'),
  missing: z.array(z.string()).default(['']).describe('Field texts that mean a missing value'),
  types: z
    .record(z.string(), z.enum(FORCED_TYPES))
    .default({})
    .describe('Types set by hand, by column name; the others are found out'),
  limit: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('Read at most so many rows; all where left empty'),
});

/** The params of `load`, complete. */
export type LoadParams = z.output<typeof loadParams>;

/** `load`: a file becomes a table. */
export const load = defineStep({
  id: 'load',
  version: 1,
  stage: 'load',
  title: 'Load',
  summary: 'Reads a CSV file into a table of the engine, without a copy in JavaScript.',
  sentence: 'Load {source} → {table}',
  params: loadParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'The rows and columns of the file' } },
  frames: {
    dialect: {
      delimiter: { type: 'text', meaning: 'What stands between fields' },
      quote: { type: 'text', meaning: 'What stands around fields; empty where nothing does' },
      header: { type: 'boolean', meaning: 'Whether the first line holds the names' },
      encoding: { type: 'text', meaning: 'How characters are written as bytes' },
    },
    columns: {
      column: { type: 'text', meaning: 'Name in the table' },
      original: { type: 'text', meaning: 'Name in the file; null where the file gives none' },
      type: { type: 'text', meaning: 'Kind of values' },
      sql_type: { type: 'text', meaning: 'Storage type in DuckDB' },
    },
  },
  describe: ({ source }) => ({
    source: source.kind === 'file' ? source.files.map((file) => file.name).join(', ') : source.name,
  }),
  keyParams: ({ source: _source, ...params }) => params,
  sources: ({ source }) => sourceFiles(source),
  read,
});
