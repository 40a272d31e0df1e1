import { describe, expect, test } from 'vitest';
import { newStepCell } from '../document/cells';
import { emptyDocument, type StepCell, type WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { renamedColumnOf, type KnownColumns } from './renamed-column';

function add(document: WorkbenchDocument, step: string, table: string | null, params: object = {}) {
  const inputs = table === null ? {} : { table };
  const cell = newStepCell(document, { step, params: { ...params }, inputs });
  return { ...document, cells: [...document.cells, cell] };
}
const cellOf = (document: WorkbenchDocument, step: string) =>
  document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell;

/** Load, rename Status, split by it, show the classes of a part by it; and one beside that reads the table as it was. */
const document = [
  (d: WorkbenchDocument) =>
    add(d, 'load', null, { source: { kind: 'file', files: [{ name: 'visits.csv' }] } }),
  (d: WorkbenchDocument) => add(d, 'rename-columns', 'visits', { names: { Status: 'Outcome' } }),
  (d: WorkbenchDocument) => add(d, 'split', 'renamed', { method: 'stratified', stratify: 'Status' }),
  (d: WorkbenchDocument) => add(d, 'class-balance', 'train', { target: 'Status' }),
  (d: WorkbenchDocument) => add(d, 'profile', 'visits', { target: 'Status' }),
].reduce((grown, grow) => grow(grown), emptyDocument);

/** What is made of the file, and renamed; the parts are not made. */
const known = (renamed: readonly string[]): KnownColumns => ({
  columnsAt: ({ inputs: { table } }) =>
    table === 'visits' ? ['age', 'Status'] : table === 'renamed' ? renamed : null,
  newNames: () =>
    new Map([
      ['age', 'age'],
      ['Status', 'Outcome'],
    ]),
});

describe('a column that was renamed above', () => {
  const split = cellOf(document, 'split');

  test('is named anew in the cell and in those behind, not in one that reads the table as it was', () => {
    const found = renamedColumnOf(document, split.id, known(['age', 'Outcome']));
    expect(found).toMatchObject({ missing: 'Status', instead: 'Outcome' });
    const after = (found?.edits ?? []).reduce((before, edit) => applyEdit(before, edit), document);
    expect(cellOf(after, 'split').params.stratify).toBe('Outcome');
    expect(cellOf(after, 'class-balance').params.target).toBe('Outcome');
    expect(cellOf(after, 'profile')).toBe(cellOf(document, 'profile'));
    expect(cellOf(after, 'rename-columns')).toBe(cellOf(document, 'rename-columns'));
  });

  test('is not offered where the table lacks the new name too, or has the old one', () => {
    expect(renamedColumnOf(document, split.id, known(['age']))).toBeNull();
    expect(renamedColumnOf(document, split.id, known(['age', 'Status', 'Outcome']))).toBeNull();
    expect(renamedColumnOf(document, cellOf(document, 'profile').id, known(['Outcome']))).toBeNull();
  });

  test('is called as the last of several renamings says, and named once in a list', () => {
    const twice = [
      (d: WorkbenchDocument) => add(d, 'rename-columns', 'renamed', { names: { Outcome: 'y' } }),
      (d: WorkbenchDocument) => add(d, 'parse', 'renamed_2', { columns: ['Status', 'y'] }),
    ].reduce((grown, grow) => grow(grown), document);
    const names = (cell: StepCell) => Object.entries(cell.params.names as Record<string, string>);
    const found = renamedColumnOf(twice, cellOf(twice, 'parse').id, {
      columnsAt: ({ inputs: { table } }) => (table === 'renamed_2' ? ['age', 'y'] : null),
      newNames: (cell) => new Map(names(cell)),
    });
    expect(found?.instead).toBe('y');
    expect(found?.edits.find(({ id }) => id === cellOf(twice, 'parse').id)?.params).toEqual({
      columns: ['y'],
    });
  });
});
