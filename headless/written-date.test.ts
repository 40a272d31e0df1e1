import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteLiteral } from '../src/core/sql';
import { DATE_FORMATS, dateSql, isDateIn } from '../src/core/written-date';
import { openSqlBench, type SqlBench } from './step-on-sql';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** The texts that a condition on `x` takes. */
async function taken(texts: readonly string[], condition: string): Promise<string[]> {
  const values = texts.map((text) => `(${quoteLiteral(text)})`).join(', ');
  return (await bench.rows(`SELECT x FROM (VALUES ${values}) t(x) WHERE ${condition}`)).map(({ x }) =>
    String(x),
  );
}

test('every text of 6 to 9 digits is a day in %Y%m%d where strptime says so', async () => {
  const ends = [2, 3, 4, 5].flatMap((digits) =>
    Array.from({ length: Math.min(10 ** digits, 20_000) }, (_, number) =>
      String(number).padStart(digits, '0'),
    ),
  );
  const texts = ends.map((end) => `2023${end}`);
  const days = await taken(texts, `try_strptime(x, '%Y%m%d') IS NOT NULL`);
  expect(days.length).toBeGreaterThan(365);
  expect(texts.filter((text) => isDateIn(text, '%Y%m%d'))).toEqual(days);
  expect(await taken(texts, `${dateSql('x', ['%Y%m%d'])} IS NOT NULL`)).toEqual(days);
});

test.each(DATE_FORMATS.map((format) => [format]))(
  'capitals count in %s as they do for strptime',
  async (format) => {
    const parts: Readonly<Record<string, string>> = {
      ...{ Y: '2024', y: '24', m: '03', d: '05', b: 'Mar', B: 'March', a: 'Tue', A: 'Tuesday' },
      ...{ H: '09', I: '09', M: '05', S: '07', f: '25', p: 'PM' },
    };
    const text = format.replace(/%(.)/g, (_, letter: string) => parts[letter] ?? letter);
    const texts = [text, text.toLowerCase(), text.toUpperCase()];
    const own = await taken(texts, `try_strptime(x, ${quoteLiteral(format)}) IS NOT NULL`);
    expect(own).toContain(text);
    expect(texts.filter((one) => isDateIn(one, format))).toEqual(own);
    expect(await taken(texts, `${dateSql('x', [format])} IS NOT NULL`)).toEqual(own);
  },
);
