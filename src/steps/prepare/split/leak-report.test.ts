import { describe, expect, test } from 'vitest';
import type { FrameRow } from '../../../core/frame';
import { leaksIn, maskedNames, maskedPairs, pairsOf } from './leak-report';

const leak = (name: string, columns: string | null, looked_at: number, rows: number): FrameRow[] =>
  ['train', 'test'].map((part) => ({ leak: name, columns, part, rows, looked_at, compared: 100 }));

describe('the report of leaks', () => {
  const rows = [
    ...leak('equal rows', null, 100, 0),
    ...leak('equal keys', 'user', 100, 7),
    ...leak('equal keys', 'shop', 100, 0),
    ...leak('one column apart', 'i', 20, 3),
    ...leak('small differences', null, 0, 0),
  ];

  test('is a line for each leak, with what was looked at', () => {
    expect(leaksIn(rows).map(({ kind, columns, rows: count }) => [kind, columns, count])).toEqual([
      ['equal rows', null, 0],
      ['equal keys', 'user', 14],
      ['equal keys', 'shop', 0],
      ['one column apart', 'i', 6],
      ['small differences', null, 0],
    ]);
    expect(leaksIn(rows).map(({ isSampled }) => isSampled)).toEqual([false, false, false, true, true]);
    expect(leaksIn(rows).map(({ lookedAt }) => lookedAt)).toEqual([200, 200, 200, 40, 0]);
    expect(leaksIn([])).toEqual([]);
  });

  test('marks the key of equal keys, and what differs elsewhere, and puts it first', () => {
    const cell = (name: string, columns: string | null, column: string, values: readonly string[]) =>
      values.map((value, side) => ({
        ...{ leak: name, columns, pair: 1, part: side === 0 ? 'train' : 'test', row_number: 5 + side },
        ...{ column, value, differs: values[0] !== values[1], is_masked: column === 'user' },
      }));
    const examples = ['equal keys', 'one column apart'].flatMap((name) => {
      const columns = name === 'equal keys' ? 'user' : null;
      return [...cell(name, columns, 'day', ['1', '2']), ...cell(name, columns, 'user', ['a', 'a'])];
    });
    const [, keys, , apart] = leaksIn(rows);
    expect(pairsOf(examples, keys!)).toEqual([
      {
        pair: 1,
        rows: [
          { row_number: 5, part: 'train' },
          { row_number: 6, part: 'test' },
        ],
        columns: [
          { name: 'user', values: ['a', 'a'], isMasked: true, isMarked: true },
          { name: 'day', values: ['1', '2'], isMasked: false, isMarked: false },
        ],
      },
    ]);
    expect(pairsOf(examples, apart!)[0]?.columns.map(({ name, isMarked }) => [name, isMarked])).toEqual([
      ['day', true],
      ['user', false],
    ]);
    expect(maskedNames(examples)).toEqual(['user']);
    const [hidden] = maskedPairs(pairsOf(examples, keys!));
    expect(hidden?.columns.map(({ values }) => values)).toEqual([
      ['•••', '•••'],
      ['1', '2'],
    ]);
  });
});
