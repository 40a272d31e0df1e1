import { expect, test } from 'vitest';
import { frameOfRows } from '../frame';
import { nameNotes, typeChoice } from './heads';

test('a type is set beside the others, and taken back', () => {
  const set: unknown[] = [];
  const params = { types: { a: 'integer', b: 'date' } };
  const choice = typeChoice(params, (change) => set.push(change));
  expect([choice?.setFor('a'), choice?.setFor('c'), choice?.setFor('toString')]).toEqual([
    'integer',
    undefined,
    undefined,
  ]);
  choice?.set('c', 'text');
  choice?.set('a', undefined);
  expect(set).toEqual([{ types: { a: 'integer', b: 'date', c: 'text' } }, { types: { b: 'date' } }]);
  expect(params.types).toEqual({ a: 'integer', b: 'date' });
});

test('where nothing can be set there is no choice, and params that hold none are read as none', () => {
  expect(typeChoice({}, undefined)).toBeUndefined();
  expect(typeChoice({ types: 'no' }, () => undefined)?.setFor('a')).toBeUndefined();
});

test('columns with another name in the file say so, nameless ones only where asked', () => {
  const frame = frameOfRows(
    ['column', 'original'],
    [
      { column: 'a', original: 'a' },
      { column: 'b_1', original: 'b' },
      { column: 'column2', original: null },
    ],
  );
  expect([...nameNotes(frame)]).toEqual([['b_1', 'was “b”']]);
  expect([...nameNotes(frame, true)]).toEqual([
    ['b_1', 'was “b”'],
    ['column2', 'had no name'],
  ]);
  expect(nameNotes(undefined).size).toBe(0);
});
