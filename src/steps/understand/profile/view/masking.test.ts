import { describe, expect, test } from 'vitest';
import { frameOfRows } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { Alert } from '../alerts/alert';
import { shownAlert } from './alerts/alert-text';
import { allFigures, decilesOf } from './all-figures';
import { rowFigures } from './figures';
import { MASK } from '../../../../core/masking';
import { indexProfile } from './profile-index';
import { sampleTable } from './sample-table';

const frames = {
  table: frameOfRows(['rows'], [{ rows: 100 }]),
  columns: frameOfRows(
    ['column', 'type', 'count', 'missing', 'distinct', 'mean', 'min', 'median', 'max', 'd0', 'd100'],
    [
      {
        column: 'id',
        type: 'integer',
        count: 100,
        missing: 0,
        distinct: 100,
        mean: 50.5,
        min: 1,
        max: 4711,
        d0: 1,
      },
      {
        column: 'age',
        type: 'integer',
        count: 100,
        missing: 0,
        distinct: 40,
        mean: 30.5,
        min: 18,
        max: 68,
        d0: 18,
      },
    ],
  ),
  histograms: frameOfRows(
    ['column', 'kind', 'bin', 'low', 'high', 'count'],
    [{ column: 'id', kind: 'equal_width', bin: 0, low: 1, high: 4711, count: 100 }],
  ),
  top_values: frameOfRows(
    ['column', 'value', 'count', 'share'],
    [
      { column: 'id', value: '4711', count: 1, share: 0.01 },
      { column: 'id', value: '4710', count: 1, share: 0.01 },
    ],
  ),
  sample_rows: frameOfRows(
    ['row', 'column', 'value'],
    [
      { row: 0, column: 'id', value: '4711' },
      { row: 0, column: 'age', value: '18' },
      { row: 1, column: 'id', value: null },
      { row: 1, column: 'age', value: '19' },
    ],
  ),
};

describe('a masked column', () => {
  const format = numberFormat('en');
  const shown = new Set<string>();
  const profile = indexProfile(frames, { isShown: (name) => shown.has(name) });
  const alert: Alert = {
    alert: 'hidden-missing',
    column: 'id',
    severity: 'severe',
    text: '4711 stands in 2 of 100 rows, far above all others (the next is 4,710).',
    numbers: { value: 4711, next: 4710, rows: 2 },
    suggestion: { step: 'missing-tokens', title: 'Make “4711” missing in “id”', params: {} },
    where: null,
  };
  const texts = (): string =>
    JSON.stringify([
      rowFigures(profile, 0, format),
      allFigures(profile, 0, format),
      decilesOf(profile, 0),
      profile.values(0, 20),
      profile.bins(0, 'equal_width'),
      sampleTable(frames.sample_rows, profile),
      { ...shownAlert(alert, profile), numbers: null },
    ]);

  test('shows no value anywhere, yet what is counted', () => {
    expect(texts()).not.toMatch(/4,?71[01]|NaN,"title":"•/);
    expect(profile.figure(0, 'mean')).toBe(50.5);
    expect(profile.values(0, 20).map(({ count }) => count)).toEqual([1, 1]);
    expect(new Set(profile.values(0, 20).map(({ label }) => label)).size).toBe(2);
    expect(sampleTable(frames.sample_rows, profile)).toEqual({
      names: ['id', 'age'],
      rows: [
        [MASK, '18'],
        [null, '19'],
      ],
    });
  });

  test('its alerts keep their names and counts', () => {
    expect(shownAlert(alert, profile)).toMatchObject({
      text: 'One value stands in 2 of 100 rows, far above all others. Its values are hidden; “show values” at the column shows them.',
      suggestion: { title: 'Make a hidden value missing in “id”' },
    });
  });

  test('words for missing values are no secret', () => {
    const words = { ...alert, text: '“?” stands in 3 rows', numbers: { tokens: ['?'] } };
    expect(shownAlert(words, profile)).toBe(words);
  });

  test('as a target it shows no class in what gives it away', () => {
    const target = frameOfRows(['column'], [{ column: 'id' }]);
    const aimed = indexProfile({ ...frames, target }, { isShown: () => false });
    const text = 'Whether it is missing gives “id” away: it is missing in 100 % of the rows of “Ann”.';
    const leak: Alert = { ...alert, alert: 'leak', column: 'age', text, numbers: {} };
    expect(shownAlert(leak, aimed).text).toBe(
      `${text.replace('“Ann”', 'a hidden class')} Its values are hidden; “show values” at the column shows them.`,
    );
    expect(shownAlert(leak, profile)).toBe(leak);
  });

  test('the others show theirs, and so does it once somebody asked', () => {
    expect(profile.figure(1, 'max')).toBe(68);
    shown.add('id');
    expect(profile.figure(0, 'max')).toBe(4711);
    expect(texts()).toContain('4711');
    shown.clear();
  });
});
