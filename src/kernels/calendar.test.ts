import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coarsenDateHistogram, dateHistogram, dateUnitFor, parseIso, truncateDate } from './calendar';

const at = (text: string): number => parseIso(text)!;

describe('parseIso', () => {
  test('reads dates, instants and times of day, years beyond four digits and before 1', () => {
    expect(parseIso('1970-01-02')).toBe(86_400_000);
    expect(parseIso('2024-01-01T10:00:00.1239')).toBe(Date.UTC(2024, 0, 1, 10, 0, 0, 123));
    expect(parseIso('10:30:00.5')).toBe(37_800_500);
    expect(parseIso('0005-01-01')).toBe(Date.parse('0005-01-01T00:00:00Z'));
    expect(parseIso('-000043-03-15')).toBe(Date.parse('-000043-03-15T00:00:00Z'));
    expect(parseIso('+012345-01-01')).toBe(Date.parse('+012345-01-01T00:00:00Z'));
  });

  test('gives null for infinity, other text and years that no calendar here holds', () => {
    expect(['infinity', '2024', '+290000-01-01'].map(parseIso)).toEqual([null, null, null]);
  });
});

describe('dateUnitFor', () => {
  test.each([
    ['2024-01-01T00:00:00', '2024-01-01T00:00:30', 'second'],
    ['2024-01-01T00:00:00', '2024-01-01T00:40:00', 'minute'],
    ['2024-01-01', '2024-01-02', 'hour'],
    ['2024-01-01', '2024-01-20', 'day'],
    ['2024-01-01', '2024-06-01', 'week'],
    ['2022-01-01', '2024-01-01', 'month'],
    ['2018-01-01', '2024-01-01', 'quarter'],
    ['1990-01-01', '2024-01-01', 'year'],
    ['1800-01-01', '2024-01-01', 'decade'],
    ['0001-01-01', '2024-01-01', 'century'],
  ])('cuts %s to %s by the %s', (first, last, unit) => {
    expect(dateUnitFor(at(first), at(last), 'timestamp')).toBe(unit);
  });

  test('is never finer than a day for dates, never coarser than an hour for times of day', () => {
    expect(dateUnitFor(at('2024-01-01'), at('2024-01-02'), 'date')).toBe('day');
    expect(dateUnitFor(at('00:00:00'), at('23:59:59'), 'time')).toBe('hour');
  });

  test('gives 10 to 60 bins for spans from a month to 500 years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 31, max: 180_000 }), (days) => {
        const last = days * 86_400_000;
        const unit = dateUnitFor(0, last, 'date');
        const bins = dateHistogram(
          [
            [0, 1],
            [last, 1],
          ],
          unit,
          'date',
        )!.counts.length;
        expect(bins).toBeGreaterThanOrEqual(5);
        expect(bins).toBeLessThanOrEqual(90);
      }),
    );
  });
});

describe('truncateDate', () => {
  test.each([
    ['week', '2024-05-05', '2024-04-29'],
    ['week', '1969-12-31', '1969-12-29'],
    ['month', '2024-05-31T23:59:59', '2024-05-01'],
    ['quarter', '2024-05-05', '2024-04-01'],
    ['decade', '2024-05-05', '2020-01-01'],
    ['century', '1999-05-05', '1900-01-01'],
    ['century', '-000043-03-15', '-000100-01-01'],
  ] as const)('cuts by the %s: %s belongs to %s', (unit, instant, start) => {
    expect(truncateDate(at(instant), unit)).toBe(at(start));
  });
});

describe('dateHistogram', () => {
  test('fills gaps with zero and adds what falls into one unit', () => {
    const counts = dateHistogram(
      [
        [at('2024-01-31'), 2],
        [at('2024-04-01'), 1],
        [at('2024-01-01'), 3],
      ],
      'month',
      'date',
    );
    expect(counts).toEqual({
      unit: 'month',
      starts: ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'],
      counts: [5, 0, 0, 1],
    });
  });

  test('writes times of day without a date, midnight at the end of the day too', () => {
    expect(
      dateHistogram(
        [
          [at('23:10:00'), 1],
          [at('24:00:00'), 1],
        ],
        'hour',
        'time',
      )?.starts,
    ).toEqual(['23:00:00', '24:00:00']);
  });

  test('of nothing is null', () => {
    expect(dateHistogram([], 'day', 'date')).toBeNull();
  });
});

describe('coarsenDateHistogram', () => {
  test('gives what counting by the coarser unit would give', () => {
    const dates = fc.array(
      fc.integer({ min: -9000, max: 9000 }).map((day) => day * 86_400_000),
      { minLength: 1 },
    );
    const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year', 'decade', 'century');
    fc.assert(
      fc.property(dates, unit, (instants, coarse) => {
        const entries = instants.map((instant) => [instant, 1] as const);
        const byDay = dateHistogram(entries, 'day', 'date')!;
        expect(coarsenDateHistogram(byDay, coarse, 'date')).toEqual(dateHistogram(entries, coarse, 'date'));
      }),
      { numRuns: 20 },
    );
  });

  test('refuses weeks, and refuses to refine', () => {
    const byWeek = dateHistogram([[0, 1]], 'week', 'date')!;
    const byYear = dateHistogram([[0, 1]], 'year', 'date')!;
    expect([
      coarsenDateHistogram(byWeek, 'month', 'date'),
      coarsenDateHistogram(byYear, 'day', 'date'),
    ]).toEqual([null, null]);
  });
});
