import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { quoteLiteral } from '../../../core/sql';
import { UNITS } from '../../../core/units';
import { DATE_FORMATS, dateSql, isDateIn } from '../../../core/written-date';
import { readNumber, type NumberMarks, type WrittenNumber } from '../../../core/written-number';
import { writtenNumberSql } from '../../../core/written-number-sql';

const ENGLISH: NumberMarks = { decimal: '.', thousands: ',' };
const PLAIN: NumberMarks = { decimal: '.', thousands: 'none' };
const GERMAN: NumberMarks = { decimal: ',', thousands: '.' };
const FRENCH: NumberMarks = { decimal: ',', thousands: ' ' };
const SWISS: NumberMarks = { decimal: '.', thousands: "'" };

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

describe('written numbers in SQL', () => {
  async function bySql(texts: readonly string[], marks: NumberMarks): Promise<(WrittenNumber | null)[]> {
    const values = texts.map((text, place) => `(${String(place)}, ${quoteLiteral(text)})`).join(', ');
    const select = writtenNumberSql(`(VALUES ${values}) AS t(place, x)`, ['place'], marks);
    const rows = await bench.rows(`${select} ORDER BY place`);
    return rows.map(({ amount, unit, written, behind }) =>
      amount === null
        ? null
        : ({ value: (amount as number) + 0, unit, written, behind } as unknown as WrittenNumber),
    );
  }
  const byHand = (text: string, marks: NumberMarks): WrittenNumber | null => {
    const read = readNumber(text, marks);
    return read === null ? null : { ...read, value: read.value + 0 };
  };

  const unitWords = UNITS.flatMap(({ words }) => words);
  const piece = fc.oneof(
    fc.constantFrom(...unitWords),
    fc.constantFrom(...'0123456789', '12', '345', '1,200', '1.200', "1'200", '1e3', '0.5', '.5', ',5'),
    fc.constantFrom(' ', '  ', '\u00a0', '\t', '.', ',', '-', '−', '+', "'", '"', '’', 'and', '&', '\n'),
    fc.constantFrom(
      'k',
      'K',
      'M',
      'B',
      'bn',
      'million',
      'Thousand',
      'can',
      'Silo Can',
      'IBU',
      'E',
      'OZ.',
      'Kg',
      'ß',
      '№',
    ),
  );
  const written = fc.oneof(
    fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join('')),
    fc
      .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(...unitWords, 'can'))
      .map(([value, word]) => `${String(value)} ${word}`),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\0', '')),
  );

  test.each([PLAIN, ENGLISH, GERMAN, FRENCH, SWISS])('agrees with that in TypeScript: %j', async (marks) => {
    await fc.assert(
      fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 300, size: 'max' }), async (texts) => {
        expect(await bySql(texts, marks)).toEqual(texts.map((text) => byHand(text, marks)));
      }),
      { numRuns: 8, seed: 7, endOnFailure: true },
    );
  });

  test('hands out whole numbers digit by digit', async () => {
    const texts = ['12345678901234567890', '−1,234', '12.0', '12 kg', '007'];
    const values = texts.map((text) => `(${quoteLiteral(text)})`).join(', ');
    const rows = await bench.rows(writtenNumberSql(`(VALUES ${values}) AS t(x)`, ['x'], ENGLISH));
    expect(Object.fromEntries(rows.map(({ x, whole }) => [x, whole]))).toEqual({
      '12345678901234567890': '12345678901234567890',
      '−1,234': '-1234',
      '12.0': null,
      '12 kg': null,
      '007': '007',
    });
  });
});

describe('written dates in SQL', () => {
  const part = fc.oneof(
    fc.constantFrom(
      '2021',
      '2024',
      '1900',
      '0099',
      '21',
      '1',
      '02',
      '2',
      '13',
      '29',
      '30',
      '31',
      '32',
      '00',
      '99',
    ),
    fc.constantFrom(
      '-',
      '/',
      '.',
      ' ',
      ', ',
      'T',
      ':',
      'Z',
      'jan',
      'FEB',
      'March',
      'mon',
      'PM',
      'am',
      '10:30',
      '.5',
    ),
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('-', '/', '.'), fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 13 }))
      .chain(([mark, day, month]) =>
        fc.constantFrom('2023', '2024', '00', '99').map((year) => [day, month, year].join(mark)),
      ),
  );

  test('agrees with that in TypeScript', async () => {
    const condition = (format: string) => `${dateSql('x', [format])} IS NOT NULL`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 200, size: 'max' }),
        fc.subarray([...DATE_FORMATS], { minLength: 20, maxLength: 20 }),
        async (texts, formats) => {
          const values = texts.map((one, place) => `(${String(place)}, ${quoteLiteral(one)})`).join(', ');
          const rows = await bench.rows(
            `SELECT ${formats.map((format, i) => `${condition(format)} AS f${String(i)}`).join(', ')}
             FROM (VALUES ${values}) AS t(place, x) ORDER BY place`,
          );
          expect(rows.map((row) => Object.values(row))).toEqual(
            texts.map((one) => formats.map((format) => isDateIn(one, format))),
          );
        },
      ),
      { numRuns: 10, seed: 5, endOnFailure: true },
    );
  });

  test('takes the first format that fits', async () => {
    const rows = await bench.rows(
      `SELECT (${dateSql('x', ['%d/%m/%Y', '%m/%d/%Y'])})::VARCHAR AS day
       FROM (VALUES (1, '02/03/2021'), (2, '02/13/2021'), (3, '30/02/2021'), (4, NULL)) AS t(i, x) ORDER BY i`,
    );
    expect(rows.map(({ day }) => day)).toEqual(['2021-03-02 00:00:00', '2021-02-13 00:00:00', null, null]);
  });
});
