import { expect, test } from 'vitest';
import type { Column } from '../../core/table';
import { KIND } from './kinds';
import { columnsFrame, tableColumns, unionPart, unmetNotices } from './table-columns';

const found = [
  { name: 'Id', original: 'Id', kinds: KIND.integer },
  { name: 'note', original: '', kinds: 0 },
  { name: 'ID', original: 'ID', kinds: KIND.number },
];
const columns = tableColumns(found, { note: 'date', nobody: 'text' });

test('columns of several files are one by name, capitals aside, of a type that holds all values or was set', () => {
  expect(columns).toEqual([
    { name: 'Id', original: 'Id', kinds: KIND.integer | KIND.number, type: 'number', isForced: false },
    { name: 'note', original: '', kinds: 0, type: 'date', isForced: true },
  ]);
});

test('a column of a file has the type of its own values, one without any that of the table', () => {
  expect(unionPart('b.json', found.slice(0, 2), columns)).toEqual({
    label: 'b.json',
    table: '',
    columns: [
      { name: 'Id', type: 'integer', sqlType: '' },
      { name: 'note', type: 'date', sqlType: '' },
    ],
  });
});

test('what was asked for and could not be done is said', () => {
  const params = { types: { nobody: 'text', Id: 'integer' }, filename: 'note' } as const;
  expect(unmetNotices(columns, params, 'note_1').map(({ text }) => text)).toEqual([
    'The column of file names is “note_1”: “note” stands already.',
    'No column is called “nobody”; a type was set for it.',
  ]);
  expect(unmetNotices(columns, { types: {}, filename: 'file' }, 'file')).toEqual([]);
  expect(unmetNotices(columns, { types: {}, filename: '' }, null)).toEqual([]);
});

test('columns tell what the file calls them, and the added one that it has none', () => {
  const made: Column[] = [
    { name: 'Id', type: 'number', sqlType: 'DOUBLE' },
    { name: 'note', type: 'date', sqlType: 'DATE' },
    { name: 'file', type: 'text', sqlType: 'VARCHAR' },
  ];
  expect(columnsFrame(made, columns).columns.original).toEqual(['Id', null, null]);
});
