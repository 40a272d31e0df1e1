import * as z from 'zod';
import { defineStep } from '../../../core/contract';
import {
  filenameParam,
  limitParam,
  loadedColumnsShape,
  loadKey,
  typesParam,
} from '../../../core/load/params';
import { meaningsParam } from '../../../core/meaning/param';
import { sourceFiles, sourceSchema } from '../../../core/source';
import { sourceText } from '../../../core/source-text';
import { read } from './reading';

/** The params of `load-json`: where the table comes from, and what of it is a record. */
export const loadJsonParams = z.strictObject({
  source: sourceSchema.describe('The files to read: JSON, or one value a line'),
  at: z
    .string()
    .max(1000)
    .default('')
    .describe(
      'Where the records stand, as a path such as /data/items; empty: they are found; / is the whole text',
    ),
  nested: z
    .enum(['columns', 'text'])
    .default('columns')
    .describe('What becomes of objects within records: columns such as address.city, or JSON text'),
  header: z
    .enum(['auto', 'yes', 'no'])
    .default('auto')
    .describe('Where records are lists: whether the first one holds the names'),
  types: typesParam,
  filename: filenameParam,
  limit: limitParam,
  meanings: meaningsParam,
});

/** The params of `load-json`, complete. */
export type LoadJsonParams = z.output<typeof loadJsonParams>;

/** `load-json`: records in JSON become a table. */
export const loadJson = defineStep({
  id: 'load-json',
  version: 1,
  stage: 'load',
  title: 'Load JSON',
  summary: 'Reads JSON files, whole or one value a line, into one table.',
  sentence: 'Load JSON {source} → {table}',
  params: loadJsonParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'The records of the files as rows' } },
  frames: {
    files: {
      file: { type: 'text', meaning: 'Name of the file' },
      layout: { type: 'text', meaning: 'list, lines, single or columns' },
      record: { type: 'text', meaning: 'What a record is: object, list or value' },
      at: { type: 'text', meaning: 'Where the records stand; empty for the whole text' },
      encoding: { type: 'text', meaning: 'How characters are written as bytes' },
      rows: { type: 'integer', meaning: 'Rows read from it' },
    },
    columns: loadedColumnsShape('Name in the file, as a path of names with dots; null where it gives none'),
  },
  describe: ({ source }) => ({
    source: sourceText(source),
  }),
  keyParams: loadKey,
  sources: ({ source }) => sourceFiles(source),
  read,
});
