import { describe, expect, it } from 'vitest';
import { instantLabels, parseInstant, unitEnd, unitLabel } from './instant';

describe('parseInstant', () => {
  it('reads dates and timestamps without a zone as UTC', () => {
    expect(parseInstant('2021-03-14')).toBe(Date.UTC(2021, 2, 14));
    expect(parseInstant('2021-03-14T09:30:00')).toBe(Date.UTC(2021, 2, 14, 9, 30));
    expect(parseInstant('2021-03-14 09:30:00')).toBe(Date.UTC(2021, 2, 14, 9, 30));
  });

  it('sets a time of day on the first day of 1970', () => {
    expect(parseInstant('01:00:00')).toBe(3_600_000);
  });

  it('honours a zone', () => {
    expect(parseInstant('2021-03-14T09:30:00+01:00')).toBe(Date.UTC(2021, 2, 14, 8, 30));
  });

  it('is NaN for what is no date', () => {
    expect(parseInstant('soon')).toBeNaN();
  });
});

describe('calendar units', () => {
  it('know leap years, quarters and centuries', () => {
    expect(unitEnd(Date.UTC(2024, 1, 1), 'month')).toBe(Date.UTC(2024, 2, 1));
    expect(unitEnd(Date.UTC(2024, 9, 1), 'quarter')).toBe(Date.UTC(2025, 0, 1));
    expect(unitEnd(Date.UTC(1900, 0, 1), 'century')).toBe(Date.UTC(2000, 0, 1));
  });

  it('are named as finely as they are', () => {
    const start = Date.UTC(2021, 3, 1, 9, 30);
    expect(unitLabel(start, 'year')).toBe('2021');
    expect(unitLabel(start, 'quarter')).toBe('2021 Q2');
    expect(unitLabel(start, 'month')).toBe('2021-04');
    expect(unitLabel(start, 'day')).toBe('2021-04-01');
    expect(unitLabel(start, 'minute')).toBe('2021-04-01 09:30');
    expect(unitLabel(Date.UTC(1990, 0, 1), 'decade')).toBe('1990–1999');
  });
});

describe('instantLabels', () => {
  it('writes years alone where all ticks are new years', () => {
    expect(instantLabels([Date.UTC(2020, 0, 1), Date.UTC(2021, 0, 1)])).toEqual(['2020', '2021']);
  });

  it('writes months, days or times where it must', () => {
    expect(instantLabels([Date.UTC(2020, 0, 1), Date.UTC(2020, 3, 1)])).toEqual(['2020-01', '2020-04']);
    expect(instantLabels([Date.UTC(2020, 0, 1), Date.UTC(2020, 0, 8)])[1]).toBe('2020-01-08');
    expect(instantLabels([Date.UTC(2020, 0, 1, 6), Date.UTC(2020, 0, 1, 9)])).toEqual(['06:00', '09:00']);
  });
});
