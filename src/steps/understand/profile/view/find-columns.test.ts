import { describe, expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { findColumns, readSearch, type ColumnWish } from './find-columns';
import { indexProfile } from './profile-index';

const columns = [
  { column: 'b', type: 'number', count: 90, missing: 10, zeros: 10, distinct: 9 },
  { column: 'a', type: 'text', count: 100, missing: 0, distinct: 4 },
  { column: 'B2', type: 'integer', count: 98, missing: 2, zeros: 9, distinct: null },
  { column: 'b10', type: 'text', count: 0, missing: 100, distinct: 0 },
  { column: 'größe', type: 'text', count: 100, missing: 0, distinct: 4 },
];
const top = (column: string, ...counts: number[]) => counts.map((count) => ({ column, value: 'x', count }));
const bins = (column: string, ...counts: number[]) =>
  counts.map((count, bin) => ({ column, kind: 'equal_width', bin, count }));
const profile = indexProfile({
  table: frameOfRows(['rows'], [{ rows: 100 }]),
  columns: frameOfRows(['column', 'type', 'count', 'missing', 'zeros', 'distinct'], columns),
  top_values: frameOfRows(
    ['column', 'value', 'count'],
    [...top('a', 97, 1, 1, 1), ...top('größe', 25, 25, 25, 25)],
  ),
  histograms: frameOfRows(
    ['column', 'kind', 'bin', 'count'],
    [...bins('b', 45, 45), ...bins('B2', 97, 1, 0)],
  ),
});
const all: ColumnWish = { search: '', without: new Set(), sort: 'order', isReversed: false };
const find = (wish: Partial<ColumnWish>) =>
  findColumns(profile, { ...all, ...wish }).map((column) => profile.name(column));

describe('finding columns', () => {
  test('sorts by the table, by name, by missing and zeros together, by distinct', () => {
    expect(find({})).toEqual(['b', 'a', 'B2', 'b10', 'größe']);
    expect(find({ sort: 'name' })).toEqual(['a', 'b', 'B2', 'b10', 'größe']);
    expect(find({ sort: 'missing' })).toEqual(['b10', 'b', 'B2', 'a', 'größe']);
    expect(find({ sort: 'distinct' })).toEqual(['b', 'a', 'größe', 'b10', 'B2']);
  });

  test('sorts by non-uniformity: the least even first, what has no values last', () => {
    // B2: H(97, 1) / ln 3 = 0.0517; a: 0.1210; the others 1.
    expect(find({ sort: 'evenness' })).toEqual(['B2', 'a', 'b', 'größe', 'b10']);
  });

  test('sorts by what foretells the target best; what has no power is last, and without a target nothing moves', () => {
    const powers = { b: 0.2, B2: null, größe: 0.9 };
    const target_columns = frameOfRows(
      ['column', 'power'],
      Object.entries(powers).map(([column, power]) => ({ column, power })),
    );
    const aimed = indexProfile({ ...profile.frames, target_columns });
    const found = findColumns(aimed, { ...all, sort: 'power' }).map((column) => aimed.name(column));
    expect(found).toEqual(['größe', 'b', 'a', 'B2', 'b10']);
    expect(find({ sort: 'power' })).toEqual(find({}));
  });

  test('turned round, what has no figure still is last', () => {
    expect(find({ isReversed: true })).toEqual(['größe', 'b10', 'B2', 'a', 'b']);
    expect(find({ sort: 'evenness', isReversed: true }).at(-1)).toBe('b10');
    expect(find({ sort: 'distinct', isReversed: true })).toEqual(['b10', 'a', 'größe', 'b', 'B2']);
  });

  test('searches by a regular expression whatever the case', () => {
    expect(find({ search: '^b\\d*$' })).toEqual(['b', 'B2', 'b10']);
    expect(find({ search: '\\p{L}ö' })).toEqual(['größe']);
    expect(find({ search: ' 10 ' })).toEqual(['b10']);
  });

  test('says of a text that it is no regular expression, and looks for it as it is', () => {
    expect(readSearch('b(').isExpression).toBe(false);
    expect(readSearch('b(').matches('ab(c')).toBe(true);
    expect(readSearch('b(').matches('ab')).toBe(false);
    expect(readSearch('').matches('anything')).toBe(true);
  });

  test('leaves types out', () => {
    expect(find({ without: new Set(['text', 'integer']) })).toEqual(['b']);
  });
});
