import { describe, expect, it } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import { allFigures, decilesOf } from './all-figures';
import { rowFigures } from './figures';
import { indexProfile } from './profile-index';

const format = numberFormat('en');
const names = [
  'column',
  'type',
  'sql_type',
  'count',
  'missing',
  'distinct',
  'mean',
  'max',
  'zeros',
  'nan',
  'd0',
  'd100',
];
const frames = {
  table: frameOfRows(['rows', 'columns'], [{ rows: 100, columns: 3 }]),
  columns: frameOfRows(names, [
    {
      column: 'b',
      type: 'number',
      count: 90,
      missing: 10,
      distinct: 9,
      mean: 1.5,
      zeros: 10,
      nan: 1,
      d0: 1,
      d100: 2,
    },
    { column: 'a', type: 'text', count: 100, missing: 0, distinct: 100 },
    {
      column: 'B2',
      type: 'integer',
      count: 98,
      missing: 2,
      distinct: null,
      max: '9007199254740993',
      zeros: 9,
    },
  ]),
  histograms: frameOfRows(
    ['column', 'kind', 'bin', 'low', 'high', 'count', 'unit'],
    [
      { column: 'b', kind: 'equal_width', bin: 0, low: 0, high: 1, count: 5 },
      { column: 'b', kind: 'quantile', bin: 0, low: 0, high: 1, count: 4.5 },
      { column: 'B2', kind: 'equal_width', bin: 0, low: 3, high: 4, count: 1 },
    ],
  ),
  top_values: frameOfRows(
    ['column', 'rank', 'value', 'count', 'share'],
    [
      { column: 'a', rank: 1, value: 'x', count: 1, share: 0.01 },
      { column: 'a', rank: 2, value: '', count: 1, share: 0.01 },
    ],
  ),
};
const profile = indexProfile(frames);
const find = (column: number, label: string) =>
  rowFigures(profile, column, format)
    .flat()
    .find((figure) => figure.label === label);

describe('indexProfile', () => {
  it('finds bins by column and kind, and values up to a limit', () => {
    expect(profile.bins(0, 'quantile')).toEqual({ bins: [{ low: 0, high: 1, count: 4.5 }], unit: null });
    expect(profile.bins(1, 'equal_width').bins).toEqual([]);
    expect(profile.values(1, 1)).toEqual([{ label: 'x', count: 1, share: 0.01 }]);
  });

  it('counts the types in the order they first occur', () => {
    expect([...profile.types()]).toEqual([
      ['number', 1],
      ['text', 1],
      ['integer', 1],
    ]);
  });

  it('lives without any frame', () => {
    expect(indexProfile({})).toMatchObject({ rows: 0, columns: 0 });
  });
});

describe('figures', () => {
  it('mark from where the params say', () => {
    const strict = indexProfile(frames, { marks: { redMissing: 0.01, redZeros: 0.5 } });
    const figures = [0, 2].flatMap((column) => rowFigures(strict, column, format).flat());
    const red = figures.filter(({ alert }) => alert?.startsWith('more than')).map((each) => each.alert);
    expect(red).toEqual(['more than 1 %', 'more than 1 %']);
  });

  it('mark more than 2 % missing and more than 10 % zeros, not the limits themselves', () => {
    expect(find(0, 'missing')).toMatchObject({ text: '10 %', title: '10 of 100', alert: 'more than 2 %' });
    expect(find(2, 'missing')?.alert).toBeUndefined();
    expect(find(0, 'zeros')?.alert).toBe('more than 10 %');
    expect(find(2, 'zeros')?.alert).toBeUndefined();
  });

  it('say what was left out of the figures', () => {
    expect(find(0, 'NaN, ∞')).toMatchObject({ text: '1', title: '1 NaN, 0 +∞, 0 −∞' });
  });

  it('show what has no value as a dash', () => {
    expect(find(0, 'sd')?.text).toBe('—');
  });

  it('shorten big integers in a row, with every digit to hover for, and write them out among all figures', () => {
    expect(find(2, 'max')).toMatchObject({ text: '9.007e15', title: '9007199254740993' });
    const range = allFigures(profile, 2, format).find((group) => group.title === 'Centre and range');
    expect(range?.figures.at(-1)?.text).toBe('9007199254740993');
  });

  it('are grouped by what suits the type', () => {
    const titles = (column: number) => allFigures(profile, column, format).map((group) => group.title);
    expect(titles(0)).toContain('Spread and shape');
    expect(titles(1)).toEqual(['Values', 'Length in characters', 'Length in bytes']);
  });

  it('list deciles only where there are any', () => {
    expect(decilesOf(profile, 0).map((decile) => decile.label)).toHaveLength(11);
    expect(decilesOf(profile, 1)).toEqual([]);
  });
});
