import { describe, expect, it } from 'vitest';
import { parseBins } from './parse-bins';

describe('parseBins', () => {
  it('takes numbers, and numbers written as text', () => {
    const stated = [{ low: 0, high: '9007199254740993', count: 2 }];
    expect(parseBins(stated, null).bins).toEqual([{ low: 0, high: 9007199254740992, count: 2 }]);
  });

  it('ends a calendar unit where the next one begins', () => {
    const { bins, dateUnit } = parseBins([{ low: '2024-02-01', high: null, count: 3 }], 'month');
    expect(dateUnit).toBe('month');
    expect(bins).toEqual([{ low: Date.UTC(2024, 1, 1), high: Date.UTC(2024, 2, 1), count: 3 }]);
  });

  it('calls a time of day by itself, not by its day in 1970', () => {
    expect(parseBins([{ low: '09:00:00', high: null, count: 1 }], 'hour').bins[0]?.label).toBe('09:00');
  });

  it('leaves out what has no place', () => {
    expect(parseBins([{ low: null, high: null, count: 1 }], null).bins).toEqual([]);
    expect(parseBins([{ low: 'soon', high: null, count: 1 }], 'day').bins).toEqual([]);
  });
});
