import { plainTraits, type TableArtifact } from '../core/artifact';
import { frameOfRows, type Frame } from '../core/frame';
import type { Column } from '../core/table';
import type { ViewResult } from '../core/view';

const jsonColumns: readonly Column[] = [
  { name: 'id', type: 'integer', sqlType: 'BIGINT' },
  { name: 'address.city', type: 'text', sqlType: 'VARCHAR' },
  { name: 'seen', type: 'timestamp', sqlType: 'TIMESTAMP' },
  { name: 'Tags', type: 'text', sqlType: 'VARCHAR' },
  { name: 'tags_1', type: 'text', sqlType: 'VARCHAR' },
];

const sheetColumns: readonly Column[] = [
  { name: 'Name', type: 'text', sqlType: 'VARCHAR' },
  { name: 'Age', type: 'integer', sqlType: 'BIGINT' },
  { name: 'Born', type: 'date', sqlType: 'DATE' },
];

const tableOf = (key: string, rows: number, columns: readonly Column[]): TableArtifact => ({
  kind: 'table',
  key,
  table: `t_${key}`,
  traits: plainTraits,
  rows,
  columns,
});

function columnsFrame(columns: readonly Column[], originals: Readonly<Record<string, string>> = {}): Frame {
  return frameOfRows(
    ['column', 'original', 'type', 'sql_type'],
    columns.map(({ name, type, sqlType }) => ({
      column: name,
      original: originals[name] ?? name,
      type,
      sql_type: sqlType,
    })),
  );
}

/** The first rows of the JSON table. */
export const jsonRows = frameOfRows(
  jsonColumns.map(({ name }) => name),
  [
    {
      id: '9007199254740993',
      'address.city': 'Köln',
      seen: '2020-01-01T10:00:00',
      Tags: '["a","b"]',
      tags_1: 'x',
    },
    { id: 2, 'address.city': null, seen: null, Tags: '[]', tags_1: '' },
  ],
);

/** A table from JSON, with a name that stood twice but for its capitals. */
export const jsonResult: ViewResult = {
  artifacts: { table: tableOf('json', 2, jsonColumns) },
  frames: {
    files: frameOfRows(
      ['file', 'layout', 'record', 'at', 'encoding', 'rows'],
      [{ file: 'people.json', layout: 'list', record: 'object', at: '/data', encoding: 'utf-8', rows: 2 }],
    ),
    columns: columnsFrame(jsonColumns, { tags_1: 'tags' }),
  },
  notices: [],
};

/** The first rows of the table of a sheet. */
export const sheetRows = frameOfRows(
  sheetColumns.map(({ name }) => name),
  [
    { Name: 'David Bowie', Age: 69, Born: '1947-01-08' },
    { Name: 'Carrie Fisher', Age: 60, Born: '1956-10-21' },
  ],
);

const shown: readonly (readonly [number, string, string])[] = [
  [1, 'A', 'Lots of people'],
  [2, 'A', 'simply cannot resist writing notes above the table'],
  [4, 'A', 'Name'],
  [4, 'B', 'Age'],
  [4, 'C', 'Born'],
  [5, 'A', 'David Bowie'],
  [5, 'B', '69'],
  [5, 'C', '1/8/47'],
  [6, 'A', 'Carrie Fisher'],
  [6, 'B', '60'],
  [6, 'C', '10/21/56'],
  [6, 'E', 'checked'],
];

/** A table from a sheet with notes around it, in a workbook that hides another. */
export const sheetResult: ViewResult = {
  artifacts: { table: tableOf('sheet', 2, sheetColumns) },
  frames: {
    files: frameOfRows(
      ['file', 'sheet', 'range', 'header_row', 'rows'],
      [{ file: 'deaths.xlsx', sheet: 'arts', range: 'A4:C6', header_row: 4, rows: 2 }],
    ),
    sheets: frameOfRows(
      ['sheet', 'hidden', 'read'],
      [
        { sheet: 'arts', hidden: false, read: true },
        { sheet: 'lists', hidden: true, read: false },
      ],
    ),
    preview: frameOfRows(
      ['row', 'column', 'text'],
      shown.map(([row, column, text]) => ({ row, column, text })),
    ),
    columns: columnsFrame(sheetColumns),
  },
  notices: [],
};
