import { describe, expect, it } from 'vitest';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { contractOf } from '../steps/index';
import type { Suggestion } from '../core/contract';
import { applyEdit } from '../document/edits';
import { followingOf } from './following';
import { connectedCell } from './insertion';
import { otherPartsOf, paramsOfSplit, wholeOf } from './other-parts';
import { followerOf, offeredSuggestions, suggestedEdit } from './suggestions';

const blank: WorkbenchDocument = { title: '', cells: [], extra: {} };
const withCell = (
  document: WorkbenchDocument,
  wanted: Parameters<typeof newStepCell>[1],
): WorkbenchDocument => ({
  ...document,
  cells: [...document.cells, newStepCell(document, wanted)],
});
const outputsOf = (document: WorkbenchDocument, step: string): StepCell['outputs'] =>
  (document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell).outputs;

const loaded = withCell(blank, { step: 'load', params: { source: { kind: 'sample', name: 'credit' } } });
const table = Object.values(outputsOf(loaded, 'load'))[0] ?? '';
const divided = withCell(loaded, { step: 'split', inputs: { table } });
const { train = '', test = '' } = outputsOf(divided, 'split');
const suggest = (step: string, inputs: Suggestion['inputs'], params: object = {}): Suggestion => ({
  ...{ step, title: step, reason: '', params: { ...params }, inputs },
});
const look = suggest('profile', { table: { name: train } });

describe('a profile of a part', () => {
  it('stands beside the other parts by itself, from the palette and where it is suggested', () => {
    const cell = connectedCell(divided, 'profile', divided.cells.length, { partOf: () => null }, contractOf);
    expect(cell.inputs).toEqual({ table: train, beside: [test] });
    const edit = suggestedEdit(divided, divided.cells[1] as StepCell, look);
    expect(edit).toMatchObject({ type: 'insert-cell', cell: { inputs: { table: train, beside: [test] } } });
  });

  it('stands beside what was made of them in the same way', () => {
    const filtered = [train, test].reduce(
      (document, name) =>
        withCell(document, { step: 'filter', params: { condition: 'age > 30' }, inputs: { table: name } }),
      divided,
    );
    const rows = filtered.cells.slice(2).map((cell) => Object.values((cell as StepCell).outputs)[0] ?? '');
    expect(otherPartsOf(filtered, rows[0] ?? '')).toEqual([rows[1]]);
    expect(wholeOf(filtered, rows[0] ?? '')).toBe(table);
  });

  it('stands beside the other files that are declared to be parts, or what became of them', () => {
    const cells = ['train', 'test', 'extra'].map((part): StepCell => ({
      ...(loaded.cells[0] as StepCell),
      ...{ id: part, outputs: { table: part } },
      ...(part !== 'extra' && { traits: { table: { part } } }),
    }));
    const files: WorkbenchDocument = { ...blank, cells };
    expect(otherPartsOf(files, 'train')).toEqual(['test']);
    expect([otherPartsOf(files, 'extra'), wholeOf(files, 'train')]).toEqual([[], null]);
    const kept = ['train', 'test'].reduce(
      (document, name) =>
        withCell(document, { step: 'filter', params: { condition: 'age > 30' }, inputs: { table: name } }),
      files,
    );
    const rows = kept.cells.slice(3).map((cell) => Object.values((cell as StepCell).outputs)[0] ?? '');
    expect(otherPartsOf(kept, rows[0] ?? '')).toEqual([rows[1]]);
  });

  it('of a whole table stands alone', () => {
    expect(connectedCell(loaded, 'profile', 1).inputs).toEqual({ table });
    expect([otherPartsOf(loaded, table), wholeOf(loaded, table)]).toEqual([[], null]);
  });

  it('that stands alone is not suggested again for what would be beside it, unless that is asked for', () => {
    const alone = withCell(divided, { step: 'profile', inputs: { table: train } });
    const split = alone.cells[1] as StepCell;
    expect(followerOf(alone, split, look)).toBe(alone.cells[2]);
    expect(offeredSuggestions(alone, split, [look])).toEqual([]);
    const asked = suggest('profile', { table: { name: train }, beside: [{ name: test }] });
    expect(offeredSuggestions(alone, split, [asked])).toHaveLength(1);
  });
});

describe('a suggestion about the whole of a part', () => {
  const profiled = withCell(divided, { step: 'profile', inputs: { table: train, beside: [test] } });
  const profile = profiled.cells[2] as StepCell;
  const mend = suggest('deduplicate', { table: { wholeOf: train } }, { method: 'exact' });
  const regroup = suggest('split', { table: { wholeOf: train } }, { method: 'group', by: ['age'] });

  it('that mends it stands before the split, which then divides what was mended', () => {
    const { edits } = followingOf(profiled, profile, mend);
    const after = edits.reduce<WorkbenchDocument>((document, edit) => applyEdit(document, edit), profiled);
    expect(after.cells.map((cell) => cell.kind === 'step' && cell.step)).toEqual([
      ...['load', 'deduplicate', 'split', 'profile'],
    ]);
    expect(after.cells[1]).toMatchObject({ inputs: { table } });
    expect(after.cells[2]).toMatchObject({ inputs: { table: outputsOf(after, 'deduplicate').deduplicated } });
  });

  it('that divides it anew reads it, below the cell that says so', () => {
    const edit = suggestedEdit(profiled, profile, regroup);
    expect(edit).toMatchObject({ type: 'insert-cell', at: 3, cell: { step: 'split', inputs: { table } } });
    expect(offeredSuggestions(profiled, profile, [mend, regroup])).toHaveLength(2);
  });

  it('that divides it anew takes the names and shares of its parts over, and what else the split was asked for', () => {
    const parts = [
      { name: 'train', share: 0.6 },
      { name: 'tune', share: 0.1 },
      { name: 'test', share: 0.3 },
    ];
    const oddly = withCell(loaded, { step: 'split', params: { parts, seed: 7 }, inputs: { table } });
    const { tune = '' } = outputsOf(oddly, 'split');
    const about = suggest('split', { table: { wholeOf: tune } }, { method: 'group', by: ['age'] });
    const edit = suggestedEdit(oddly, oddly.cells[1] as StepCell, about);
    expect(edit).toMatchObject({ cell: { params: { parts, seed: 7, method: 'group', by: ['age'] } } });
    const after = applyEdit(oddly, edit);
    expect(followerOf(after, after.cells[1] as StepCell, about)).toBe(after.cells[2]);
  });

  it('takes over folds and the one that is test, and the names that values gave to parts, in equal shares', () => {
    const paramsOf = (params: object) => {
      const document = withCell(loaded, { step: 'split', params: { ...params }, inputs: { table } });
      const [part = ''] = Object.values(outputsOf(document, 'split'));
      return paramsOfSplit(document, part, 'split');
    };
    expect(paramsOf({ folds: 5, testFold: 2 })).toMatchObject({ folds: 5, testFold: 2 });
    const values = ['x', 'y', 'z'].map((value) => ({ value, part: value }));
    expect(paramsOf({ method: 'column', column: 'age', values }).parts).toEqual(
      values.map(({ part }) => ({ name: part, share: 1 / 3 })),
    );
    expect(paramsOfSplit(loaded, table, 'split')).toEqual({});
  });

  it('is not offered where no split made the part', () => {
    const plain = withCell(loaded, { step: 'profile', inputs: { table } });
    const about = suggest('deduplicate', { table: { wholeOf: table } });
    expect(offeredSuggestions(plain, plain.cells[1] as StepCell, [about])).toEqual([]);
  });
});
