import { describe, expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { choices, correctionOf, divide } from './correction';

const dialect = frameOfRows(
  ['delimiter', 'quote', 'header', 'skip', 'encoding'],
  [{ delimiter: ',', quote: '"', header: true, skip: 1, encoding: 'utf-8' }],
);
const lines = ['Report', 'a;b,c', '"1,5",2;3'];

describe('the correction of a dialect', () => {
  test('begins as what was found out', () => {
    const found = correctionOf({});
    expect(divide(lines, found, dialect)).toEqual({
      above: ['Report'],
      names: ['a;b', 'c'],
      rows: [['1,5', '2;3']],
    });
  });

  test('divides the lines anew at once', () => {
    const corrected = { ...correctionOf({}), delimiter: ';', header: 'no', skip: 1 } as const;
    expect(divide(lines, corrected, dialect)).toEqual({
      above: ['Report'],
      names: null,
      rows: [['a', 'b,c'], ['1,5']],
    });
  });

  test('reads as a sentence', () => {
    const { delimiter, header, skip, encoding } = choices(dialect, 2);
    const said = [delimiter, header, skip, encoding].map((part) => part[0]?.label);
    expect(said).toEqual(['comma separated', 'with names', 'from line 2', 'UTF-8']);
  });

  test('says each line once: names stand in the line that the table begins with', () => {
    const parts = choices(dialect, 2);
    const said = Object.values(parts).map((part) => part[0]?.label ?? '');
    expect(said.filter((label) => label.includes('line'))).toEqual(['from line 2']);
    expect(parts.header.map(({ value, label }) => [value, label])).toEqual([
      ['auto', 'with names'],
      ['yes', 'with names'],
      ['no', 'without names'],
    ]);
  });
});
