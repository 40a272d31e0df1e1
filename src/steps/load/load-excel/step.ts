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

/** The params of `load-excel`: which cells become the table. */
export const loadExcelParams = z.strictObject({
  source: sourceSchema.describe('The workbooks to read: .xlsx, .xlsm, .xls or .ods'),
  sheet: z.string().max(200).default('').describe('Name of the sheet; empty: the first one that holds data'),
  range: z
    .string()
    .max(40)
    .default('')
    .describe('Cells to read, such as A3:F20; empty: the table is found, notes around it are left out'),
  header: z
    .enum(['auto', 'yes', 'no'])
    .default('auto')
    .describe('Whether the first row of the table holds the names'),
  types: typesParam,
  filename: filenameParam,
  limit: limitParam,
  meanings: meaningsParam,
});

/** The params of `load-excel`, complete. */
export type LoadExcelParams = z.output<typeof loadExcelParams>;

/** `load-excel`: a sheet of a workbook becomes a table. */
export const loadExcel = defineStep({
  id: 'load-excel',
  version: 1,
  stage: 'load',
  title: 'Load Excel',
  summary: 'Reads a sheet of Excel or OpenDocument workbooks into a table.',
  sentence: 'Load Excel {source}, sheet {sheet}, cells {range} → {table}',
  params: loadExcelParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'The rows and columns of the sheet' } },
  frames: {
    files: {
      file: { type: 'text', meaning: 'Name of the file' },
      sheet: { type: 'text', meaning: 'Sheet that was read' },
      range: { type: 'text', meaning: 'Cells of header and rows, in A1 notation' },
      header_row: { type: 'integer', meaning: 'Row of the header, from 1; null where there is none' },
      rows: { type: 'integer', meaning: 'Rows read from it' },
    },
    sheets: {
      sheet: { type: 'text', meaning: 'Name of a sheet of the first file' },
      hidden: { type: 'boolean', meaning: 'Whether the workbook hides it' },
      read: { type: 'boolean', meaning: 'Whether the table is from it' },
    },
    preview: {
      row: { type: 'integer', meaning: 'Row of the sheet, from 1' },
      column: { type: 'text', meaning: 'Column of the sheet, in letters' },
      text: { type: 'text', meaning: 'What the sheet shows in that cell' },
    },
    columns: loadedColumnsShape('Name in the header; null where it gives none'),
  },
  describe: ({ source, sheet, range }) => ({
    source: sourceText(source),
    sheet: sheet === '' ? 'first with data' : sheet,
    range: range === '' ? 'as found' : range,
  }),
  keyParams: loadKey,
  sources: ({ source }) => sourceFiles(source),
  read,
});
