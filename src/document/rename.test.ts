import { expect, test } from 'vitest';
import { newStepCell } from './cells';
import { emptyDocument, type WorkbenchDocument } from './document';
import { applyEdit } from './edits';

const add = (document: WorkbenchDocument, step: string, more: object): WorkbenchDocument =>
  applyEdit(document, { type: 'insert-cell', cell: newStepCell(document, { step, ...more }), at: 99 });
const source = { source: { kind: 'file', files: [{ name: 'credit.csv' }] } };
const query = (text: string) =>
  add(add(emptyDocument, 'load', { params: source }), 'sql', { params: { text } });
const renamed = (document: WorkbenchDocument, name: string) =>
  applyEdit(document, { type: 'rename-output', id: 'c1', slot: 'table', name }).cells[1];

test('a text that names a table follows, and its slot with it', () => {
  expect(renamed(query('SELECT credit.age FROM credit'), 'folk')).toMatchObject({
    params: { text: 'SELECT credit.age FROM folk AS credit' },
    inputs: { folk: 'folk' },
  });
});

test('a text that cannot follow keeps its name for the table', () => {
  const text = 'WITH folk AS (SELECT 1) FROM credit, folk';
  expect(renamed(query(text), 'folk')).toMatchObject({ params: { text }, inputs: { credit: 'folk' } });
});

test('two tables may change their names one after the other', () => {
  const both = add(query('FROM credit JOIN credit_2 USING (id)'), 'load', { params: source });
  const first = applyEdit(both, { type: 'rename-output', id: 'c1', slot: 'table', name: 'a' });
  const second = applyEdit(first, { type: 'rename-output', id: 'c3', slot: 'table', name: 'credit' });
  expect(second.cells[1]).toMatchObject({
    params: { text: 'FROM a JOIN credit USING (id)' },
    inputs: { a: 'a', credit: 'credit' },
  });
});

test('a cell that names nothing of it stays the same object', () => {
  const document = query('FROM other');
  expect(renamed(document, 'folk')).toBe(document.cells[1]);
});
