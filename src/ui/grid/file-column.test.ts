import { expect, test } from 'vitest';
import { fileColumn } from './file-column';

test.each([
  ['filename', ['a', 'filename'], ['filename']],
  ['filename', ['filename', 'filename_1'], ['filename_1']],
  ['filename', ['a', 'filename_of_map'], []],
  ['filename', ['filename', 'a'], []],
  ['', ['a', ''], []],
  [undefined, ['a'], []],
  ['filename', [], []],
])('of files told apart by %j, columns %j: %j', (asked, names, found) => {
  const columns = names.map((name) => ({ name, type: 'text', sqlType: 'VARCHAR' }) as const);
  expect(fileColumn(asked, columns)).toEqual(found);
});
