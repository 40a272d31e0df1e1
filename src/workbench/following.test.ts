import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import { emptyDocument, type StepCell, type WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { followingText } from './following-text';
import { followingOf } from './following';
import { offeredSuggestions } from './suggestions';

const add = (document: WorkbenchDocument, step: string, more: object = {}): WorkbenchDocument => ({
  ...document,
  cells: [...document.cells, newStepCell(document, { step, ...more })],
});
const cellOf = (document: WorkbenchDocument, step: string) =>
  document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell;

/** Load pima, profile it, mark it, split what is marked, chart and filter it, and read it in SQL. */
const pipeline = [
  (d: WorkbenchDocument) =>
    add(d, 'load', { params: { source: { kind: 'file', files: [{ name: 'pima.csv' }] } } }),
  (d: WorkbenchDocument) => add(d, 'profile', { inputs: { table: 'pima' } }),
  (d: WorkbenchDocument) =>
    add(d, 'missing-tokens', { params: { tokens: { mass: ['0'] } }, inputs: { table: 'pima' } }),
  (d: WorkbenchDocument) => add(d, 'profile', { inputs: { table: 'marked' } }),
  (d: WorkbenchDocument) => add(d, 'split', { inputs: { table: 'marked' } }),
  (d: WorkbenchDocument) => add(d, 'sql', { params: { text: 'SELECT * FROM marked' } }),
].reduce((document, grow) => grow(document), emptyDocument);

const repair = (step: string, params: object): Suggestion => ({
  step,
  title: step,
  reason: '',
  params: { ...params },
  inputs: { table: { name: 'pima' } },
});
const READ = repair('parse', { columns: ['glucose'] });

function take(document: WorkbenchDocument, suggestion: Suggestion) {
  const following = followingOf(document, cellOf(document, 'profile'), suggestion);
  const after = following.edits.reduce((before, edit) => applyEdit(before, edit), document);
  return { following, after, text: followingText(after, following) };
}

describe('a suggested repair of a table that cells below read', () => {
  it('is what they read from then on, a text of SQL too; a profile keeps the table it tells of', () => {
    const { following, after, text } = take(pipeline, READ);
    expect(cellOf(after, 'parse').inputs).toEqual({ table: 'marked' });
    expect(cellOf(after, 'split').inputs).toEqual({ table: 'parsed' });
    expect(cellOf(after, 'sql')).toMatchObject({
      params: { text: 'SELECT * FROM parsed' },
      inputs: { parsed: 'parsed' },
    });
    expect(
      after.cells.flatMap((cell) => (cell.kind === 'step' && cell.step === 'profile' ? [cell.inputs] : [])),
    ).toEqual([{ table: 'pima' }, { table: 'marked' }]);
    expect(following.redirected.map(({ cellId }) => cellId)).toEqual([
      cellOf(pipeline, 'split').id,
      cellOf(pipeline, 'sql').id,
    ]);
    expect(text).toBe(
      'Added cell 4: Parse glucose of marked as number. Cells 6 and 7 now read “parsed” in place of “marked”.',
    );
  });

  it('is not inserted twice: the same again leads to its cell', () => {
    const once = take(pipeline, READ).after;
    const { following, after, text } = take(once, READ);
    expect(after).toBe(once);
    expect(following).toEqual({ cellId: cellOf(once, 'parse').id, edits: [], redirected: [], left: [] });
    expect(text).toBe('Done already, in cell 4: Parse glucose of marked as number.');
  });

  it('leaves a cell as it is where what the repair has learned would leak into it', () => {
    const { following, after, text } = take(pipeline, repair('impute', { columns: ['mass'] }));
    expect(cellOf(after, 'split').inputs).toEqual({ table: 'marked' });
    expect(following.left.map(({ cellId }) => cellId)).toEqual([cellOf(pipeline, 'split').id]);
    expect(text).toContain('Cell 6 still reads “marked”: with “imputed” rows kept back would leak.');
  });

  it('asks nothing of cells that read something else', () => {
    const { following } = take(pipeline, { ...READ, step: 'filter', params: { condition: 'age > 3' } });
    expect(following).toMatchObject({ redirected: [], left: [] });
  });
});

describe('what was fitted on a part of a split', () => {
  const APPLY: Suggestion = {
    step: 'apply-transform',
    title: 'Apply it to another table',
    reason: '',
    params: {},
    inputs: { transform: { output: 'transform' } },
  };
  const impute = (document: WorkbenchDocument, table: string) =>
    add(document, 'impute', { params: { columns: ['mass'] }, inputs: { table } });
  const follow = (document: WorkbenchDocument, cell: StepCell) => {
    const { edits } = followingOf(document, cell, APPLY);
    return edits.reduce((before, edit) => applyEdit(before, edit), document);
  };

  it('is applied to the other part', () => {
    const fitted = impute(pipeline, 'train');
    const applied = follow(fitted, cellOf(fitted, 'impute'));
    expect(cellOf(applied, 'apply-transform').inputs).toEqual({ transform: 'transform', table: 'test' });
  });

  it('is applied to the other part as far as it has come', () => {
    const first = follow(impute(pipeline, 'train'), cellOf(impute(pipeline, 'train'), 'impute'));
    const next = add(first, 'standardise', { params: { columns: ['mass'] }, inputs: { table: 'imputed' } });
    const applied = follow(next, cellOf(next, 'standardise'));
    expect(applied.cells.at(-1)).toMatchObject({ step: 'apply-transform', inputs: { table: 'applied' } });
  });

  it('waits for a table where there is no other part, or all have it', () => {
    const whole = impute(
      add(emptyDocument, 'load', { params: { source: { kind: 'sample', name: 'credit' } } }),
      'credit',
    );
    expect(cellOf(follow(whole, cellOf(whole, 'impute')), 'apply-transform').inputs).toEqual({
      transform: 'transform',
    });
    const once = follow(impute(pipeline, 'train'), cellOf(impute(pipeline, 'train'), 'impute'));
    const { edits } = followingOf(once, cellOf(once, 'impute'), APPLY);
    expect(edits).toMatchObject([{ cell: { inputs: { transform: 'transform' } } }]);
  });
});

describe('a repair that is suggested to stand before the cell itself', () => {
  const first: Suggestion = { ...repair('deduplicate', { method: 'exact' }), feeds: 'table' };
  const load = add(emptyDocument, 'load', { params: { source: { kind: 'sample', name: 'pima' } } });
  const table = Object.values((load.cells[0] as StepCell).outputs)[0] ?? '';
  const split = add(load, 'split', { inputs: { table } });
  const suggestion = { ...first, inputs: { table: { name: table } } };
  const follow = (document: WorkbenchDocument) => {
    const following = followingOf(document, cellOf(document, 'split'), suggestion);
    const after = following.edits.reduce((before, edit) => applyEdit(before, edit), document);
    return { after, text: followingText(after, following) };
  };
  const stepsOf = ({ cells }: WorkbenchDocument) => cells.map((cell) => cell.kind === 'step' && cell.step);
  const isDone = (document: WorkbenchDocument) =>
    offeredSuggestions(document, cellOf(document, 'split'), [suggestion]).map((each) => each.isFollowed);

  it('comes above, and the cell reads what it leaves', () => {
    expect(isDone(split)).toEqual([false]);
    const { after, text } = follow(split);
    expect(stepsOf(after)).toEqual(['load', 'deduplicate', 'split']);
    expect(cellOf(after, 'split').inputs).toEqual({ table: 'deduplicated' });
    expect(text).toBe(
      `Added cell 2: Keep the first of the rows of ${table} with all values the same. Cell 3 now reads “deduplicated” in place of “${table}”.`,
    );
    expect(isDone(after)).toEqual([true]);
    expect(follow(after).after).toEqual(after);
  });

  it('is not done by a cell below, of which the cell reads nothing: that one comes above', () => {
    const below = add(split, 'deduplicate', { params: { method: 'exact' }, inputs: { table } });
    expect(isDone(below)).toEqual([false]);
    const { after } = follow(below);
    expect(stepsOf(after)).toEqual(['load', 'deduplicate', 'split']);
    expect(cellOf(after, 'split').inputs).toEqual({ table: 'deduplicated' });
    expect(isDone(after)).toEqual([true]);
  });

  it('reads the table that the cell reads, not what a repair below has made of it', () => {
    const repaired = add(split, 'parse', { params: { columns: ['glucose'] }, inputs: { table } });
    expect(cellOf(follow(repaired).after, 'deduplicate').inputs).toEqual({ table });
  });
});
