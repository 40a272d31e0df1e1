import { describe, expect, test } from 'vitest';
import { splitParams } from './step';
import { asWritten, eachItsOwn, partNameOf, withValue } from './value-parts';

const values = [
  { value: 'train', part: 'train' },
  { value: 'test', part: 'test' },
];

describe('values and their parts', () => {
  test('are given one by one, and taken back but for the last', () => {
    expect(withValue(values, 'dev', 'test')).toEqual([...values, { value: 'dev', part: 'test' }]);
    expect(withValue(values, 'train', 'test')).toEqual([{ value: 'train', part: 'test' }, values[1]]);
    expect(withValue(values, 'train', null)).toEqual([values[1]]);
    expect(withValue([values[0]!], 'train', null)).toBeNull();
    expect(withValue(values, null, 'test')).toEqual([...values, { value: null, part: 'test' }]);
  });

  test('make names that parts may have', () => {
    expect(partNameOf('Größe XL', [])).toBe('Größe XL');
    expect(partNameOf('2024/Q1', [])).toBe('part 2024 Q1');
    expect(partNameOf('Train', ['train'])).toBe('Train 2');
    expect(partNameOf('', [])).toBe('part');
    expect(partNameOf(null, [])).toBe('missing');
    for (const value of ['table', 'constructor', 'x'.repeat(200), '📏', '-', '٣'])
      expect(splitParams.safeParse({ values: [{ value, part: partNameOf(value, []) }] }).success).toBe(true);
  });

  test('each make a part of their own where asked, as many as may be', () => {
    expect(eachItsOwn(values, ['train', 'dev', null])).toEqual([
      values[0],
      { value: 'dev', part: 'dev' },
      { value: null, part: 'missing' },
    ]);
    const many = eachItsOwn(
      values,
      Array.from({ length: 50 }, (_, i) => `v${i}`),
    );
    expect(many).toHaveLength(20);
    expect(splitParams.safeParse({ values: many }).success).toBe(true);
  });

  test('are taken as the column writes them, where that is beyond doubt', () => {
    const found = (...names: (string | null)[]) => names.map((value) => ({ value, rows: 3 }));
    expect(asWritten(values, found('Train', ' TEST '))).toEqual([
      { value: 'Train', part: 'train' },
      { value: ' TEST ', part: 'test' },
    ]);
    expect(asWritten(values, found('train', 'Test'))).toEqual([values[0], { value: 'Test', part: 'test' }]);
    expect(asWritten(values, found('train', 'Train', 'test'))).toBeNull();
    expect(asWritten(values, found('Train', 'TRAIN', 'test'))).toBeNull();
    expect(asWritten(values, [{ value: 'Train', rows: 0 }, ...found(null, 'dev')])).toBeNull();
  });
});
