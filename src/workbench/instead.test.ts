import { describe, expect, it } from 'vitest';
import { newStepCell } from '../document/cells';
import { emptyDocument, type StepCell, type WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { plannerOf } from '../document/plan';
import { insteadOf } from './instead';

const add = (document: WorkbenchDocument, step: string, more: object = {}): WorkbenchDocument => ({
  ...document,
  cells: [...document.cells, newStepCell(document, { step, ...more })],
});
const SAMPLE = { source: { kind: 'sample', name: 'credit' } };

/** credit → marked → parsed → imputed, an SQL cell and a profile on what is parsed. */
const line = [
  (d: WorkbenchDocument) => add(d, 'load', { params: SAMPLE }),
  (d: WorkbenchDocument) => add(d, 'missing-tokens', { inputs: { table: 'credit' } }),
  (d: WorkbenchDocument) => add(d, 'parse', { inputs: { table: 'marked' } }),
  (d: WorkbenchDocument) => add(d, 'impute', { inputs: { table: 'parsed' } }),
  (d: WorkbenchDocument) => add(d, 'sql', { params: { text: 'SELECT * FROM parsed' } }),
  (d: WorkbenchDocument) => add(d, 'profile', { inputs: { table: 'parsed' } }),
].reduce((document, grow) => grow(document), emptyDocument);

const idOf = (document: WorkbenchDocument, step: string) =>
  (document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell).id;
const without = (document: WorkbenchDocument, step: string) =>
  applyEdit(document, { type: 'delete-cell', id: idOf(document, step) });

describe('what is read in place of what nothing makes any more', () => {
  it('is what the deleted cell read, for every cell that reads it', () => {
    const cut = without(line, 'parse');
    const found = insteadOf(cut, idOf(cut, 'impute'), [line]);
    expect(found).toEqual({
      missing: 'parsed',
      instead: 'marked',
      readers: [idOf(line, 'impute'), idOf(line, 'sql'), idOf(line, 'profile')],
    });
    const mended = (found?.readers ?? []).reduce(
      (before, id) => applyEdit(before, { type: 'read-instead', id, from: 'parsed', to: 'marked' }),
      cut,
    );
    const planner = plannerOf(mended);
    expect(
      planner.order.map((id) => planner.problemOf(id)?.code).filter((code) => code === 'reference-missing'),
    ).toEqual([]);
    expect(mended.cells.at(-2)).toMatchObject({ params: { text: 'SELECT * FROM marked' } });
  });

  it('is what is left of the line where several cells are gone', () => {
    const once = without(line, 'parse');
    const twice = without(once, 'missing-tokens');
    expect(insteadOf(twice, idOf(twice, 'impute'), [once, line])?.instead).toBe('credit');
  });

  it('is the nearest table above where nothing of the past is known', () => {
    const cut = without(line, 'parse');
    expect(insteadOf(cut, idOf(cut, 'impute'), [])?.instead).toBe('marked');
    expect(insteadOf(cut, idOf(cut, 'profile'), [])?.instead).toBe('result');
  });

  it('is never what is made of the cell itself, and nothing where nothing is missing or left', () => {
    const cut = without(without(without(line, 'load'), 'missing-tokens'), 'parse');
    const own = { ...cut, cells: cut.cells.filter(({ id }) => id !== idOf(cut, 'sql')) };
    expect(insteadOf(own, idOf(own, 'impute'), [line])).toBeNull();
    expect(insteadOf(line, idOf(line, 'impute'), [])).toBeNull();
  });
});
