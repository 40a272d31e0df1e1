import type { TableArtifact } from '../core/artifact';
import { plainTraits } from '../core/artifact';
import { makeFailure } from '../core/failure';
import { emptyFrame, frameOfRows, type Frame } from '../core/frame';
import { numberFormat } from '../core/number-format';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { Column } from '../core/table';
import type { ViewQuery, ViewResult } from '../core/view';
import { previewFacts, previewHeads } from './grid-fixtures';

/** The gallery's number format: one locale, so that its pictures are the same everywhere. */
export const format = numberFormat('en');

const columns: readonly Column[] = [
  { name: 'Status', type: 'text', sqlType: 'VARCHAR' },
  { name: 'Seniority', type: 'integer', sqlType: 'BIGINT' },
  { name: 'Home', type: 'text', sqlType: 'VARCHAR' },
  { name: 'Income', type: 'integer', sqlType: 'BIGINT' },
  { name: 'Amount', type: 'number', sqlType: 'DOUBLE' },
  { name: 'Opened', type: 'date', sqlType: 'DATE' },
  { name: 'Größe_1', type: 'integer', sqlType: 'BIGINT' },
  { name: 'Remark', type: 'text', sqlType: 'VARCHAR' },
];
const names = columns.map((column) => column.name);

const longRemark =
  'Called twice; the second time a colleague answered, who promised to send the papers by Monday. They have not come.';

const rows = [
  ['good', 9, 'rent', 129, 800, '2019-03-14', 1, null],
  ['good', 17, 'rent', 131, 1000, '2019-03-15', 2, 'paid early'],
  ['bad', 10, 'owner', 200, 2000, '2019-03-15', 1, longRemark],
  ['good', 0, 'rent', 182, 900.5, '2019-03-18', 1, ''],
  ['good', 0, null, 107, 310, '2019-03-18', 3, null],
  ['good', 1, 'owner', null, 650, '2019-03-19', 1, '🎈 first loan'],
].map((cells) => Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])));

/** The first rows of a small table of loans. */
export const preview: Frame = frameOfRows(names, rows);

const tableOf = (key: string, count: number, of: readonly Column[]): TableArtifact => ({
  kind: 'table',
  key,
  table: `t_${key}`,
  traits: plainTraits,
  rows: count,
  columns: of,
});

/** A loaded table, as the step `load` gives it: one column was renamed, since the file names it twice. */
export const loadResult: ViewResult = {
  artifacts: { table: tableOf('credit', 4454, columns) },
  frames: {
    dialect: frameOfRows(
      ['delimiter', 'quote', 'header', 'encoding'],
      [{ delimiter: ',', quote: '"', header: true, encoding: 'utf-8' }],
    ),
    columns: frameOfRows(
      ['column', 'original', 'type', 'sql_type'],
      columns.map(({ name, type, sqlType }) => ({
        column: name,
        original: name === 'Größe_1' ? 'Größe' : name,
        type,
        sql_type: sqlType,
      })),
    ),
  },
  notices: [],
};

const wideColumns = Array.from({ length: 120 }, (_, index): Column => {
  return { name: `pixel_${index}`, type: 'integer', sqlType: 'BIGINT' };
});

/** A loaded table that is wider than a preview: 120 columns, no header. */
export const wideResult: ViewResult = {
  artifacts: { table: tableOf('pixels', 9, wideColumns) },
  frames: {
    dialect: frameOfRows(
      ['delimiter', 'quote', 'header', 'encoding'],
      [{ delimiter: ';', quote: '', header: false, encoding: 'latin-1' }],
    ),
    columns: frameOfRows(
      ['column', 'original', 'type', 'sql_type'],
      wideColumns.map(({ name }) => ({ column: name, original: null, type: 'integer', sql_type: 'BIGINT' })),
    ),
  },
  notices: [],
};

/** A loaded table without a row. */
export const emptyResult: ViewResult = {
  ...loadResult,
  artifacts: { table: tableOf('nothing', 0, columns) },
};

/** Answers a page of the loans table, and what its heads tell. */
export function askPreview(query: ViewQuery): Promise<Outcome<Frame>> {
  if (query.kind === 'heads') return Promise.resolve(succeed(previewHeads(query.columns)));
  if (query.kind === 'column') return Promise.resolve(succeed(previewFacts(query.column)));
  if (query.kind === 'rows') return Promise.resolve(succeed(frameOfRows(['rows'], [{ rows: 1204 }])));
  if (query.kind !== 'page') return askNothing();
  // The same few rows over and over, as far as the table goes.
  const count = Math.max(0, Math.min(query.limit, 4454 - query.offset));
  const page = Array.from({ length: count }, (_, row) => rows[(query.offset + row) % rows.length] ?? {});
  return Promise.resolve(succeed(frameOfRows(names, page)));
}

/** Answers a page of the wide table: the row times the column. */
export function askWide(query: ViewQuery): Promise<Outcome<Frame>> {
  if (query.kind !== 'page') return askNothing();
  const asked = query.columns ?? [];
  const page = Array.from({ length: 9 }, (_, row) =>
    Object.fromEntries(asked.map((name, column) => [name, (row * column) % 256])),
  );
  return Promise.resolve(succeed(frameOfRows(asked, page)));
}

/** Answers with no row. */
export const askNothing = (): Promise<Outcome<Frame>> => Promise.resolve(succeed(emptyFrame));

/** A failure with all that a failure can have. */
export const failure = makeFailure(
  'csv-value-not-of-type',
  { name: 'credit.csv', line: 218, value: 'unknown', type: 'an integer', column: 'Income' },
  {
    detail: 'Conversion Error: CSV Error on Line: 218\nCould not convert string "unknown" to \'BIGINT\'',
    sql: "SELECT * FROM read_csv('import/credit.csv', delim = ',', header = true)",
  },
);

/** A page that cannot be had. */
export const askGone = (): Promise<Outcome<Frame>> => Promise.resolve(fail(makeFailure('table-gone')));
