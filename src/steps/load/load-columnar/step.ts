import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import { filenameParam, limitParam, loadKey } from '../../../core/load/params';
import { meaningsParam } from '../../../core/meaning/param';
import { sourceFiles, sourceSchema } from '../../../core/source';
import { sourceText } from '../../../core/source-text';
import { read } from './reading';

/** The params of `load-columnar`: where the table comes from, and how much of it is read. */
export const loadColumnarParams = z.strictObject({
  source: sourceSchema.describe('The files to read: Parquet, Arrow files or Arrow streams'),
  columns: z
    .array(z.string().max(1000))
    .default([])
    .describe('Names of the columns to read, in the order of the file; all where left empty'),
  filename: filenameParam,
  limit: limitParam,
  meanings: meaningsParam,
});

/** The params of `load-columnar`, complete. */
export type LoadColumnarParams = z.output<typeof loadColumnarParams>;

/** `load-columnar`: files that store their values by column become a table. */
export const loadColumnar = defineStep({
  id: 'load-columnar',
  version: 1,
  stage: 'load',
  title: 'Load Parquet or Arrow',
  summary: 'Reads Parquet files, Arrow files and Arrow streams into one table, with the types they state.',
  sentence: 'Load {source} → {table}',
  params: loadColumnarParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'The rows and columns of the files' } },
  frames: {
    files: {
      file: { type: 'text', meaning: 'Name of the file' },
      format: { type: 'text', meaning: 'Parquet, Arrow file or Arrow stream' },
      bytes: { type: 'integer', meaning: 'Size of the file' },
      rows: { type: 'integer', meaning: 'Rows in the file' },
      rows_read: { type: 'integer', meaning: 'Rows read from it' },
      groups: { type: 'integer', meaning: 'Row groups (Parquet) or record batches (Arrow)' },
      codecs: { type: 'text', meaning: 'How the columns read are compressed' },
      written_by: { type: 'text', meaning: 'What wrote the file; null where it does not say' },
    },
    columns: {
      file: { type: 'text', meaning: 'Name of the file' },
      column: { type: 'text', meaning: 'Name in the table' },
      original: { type: 'text', meaning: 'Name in the file' },
      stored: { type: 'text', meaning: 'Type in the file' },
      type: { type: 'text', meaning: 'Kind of values' },
      sql_type: { type: 'text', meaning: 'Storage type in DuckDB' },
      change: { type: 'text', meaning: 'What was changed on the way; null where nothing was' },
    },
  },
  describe: ({ source }) => ({
    source: sourceText(source),
  }),
  keyParams: loadKey,
  sources: ({ source }) => sourceFiles(source),
  read,
});
