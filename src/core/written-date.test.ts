import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DATE_FORMATS, datePattern, guessDateFormats, hasTime, isDateIn } from './written-date';

describe('a date in a format', () => {
  test.each([
    ['2024-02-29', '%Y-%m-%d', true],
    ['2023-02-29', '%Y-%m-%d', false],
    ['29.2.24', '%d.%m.%y', true],
    ['01/02/21', '%d/%m/%Y', false],
    ['3 MAR 2021', '%d %b %Y', true],
    ['March 31, 2021', '%B %d, %Y', true],
    ['April 31, 2021', '%B %d, %Y', false],
    ['2021-02-03T10:00:00Z', '%Y-%m-%dT%H:%M:%SZ', true],
    ['2021-02-03t10:00:00Z', '%Y-%m-%dT%H:%M:%SZ', false],
    ['2021-02-03T10:00:00z', '%Y-%m-%dT%H:%M:%SZ', false],
    ['2021-02-03 1:00 pM', '%Y-%m-%d %I:%M %p', true],
    ['2021-02-03 13:00 PM', '%Y-%m-%d %I:%M %p', false],
    ['2024111', '%Y%m%d', true],
    ['2024131', '%Y%m%d', false],
    ['202411', '%Y%m%d', false],
    ['(3.4.2021)', '(%d.%m.%Y)', true],
    ['3/4', '%d/%m', false],
  ])('%s in %s: %s', (text, format, isDate) => {
    expect(isDateIn(text, format)).toBe(isDate);
  });

  test('a specifier that is not known makes no pattern', () => {
    expect([
      datePattern('%Y-%q'),
      datePattern('%Y-%m-%d %Z'),
      datePattern('%H:%M'),
      datePattern('%'),
    ]).toEqual([null, null, null, null]);
    expect([hasTime('%Y-%m-%d'), hasTime('%Y-%m-%d %H:%M')]).toEqual([false, true]);
  });
});

describe('the formats of a column', () => {
  test.each([
    [['2021-01-02', '2021-05-06'], ['%Y-%m-%d']],
    [['03/04/2021', '13/04/2021'], ['%d/%m/%Y']],
    [['03/04/2021', '04/13/2021'], ['%m/%d/%Y']],
    [['03/04/21', '31/12/99'], ['%d/%m/%y']],
    [
      ['2021-01-02', '2021-01-03', '3 Mar 2021', 'n/a'],
      ['%Y-%m-%d', '%d %b %Y'],
    ],
    [['2021-01-02 10:00', '2021-01-02 11:30'], ['%Y-%m-%d %H:%M']],
    [['n/a', ''], []],
  ])('%j: %j', (texts, formats) => {
    expect(guessDateFormats(texts)).toEqual({ formats });
  });

  test.each([[['03/04/2021', '05/06/2021']], [['13/04/2021', '04/13/2021']]])(
    'are unclear where nothing, or too much, tells day from month: %j',
    (texts) => {
      expect(guessDateFormats(texts)).toEqual({ unclear: ['%d/%m/%Y', '%m/%d/%Y'], example: texts[0] });
    },
  );

  test('are found again for any days of a year written in one of them', () => {
    const unlike = DATE_FORMATS.filter((format) => !hasTime(format) && !/%[bBaA]/.test(format));
    expect(unlike.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.constantFrom(...unlike), fc.integer({ min: 1000, max: 2090 }), (format, year) => {
        const two = (value: number) => String(value).padStart(2, '0');
        const days = Array.from({ length: 28 }, (_, day) =>
          format
            .replace('%Y', String(year))
            .replace('%y', two(year % 100))
            .replace('%m', '07')
            .replace('%d', two(day + 1)),
        );
        expect(guessDateFormats(days)).toEqual({ formats: [format] });
      }),
      { seed: 3 },
    );
  });
});
