import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMeaningsBench, type MeaningsBench } from '../../headless/meanings-bench';

let bench: MeaningsBench;
beforeAll(async () => {
  bench = await openMeaningsBench();
});
afterAll(() => bench.close());

describe('numbers', () => {
  const integers = (values: readonly number[], name: string, times = 1) =>
    bench.found(values.map(String), name, times, 'BIGINT');
  const doubles = (values: readonly number[], name: string) =>
    bench.found(values.map(String), name, 1, 'DOUBLE');
  const twelve = Array.from({ length: 12 }, (_, i) => i * 37);

  test('integers that follow one another are an identifier, years are none', async () => {
    expect(await integers([3, 1, 2, 4, 5, 6, 7, 8, 9, 10], 'x')).toBe('identifier');
    expect(await integers([3, 1, 2, 4, 5, 6, 7, 8, 9, 11], 'x')).toBeNull();
    expect(await integers(twelve, 'customer_id')).toBe('identifier');
    expect(await integers([...twelve, 0], 'customer_id')).toBeNull();
    const years = Array.from({ length: 30 }, (_, i) => 1990 + i);
    expect(await integers(years, 'x')).toBeNull();
    expect(
      await integers(
        years.map((year) => year - 1990),
        'Jahr',
      ),
    ).toBeNull();
  });

  test('eight digits that are days are dates; other eight digits are none', async () => {
    expect(await integers([20200101, 20200229, 20211231, 19991130, 20100607], 'x')).toBe('date');
    expect(await integers([20200101, 20200230, 20211331, 19991130, 20100607], 'x')).toBeNull();
  });

  test('money and percentages need a name, and values of their kind', async () => {
    expect(await integers([...twelve, 0], 'Price')).toBe('currency');
    expect(
      await doubles(
        twelve.map((i) => i + 0.25),
        'unit cost',
      ),
    ).toBe('currency');
    expect(
      await doubles(
        twelve.map((i) => i + 0.12345),
        'unit cost',
      ),
    ).toBeNull();
    expect(await integers([1, 2, 3], 'price')).toBeNull();
    expect(await integers([...twelve, 0], 'price_class_id')).toBeNull();
    expect(await doubles([0.5, 99, 12.25], 'fat (%)')).toBe('percent');
    expect(await doubles([0.5, 150, -12.25], 'fat (%)')).toBeNull();
  });

  test('postal codes and phone numbers stored as integers need the name', async () => {
    expect(await integers([35233, 36301, 36301], 'ZipCode')).toBe('postal-code');
    expect(await integers([2053258100, 2053258101, 2053258100], 'phone')).toBe('phone');
    expect(await integers([35233, 36301, 36301], 'x')).toBeNull();
  });

  test('a few integers without a gap, often each, are categories', async () => {
    expect(await integers([1, 2, 3], 'x', 20)).toBe('category');
    expect(await integers([1, 2, 3], 'x', 19)).toBeNull();
    expect(await integers([1, 2, 4], 'x', 100)).toBeNull();
    expect(await integers([7], 'x', 100)).toBeNull();
  });

  test('integers at the ends of their type do not overflow', async () => {
    const [big, huge] = await bench.meaningsOf(
      `SELECT unnest([-9223372036854775808, 9223372036854775807]) AS a, unnest(['-170141183460469231731687303715884105727'::HUGEINT, 170141183460469231731687303715884105727]) AS b`,
    );
    expect([big?.meaning, huge?.meaning]).toEqual([null, null]);
  });
});

describe('places', () => {
  const place = (names: readonly [string, string], select = 'i * 0.37131 AS a, i * 0.91317 AS b') =>
    bench
      .meaningsOf(
        `SELECT a AS "${names[0]}", b AS "${names[1]}" FROM (SELECT ${select} FROM range(1, 100) r(i)) WHERE a IS NOT NULL`,
      )
      .then((all) => all.map(({ meaning }) => meaning));

  test('by name, within range and with decimals', async () => {
    expect(await place(['lat', 'lng'])).toEqual(['latitude', 'longitude']);
    expect(await place(['pickup_longitude', 'PickupLatitude'])).toEqual(['longitude', 'latitude']);
    expect(await place(['lat', 'long'], '(i % 90)::DOUBLE AS a, (i % 180)::DOUBLE AS b')).toEqual([
      null,
      null,
    ]);
    expect(await place(['lat', 'lng'], 'i * 1000.123 AS a, i * -1000.123 AS b')).toEqual([null, null]);
  });

  test('by the neighbour', async () => {
    expect(await place(['lat', 'other'])).toEqual(['latitude', 'longitude']);
    expect(await place(['gps_1', 'gps_2'])).toEqual(['latitude', 'longitude']);
  });

  test('two measurements with decimals are no place', async () => {
    expect(await place(['Delta 15 N (o/oo)', 'Delta 13 C (o/oo)'])).toEqual([null, null]);
    expect(await place(['x', 'y'])).toEqual([null, null]);
  });
});

