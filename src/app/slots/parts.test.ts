import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../document/document';
import { newStepCell } from '../../document/cells';
import { applyEdit } from '../../document/edits';
import { partsEdits, partsIn, withoutPart, withPart, withShare } from './parts';

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

  it('renamed, keep their readers', () => {
    const split = newStepCell(emptyDocument, { step: 'split', inputs: { table: 'credit' } });
    const first = applyEdit(emptyDocument, { type: 'insert-cell', cell: split, at: 0 });
    const profile = newStepCell(first, { step: 'profile', inputs: { table: 'train' } });
    const before = applyEdit(first, { type: 'insert-cell', cell: profile, at: 1 });
    const renamed = [{ name: 'fit', share: 0.8 }, ...two.slice(1)];
    const after = partsEdits(split, 'parts', renamed).reduce(
      (document, edit) => applyEdit(document, edit),
      before,
    );
    expect(after.cells[0]).toMatchObject({ outputs: { fit: 'fit', test: 'test' } });
    expect(after.cells[1]).toMatchObject({ inputs: { table: 'fit' } });
  });
});
