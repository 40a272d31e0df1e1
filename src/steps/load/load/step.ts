import { defineStep } from '../../../core/contract';
import { loadedColumnsShape } from '../../../core/load/params';
import { sourceFiles } from '../../../core/source';
import { sourceText } from '../../../core/source-text';
import { loadParams } from './params';
import { read } from './reading';

export { loadParams } from './params';

/** `load`: files of delimited text become a table. */
export const load = defineStep({
  id: 'load',
  version: 1,
  stage: 'load',
  title: 'Load',
  summary:
    'Reads CSV files, or other delimited text, into a table of the engine, without a copy in JavaScript.',
  sentence: 'Load {source} → {table}',
  params: loadParams,
  inputs: {},
  outputs: { table: { kind: 'table', meaning: 'The rows and columns of the files' } },
  frames: {
    dialect: {
      file: { type: 'text', meaning: 'The file; one row for each' },
      delimiter: { type: 'text', meaning: 'What stands between fields' },
      quote: { type: 'text', meaning: 'What stands around fields; empty where nothing does' },
      escape: { type: 'text', meaning: 'What stands before a quote inside a field' },
      header: { type: 'boolean', meaning: 'Whether the first line holds the names' },
      skip: { type: 'integer', meaning: 'Lines left out above the table' },
      comment: { type: 'text', meaning: 'What begins a comment; empty where nothing does' },
      encoding: { type: 'text', meaning: 'How characters are written as bytes' },
      date_format: { type: 'text', meaning: 'How dates are written; null where no column holds any' },
      timestamp_format: { type: 'text', meaning: 'How dates with a time are written' },
      rows: { type: 'integer', meaning: 'Rows read' },
      rejected: { type: 'integer', meaning: 'Rows that did not parse and were left out' },
    },
    columns: loadedColumnsShape('Name in the file; null where the file gives none'),
    preview: {
      line: { type: 'integer', meaning: 'Line of the first file, from 1' },
      text: { type: 'text', meaning: 'The line as it stands there; the first 400 characters' },
    },
    missing_suggestions: {
      column: { type: 'text', meaning: 'Column in which a text may mean missing' },
      token: { type: 'text', meaning: 'That text' },
      rows: { type: 'integer', meaning: 'Rows that hold it' },
      why: { type: 'text', meaning: 'What speaks for it' },
    },
    number_suggestions: {
      column: { type: 'text', meaning: 'Text column that holds numbers written in another way' },
      decimal: { type: 'text', meaning: 'What stands before the decimals there' },
      thousands: { type: 'text', meaning: 'What stands between the thousands there; “none” for nothing' },
      why: { type: 'text', meaning: 'What speaks for it' },
    },
    rejects: {
      file: { type: 'text', meaning: 'The file of a row that did not parse; the first 1,000 rows' },
      line: { type: 'integer', meaning: 'Line on which it begins, from 1; null where it is not known' },
      column: { type: 'text', meaning: 'Column of the value that does not fit; null for the row as a whole' },
      value: { type: 'text', meaning: 'That value' },
      reason: { type: 'text', meaning: 'Why the row was left out' },
      text: { type: 'text', meaning: 'The row as it stands in the file; null where it is not at hand' },
    },
  },
  describe: ({ source }) => ({ source: sourceText(source) }),
  // Names of files are no part of the key, except where they stand in the table.
  // Nor are meanings: they change no value.
  keyParams: ({ source, meanings: _, ...params }) =>
    params.filename === '' ? params : { ...params, files: sourceFiles(source).map(labelOfFile) },
  sources: ({ source }) => sourceFiles(source),
  read,
});

function labelOfFile(file: ReturnType<typeof sourceFiles>[number]): string {
  return file.kind === 'file' && file.member !== undefined ? `${file.name}/${file.member}` : file.name;
}
