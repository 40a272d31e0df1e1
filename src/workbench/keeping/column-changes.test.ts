import { describe, expect, it } from 'vitest';
import { changeLines, columnChanges, isUnchanged, parseKnownColumns } from './column-changes';

const column = (name: string, type = 'text') => ({ name, type });

describe('the columns of another file', () => {
  it('are compared by name: missing, new, of another type', () => {
    const changes = columnChanges(
      [column('id', 'integer'), column('größe', 'number'), column('select')],
      [column('id', 'text'), column('select'), column('neu'), column('ID')],
    );
    expect(changeLines(changes)).toEqual([
      '1 column missing: “größe”',
      '2 columns new: “neu”, “ID”',
      '1 column of another type: “id” (integer, now text)',
    ]);
  });

  it('in another order are said to be so, and only then', () => {
    const before = [column('a'), column('b')];
    expect(changeLines(columnChanges(before, [column('b'), column('a')]))).toEqual([
      'The same columns, in another order',
    ]);
    expect(isUnchanged(columnChanges(before, before))).toBe(true);
    expect(isUnchanged(columnChanges([], []))).toBe(true);
  });

  it('that were kept as something else are not believed', () => {
    expect(parseKnownColumns({ c1: [column('a')], c2: 'x', c3: [{ name: 1, type: 'text' }] })).toEqual({
      c1: [column('a')],
    });
    expect(parseKnownColumns('nonsense')).toEqual({});
  });
});
