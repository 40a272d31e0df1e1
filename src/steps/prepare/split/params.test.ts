import { describe, expect, test } from 'vitest';
import { sentenceText } from '../../../core/sentence';
import { split, splitParams } from './step';

const thirds = [
  { name: 'a', share: 0.5 },
  { name: 'b', share: 0.3 },
  { name: 'c', share: 0.2 },
];

describe('the parts that may be asked for', () => {
  const accepts = (parts: unknown) => splitParams.safeParse({ parts }).success;

  test('are two to five, of different names, adding up to all rows', () => {
    expect(accepts(thirds)).toBe(true);
    expect(accepts([{ name: 'one', share: 1 }])).toBe(false);
    expect(accepts(Array.from({ length: 6 }, (_, i) => ({ name: `p${i}`, share: 1 / 6 })))).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 0.5 },
        { name: 'A', share: 0.5 },
      ]),
    ).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 0.5 },
        { name: 'b', share: 0.4 },
      ]),
    ).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 1 / 3 },
        { name: 'b', share: 2 / 3 },
      ]),
    ).toBe(true);
  });

  test.each(['', 'table', 'constructor', '1st', 'a/b'])('are not called “%s”', (name) => {
    expect(
      accepts([
        { name, share: 0.5 },
        { name: 'b', share: 0.5 },
      ]),
    ).toBe(false);
  });

  test('stand in the sentence', () => {
    const params = splitParams.parse({ method: 'stratified', stratify: 'income' });
    const facts = {
      params,
      inputs: { table: 'adult' },
      outputs: { train: 'adult_train', test: 'adult_test' },
    };
    expect(sentenceText(split, facts)).toBe(
      'Split adult into 80 % train, 20 % test, stratified by income → adult_train, adult_test',
    );
  });
});
