import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../document/document';
import { newStepCell } from '../../document/cells';
import { applyEdit } from '../../document/edits';
import { split as splitContract } from '../../steps/prepare/split/step';
import { partNameFault, partsEdits, partsIn, renameEdits, withoutPart, withPart, withShare } from './parts';

const two = [
  { name: 'train', share: 0.8 },
  { name: 'test', share: 0.2 },
];

describe('parts', () => {
  it('stay whole when one is added, left out or set', () => {
    const three = withPart(two);
    expect(three).toEqual([
      { name: 'train', share: 0.4 },
      { name: 'test', share: 0.2 },
      { name: 'validation', share: 0.4 },
    ]);
    expect(withoutPart(three, 2)).toEqual(two);
    expect(withShare(two, 0, 0.7)).toEqual([
      { name: 'train', share: 0.7 },
      { name: 'test', share: 0.3 },
    ]);
    expect(partsIn([{ name: 'a' }, 'b', two[0]])).toEqual([two[0]]);
  });

  const split = newStepCell(emptyDocument, { step: 'split', inputs: { table: 'credit' } });
  const first = applyEdit(emptyDocument, { type: 'insert-cell', cell: split, at: 0 });
  const profile = newStepCell(first, { step: 'profile', inputs: { table: 'train' } });
  const before = applyEdit(first, { type: 'insert-cell', cell: profile, at: 1 });
  const named = (name: string) => [{ name, share: 0.8 }, ...two.slice(1)];

  it('do not take a name that is taken, nor that of what the cell reads', () => {
    const filtered = newStepCell(before, { step: 'filter', inputs: { table: 'train' } });
    const document = applyEdit(before, { type: 'insert-cell', cell: filtered, at: 2 });
    const faultOf = (name: string) => partNameFault(document, split, 'parts', named(name));
    expect(faultOf('Credit')).toBe('This name is taken.');
    expect(faultOf(Object.values(filtered.outputs)[0] ?? '')).toBe('This name is taken.');
    expect(faultOf('fit')).toBeNull();
    expect(faultOf('train')).toBeNull();
  });

  it('follow their table where it is renamed in place, as it follows them', () => {
    const renamed = (name: string) =>
      renameEdits(splitContract, split, 'train', name).reduce(
        (document, edit) => applyEdit(document, edit),
        before,
      );
    expect(renamed('Fit').cells[0]).toMatchObject({
      params: { parts: named('Fit') },
      outputs: { Fit: 'Fit', test: 'test' },
    });
    expect(renamed('Fit').cells[1]).toMatchObject({ inputs: { table: 'Fit' } });
    // No part can be called so.
    expect(renamed('2024').cells[0]).toMatchObject({
      params: { parts: two },
      outputs: { train: '2024', test: 'test' },
    });
    expect(renamed('2024').cells[1]).toMatchObject({ inputs: { table: '2024' } });
  });

  it('renamed, keep their readers', () => {
    const after = partsEdits(split, 'parts', named('fit')).reduce(
      (document, edit) => applyEdit(document, edit),
      before,
    );
    expect(after.cells[0]).toMatchObject({ outputs: { fit: 'fit', test: 'test' } });
    expect(after.cells[1]).toMatchObject({ inputs: { table: 'fit' } });
  });
});
