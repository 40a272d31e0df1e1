import { describe, expect, it } from 'vitest';
import { newStepCell } from '../document/cells';
import { emptyDocument, type StepCell, type WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { alikeSuggestions } from './alike-tables';
import { offeredSuggestions, suggestedEdit } from './suggestions';

/** A workbench that loads tables, each with the columns given. */
function loaded(...columns: readonly (readonly string[])[]) {
  const cells: StepCell[] = [];
  let document: WorkbenchDocument = emptyDocument;
  for (const [place] of columns.entries()) {
    const source = { kind: 'file', files: [{ name: `t${place}.csv` }] };
    const cell = newStepCell(document, { step: 'load', params: { source } });
    cells.push(cell);
    document = { ...document, cells: [...document.cells, cell] };
  }
  const made = (id: string) =>
    columns[cells.findIndex((cell) => cell.id === id)]?.map((name) => ({ name })) ?? null;
  const of = (place: number) => alikeSuggestions(document, cells[place] as StepCell, made);
  return { document, cells, made, of };
}

describe('tables that look alike', () => {
  it('are suggested to be appended, at the last of them, in their order', () => {
    const { document, cells, of, made } = loaded(['a', 'b'], ['x', 'y'], ['B', 'a']);
    expect([of(0), of(1)]).toEqual([[], []]);
    const [suggestion] = of(2);
    const names = cells.map(({ outputs }) => outputs.table ?? '');
    expect(suggestion?.title).toBe(`Append to ${names[0]}`);
    expect(suggestion?.inputs).toEqual({ tables: [{ name: names[0] }, { output: 'table' }] });
    const last = cells[2] as StepCell;
    const [open] = offeredSuggestions(document, last, of(2));
    if (open === undefined) throw new Error('Nothing is suggested.');
    const after = applyEdit(document, suggestedEdit(document, last, open.suggestion));
    expect(after.cells[3]).toMatchObject({ step: 'append', inputs: { tables: [names[0], names[2]] } });
    expect(alikeSuggestions(after, last, made)).toEqual([]);
  });

  it('are not those of one column, those that are not loaded yet, or those that differ in a name', () => {
    expect(loaded(['a'], ['a']).of(1)).toEqual([]);
    expect(loaded(['a', 'b'], ['a', 'b', 'c']).of(1)).toEqual([]);
    const { document, cells } = loaded(['a', 'b'], ['a', 'b']);
    expect(alikeSuggestions(document, cells[1] as StepCell, () => null)).toEqual([]);
  });
});
