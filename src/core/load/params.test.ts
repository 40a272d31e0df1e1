import { expect, test } from 'vitest';
import type { Source } from '../source';
import { loadKey } from './params';

const source: Source = { kind: 'file', files: [{ name: 'a.json' }, { name: 'b.json' }] };

test('names of files are part of the key only where a column holds them, meanings never are', () => {
  const params = { source, meanings: { a: 'email' }, limit: 3 };
  expect(loadKey({ ...params, filename: '' })).toEqual({ limit: 3, filename: '', names: [] });
  expect(loadKey({ ...params, filename: 'file' })).toEqual({
    limit: 3,
    filename: 'file',
    names: ['a.json', 'b.json'],
  });
});
