import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { followerOf, offeredSuggestions, suggestedEdit } from './suggestions';

const blank: WorkbenchDocument = { title: '', cells: [], extra: {} };

function withCell(document: WorkbenchDocument, wanted: Parameters<typeof newStepCell>[1]): WorkbenchDocument {
  return { ...document, cells: [...document.cells, newStepCell(document, wanted)] };
}

const loaded = withCell(blank, { step: 'load', params: { source: { kind: 'sample', name: 'credit' } } });
const table = Object.values((loaded.cells[0] as StepCell).outputs)[0] ?? '';
const profiled = withCell(loaded, { step: 'profile', inputs: { table } });

const suggest = (step: string, params: object = {}): Suggestion => ({
  step,
  title: step,
  reason: '',
  params: { ...params },
  inputs: { table: { name: table } },
});
const MARK = suggest('missing-tokens', { tokens: { age: ['?'] } });
const PARSE = suggest('parse', { columns: ['amount'] });
const IMPUTE = suggest('impute', { columns: ['age'] });
const SPLIT = suggest('split');

/** Takes suggestions of the profile, one after the other. */
function taken(document: WorkbenchDocument, ...suggestions: readonly Suggestion[]): WorkbenchDocument {
  return suggestions.reduce((before, suggestion) => {
    const profile = before.cells.find((cell) => cell.kind === 'step' && cell.step === 'profile');
    return applyEdit(before, suggestedEdit(before, profile as StepCell, suggestion));
  }, document);
}

const steps = (document: WorkbenchDocument) =>
  document.cells.map((cell) => cell.kind === 'step' && cell.step);
const cellOf = (document: WorkbenchDocument, step: string) =>
  document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell;

describe('suggestions of one result taken one after the other', () => {
  it('stand below each other, each on what the one before has made', () => {
    const all = taken(profiled, MARK, PARSE, IMPUTE, SPLIT);
    expect(steps(all)).toEqual(['load', 'profile', 'missing-tokens', 'parse', 'impute', 'split']);
    expect(cellOf(all, 'missing-tokens').inputs).toEqual({ table });
    expect(cellOf(all, 'parse').inputs).toEqual({ table: cellOf(all, 'missing-tokens').outputs.marked });
    expect(cellOf(all, 'impute').inputs).toEqual({ table: cellOf(all, 'parse').outputs.parsed });
    expect(cellOf(all, 'split').inputs).toEqual({ table: cellOf(all, 'impute').outputs.imputed });
  });

  it('are marked as followed', () => {
    const some = taken(profiled, MARK, PARSE);
    expect(offeredSuggestions(some, cellOf(some, 'profile'), [MARK, PARSE, IMPUTE, SPLIT])).toEqual([
      { suggestion: MARK, isFollowed: true },
      { suggestion: PARSE, isFollowed: true },
      { suggestion: IMPUTE, isFollowed: false },
      { suggestion: SPLIT, isFollowed: false },
    ]);
    expect(followerOf(some, cellOf(some, 'profile'), PARSE)).toBe(cellOf(some, 'parse'));
  });

  it('that only look at a table are not marked once they are there', () => {
    const look = suggest('profile');
    expect(offeredSuggestions(profiled, cellOf(profiled, 'load'), [look])).toEqual([]);
    expect(offeredSuggestions(loaded, cellOf(loaded, 'load'), [look])).toHaveLength(1);
  });

  it('are not offered where a cell follows them in its own way, unless they name other columns', () => {
    const some = taken(profiled, suggest('parse', { columns: ['age', 'amount'] }));
    expect(followerOf(some, cellOf(some, 'profile'), PARSE)).toBeUndefined();
    expect(offeredSuggestions(some, cellOf(some, 'profile'), [PARSE])).toEqual([]);
    const more = suggest('parse', { columns: ['amount', 'size'] });
    expect(offeredSuggestions(some, cellOf(some, 'profile'), [more])).toHaveLength(1);
  });

  it('go on from a split as before it, since a split leaves no one table', () => {
    const all = taken(profiled, MARK, SPLIT, IMPUTE);
    expect(steps(all)).toEqual(['load', 'profile', 'missing-tokens', 'impute', 'split']);
    expect(cellOf(all, 'impute').inputs).toEqual({ table: cellOf(all, 'missing-tokens').outputs.marked });
  });

  it('leave alone what reads the table for something else, and what mends another', () => {
    const filtered = withCell(profiled, { step: 'filter', inputs: { table } });
    const other = withCell(filtered, {
      step: 'impute',
      inputs: { table: cellOf(filtered, 'filter').outputs.rows ?? 'x' },
    });
    const all = taken(other, MARK);
    expect(steps(all)).toEqual(['load', 'profile', 'missing-tokens', 'filter', 'impute']);
    expect(cellOf(all, 'missing-tokens').inputs).toEqual({ table });
  });

  it('that keep rows of the table seen read that table', () => {
    const some = taken(profiled, MARK, suggest('filter', { condition: 'age > 3' }));
    expect(cellOf(some, 'filter').inputs).toEqual({ table });
    expect(steps(some)).toEqual(['load', 'profile', 'filter', 'missing-tokens']);
  });
});