describe('columns as a whole', () => {
  test('texts that are others in every row are identifiers where they are codes, UUIDs or called so', async () => {
    const codes = Array.from({ length: 12 }, (_, i) => `PROD-000${i}`);
    expect(await bench.found(codes)).toBe('identifier');
    expect(await bench.found([...codes, 'PROD-0001'])).toBeNull();
    expect(await bench.found(codes.map((_, i) => 'abcdefghijkl'.charAt(i).repeat(9)))).toBeNull();
    expect(
      await bench.found(
        codes.map((_, i) => `k${i}`),
        'customer key',
      ),
    ).toBe('identifier');
    const uuids = codes.map((_, i) => `123e4567-e89b-12d3-a456-4266141740${10 + i}`);
    expect(await bench.found(uuids)).toBe('identifier');
    const [typed] = await bench.meaningsOf(`SELECT gen_random_uuid() AS x FROM range(20)`);
    expect(typed?.meaning).toBe('identifier');
  });

  test('a missing value is no identifier', async () => {
    const [column] = await bench.meaningsOf(
      `SELECT CASE WHEN i < 20 THEN 'ab-000' || (100 + i) END AS x FROM range(21) r(i)`,
    );
    expect(column?.meaning).toBeNull();
  });

  test('a few texts, often each, are categories; one alone or too rare ones are none', async () => {
    expect(await bench.found(['red', 'green', 'blue'], 'x', 10)).toBe('category');
    expect(await bench.found(['red', 'green', 'blue'], 'x', 9)).toBeNull();
    expect(await bench.found(['red'], 'x', 100)).toBeNull();
    const many = Array.from({ length: 101 }, (_, i) => `v${i}`);
    expect(await bench.found(many, 'x', 10)).toBeNull();
    expect(await bench.found(many.slice(1), 'x', 10)).toBe('category');
  });

  describe('the natural-language rule: of the first 100 characters three words of 2.5 to 8 characters, in 80 of 100 values', () => {
    const sentences = Array.from({ length: 100 }, (_, i) => `this is remark number ${i} of all`);
    const with_ = (other: string, count: number) =>
      sentences.map((text, i) => (i < count ? `${other}${i}` : text));
    test.each([
      ['100 sentences', sentences, 'free-text'],
      ['99 sentences', sentences.slice(1), null],
      ['80 sentences of 100', with_('word', 20), 'free-text'],
      ['79 sentences of 100', with_('word', 21), null],
      ['two words', sentences.map((_, i) => `two words${i}`), null],
      ['words that are too short on average', sentences.map((_, i) => `a b c de ${i}`), null],
      [
        'words that are too long on average',
        sentences.map((_, i) => `incomprehensibilities notwithstanding characteristically${i}`),
        null,
      ],
      [
        'a third word after 100 characters',
        sentences.map((_, i) => `two ${'x'.repeat(99)} words ${i}`),
        null,
      ],
      [
        'other alphabets and other spaces',
        sentences.map((_, i) => `это\u00a0моя\u3000книга ${i}`),
        'free-text',
      ],
    ])('%s', async (_, values, meaning) => {
      expect(await bench.found(values)).toBe(meaning);
    });

    test('counts rows, not distinct values', async () => {
      const select = `SELECT CASE WHEN i < 400 THEN 'one sentence of ' || (i % 30) || ' words here' ELSE 'w' || i END AS x FROM range(500) r(i)`;
      expect((await bench.meaningsOf(select))[0]).toMatchObject({ meaning: 'free-text', share: 0.8 });
    });
  });

  test('images in bytes, alone or in a struct with a path', async () => {
    const png = `'\\x89PNG\\x0D\\x0A\\x1A\\x0A\\x00\\x00\\x00\\x0DIHDR'::BLOB`;
    const webp = `'RIFF\\x01\\x02\\x03\\x04WEBPVP8 '::BLOB`;
    const meanings = await bench.meaningsOf(
      `SELECT ${png} AS a, ${webp} AS b, {'bytes': ${png}, 'path': 'a.png'} AS c, 'plain text'::BLOB AS d, {'path': 'x'} AS e, [1] AS f FROM range(3)`,
    );
    expect(meanings.map(({ meaning }) => meaning)).toEqual(['image', 'image', 'image', null, null, null]);
  });
});
