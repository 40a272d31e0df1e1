import { expect, test } from 'vitest';
import { numberFormat } from './number-format';
import { sampledText } from './sampled-text';

test('a result says what sample it stands on, of how many rows where that is known', () => {
  const format = numberFormat('en');
  expect(sampledText({ rows: 1000, of: 45_211 }, format)).toBe('on a sample: 1,000 of 45,211 rows');
  expect(sampledText({ rows: 1, of: null }, format)).toBe('on a sample of 1 row');
  expect(sampledText(null, format)).toBe('');
  expect(sampledText(undefined, format)).toBe('');
});
