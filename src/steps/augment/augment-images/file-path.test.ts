import { expect, test } from 'vitest';
import { filePath } from './file-path';

test.each([
  ['pets/cat/7#1.png', 'cat', 'pets/cat/7#1.png'],
  ['7.png', 'cat', 'cat/7.png'],
  ['all/7.png', 'cat', 'cat/all__7.png'],
  ['all/7.png', null, 'all/7.png'],
  ['../../etc/7.png', null, 'etc/7.png'],
  ['/a/./7.png', '..', '_/a__7.png'],
  ['a/7.png', 'black/white', 'black_white/a__7.png'],
  ['a\\7.png', 'a', 'a/7.png'],
])('%s of %s stands at %s', (path, label, wanted) => {
  expect(filePath(path, label)).toBe(wanted);
});
