import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { deduplicated, goneOf, idsOf } from '../../../../headless/trials/deduplicate';
import { FailureError } from '../../../core/failure';
import { sentenceText } from '../../../core/sentence';
import { decidePairs } from './decisions';
import { deduplicate, deduplicateParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const tried = (select: string, given: object) => deduplicated(bench, select, given);

const PAIRS = `SELECT * FROM (VALUES ('a', 1), ('b', 2), ('a', 1), ('c', NULL), ('b', 3), ('c', NULL), ('a', 1)) AS t(id, x)`;

describe('exact', () => {
  test('keeps the first of equal rows, in their order', async () => {
    const { rows, dropped, text, summary, suggestions } = await tried(PAIRS, {});
    expect(idsOf(rows)).toEqual(['a', 'b', 'c', 'b']);
    expect(idsOf(dropped)).toEqual(['a', 'c', 'a']);
    expect(goneOf(dropped)).toEqual([
      [3, 1],
      [6, 4],
      [7, 1],
    ]);
    expect(summary).toMatchObject({ rows: 7, kept: 4, dropped: 3, groups: 2, differing: null, pairs: null });
    expect(text).toBe(
      '3 rows of 7 dropped (42.9 %): of each of the 2 groups of equal rows, the first row stays.',
    );
    expect(suggestions).toEqual(['profile']);
  });

  test('or the last', async () => {
    const { rows, dropped } = await tried(PAIRS, { keep: 'last' });
    expect(rows.map(({ id, x }) => [id, x])).toEqual([
      ['b', 2],
      ['b', 3],
      ['c', null],
      ['a', 1],
    ]);
    expect(goneOf(dropped)).toEqual([
      [1, 7],
      [3, 7],
      [4, 6],
    ]);
  });

  test('missing equals missing, NaN equals NaN, -0 equals 0', async () => {
    const select = `SELECT x, 'k' AS id FROM (SELECT unnest(['NaN', '-NaN', NULL, '-0', NULL, 'Infinity', '0', '-Infinity', 'Infinity']::DOUBLE[]) AS x)`;
    const { rows } = await tried(select, {});
    expect(rows.map(({ x }) => x)).toEqual([NaN, null, -0, Infinity, -Infinity]);
  });

  test('lists, structs and maps are values too', async () => {
    const select = `SELECT unnest([1, 2, 1]) AS i, unnest([[1, NULL], [2], [1, NULL]]) AS l, unnest([{a: 1}, {a: 2}, {a: 1}]) AS s, unnest([MAP {'k': 1}, MAP {'k': 2}, MAP {'k': 1}]) AS m, unnest(['-0', '0', '0']::DOUBLE[]) AS z`;
    expect((await tried(select, {})).rows).toHaveLength(2);
  });

  test('the rows stand side by side', async () => {
    const { cells } = await tried(PAIRS, {});
    expect(cells.slice(0, 3)).toEqual([
      { group: 1, row_number: 1, is_kept: true, column: 'id', value: 'a', differs: false },
      { group: 1, row_number: 3, is_kept: false, column: 'id', value: 'a', differs: false },
      { group: 1, row_number: 7, is_kept: false, column: 'id', value: 'a', differs: false },
    ]);
    expect(new Set(cells.map(({ group }) => group))).toEqual(new Set([1, 2]));
  });

  test('agrees with a plain count over many rows, whatever their order', async () => {
    const select = `SELECT hash(i) % 50 AS a, hash(i + 1000) % 7 AS b, CASE WHEN i % 3 = 0 THEN NULL ELSE i % 2 END AS c FROM range(2000) AS t(i)`;
    const { rows, dropped, summary } = await tried(select, {});
    const [plain] = await bench.rows(
      `SELECT count(*)::DOUBLE AS n FROM (SELECT DISTINCT * FROM (${select}))`,
    );
    expect(rows).toHaveLength(Number(plain!.n));
    expect(rows.length + dropped.length).toBe(2000);
    const text = (row: object) => JSON.stringify(Object.values(row).slice(0, 3).map(String));
    expect(new Set(rows.map(text)).size).toBe(rows.length);
    const kept = new Set(rows.map(text));
    expect(dropped.every((row) => kept.has(text(row)))).toBe(true);
    expect(summary.groups).toBe(new Set(dropped.map(({ kept_row }) => kept_row)).size);
  });
});

describe('by keys', () => {
  const select = `SELECT * FROM (VALUES (1, 'Ann', 'Bonn', 1.0), (2, 'Bob', NULL, 2.0), (3, 'Ann', 'Bonn', '-0'::DOUBLE), (4, 'Bob', 'Rom', 2.0), (5, NULL, 'Rom', 'NaN'::DOUBLE), (6, NULL, 'Rom', 'NaN'::DOUBLE), (7, 'Cy', 'Rom', 0)) AS t(id, name, town, x)`;

  test('rows of one key that differ elsewhere are counted, column by column', async () => {
    const { rows, differences, summary, text, cells } = await tried(select, {
      method: 'keys',
      columns: ['name'],
    });
    expect(idsOf(rows)).toEqual([1, 2, 5, 7]);
    expect(differences).toEqual([
      { column: 'id', groups: 3 },
      { column: 'town', groups: 1 },
      { column: 'x', groups: 1 },
    ]);
    expect(summary).toMatchObject({ groups: 3, differing: 3, dropped: 3 });
    expect(text).toContain(
      'Of 3 repeated keys, 3 have rows that differ elsewhere: in “id” (3), “town” (1), “x” (1).',
    );
    expect(cells.filter(({ group, column }) => group === 2 && column === 'town')).toEqual([
      { group: 2, row_number: 2, is_kept: true, column: 'town', value: null, differs: true },
      { group: 2, row_number: 4, is_kept: false, column: 'town', value: 'Rom', differs: true },
    ]);
  });

  test('equal elsewhere: NaN equals NaN, -0 equals 0', async () => {
    const same = `SELECT 'k' AS id, unnest(['NaN', '-NaN']::DOUBLE[]) AS x, unnest(['-0', '0']::DOUBLE[]) AS y, unnest([[1], [1]]) AS l`;
    const { differences, text, cells } = await tried(same, { method: 'keys', columns: ['id'] });
    expect(differences).toEqual([]);
    expect(text).toContain('Rows of one key are the same in all other columns.');
    expect(cells.filter(({ differs }) => differs)).toEqual([]);
  });

  test('lists that differ', async () => {
    const lists = `SELECT 'k' AS id, unnest([[1], [2]]) AS l, unnest([MAP {'a': 1}, MAP {'a': 2}]) AS m`;
    const { differences } = await tried(lists, { method: 'keys', columns: ['id'] });
    expect(differences.map(({ column }) => column)).toEqual(['l', 'm']);
  });

  test('more columns than one statement compares', async () => {
    const columns = Array.from({ length: 95 }, (_, place) => `i % ${place + 2} AS c${place}`);
    const wide = `SELECT i % 2 AS id, ${columns.join(', ')} FROM range(4) AS t(i)`;
    const { differences, summary } = await tried(wide, { method: 'keys', columns: ['id'] });
    expect(differences).toHaveLength(94);
    expect(summary).toMatchObject({ groups: 2, differing: 2 });
  });
});

describe('edge cases', () => {
  const METHODS = [{}, { method: 'keys', columns: ['id'] }, { method: 'near' }];

  test.each(METHODS)('an empty table stays empty: %j', async (given) => {
    const { rows, dropped, text } = await tried(`${PAIRS} WHERE false`, given);
    expect([rows, dropped]).toEqual([[], []]);
    expect(text).toBe('The table has no rows.');
  });

  test.each(METHODS)('one row: %j', async (given) => {
    expect((await tried(`${PAIRS} LIMIT 1`, given)).rows).toHaveLength(1);
  });

  test('all null: rows without a value are equal, but not near', async () => {
    const nothing = `SELECT NULL::VARCHAR AS id, NULL::DOUBLE AS x FROM range(4)`;
    expect((await tried(nothing, {})).rows).toHaveLength(1);
    expect((await tried(nothing, { method: 'near' })).pairs).toEqual([]);
  });

  test('a constant column is one row', async () => {
    expect((await tried(`SELECT 7 AS id FROM range(1000)`, {})).dropped).toHaveLength(999);
  });

  test.each([
    'größe 📏',
    'select',
    'row_place',
    'row_number',
    'kept_row',
    'i',
    'h',
    'kept',
    'source',
    'rowid',
  ])('a column called %s, unicode and keyword names alike', async (name) => {
    const quoted = `"${name}"`;
    const select = `SELECT ${quoted}, n FROM (VALUES ('x y', 1), ('z', 2), ('x y', 1), ('x y', 3)) AS t(${quoted}, n)`;
    const { rows, dropped } = await tried(select, {});
    expect(rows.map((row) => row[name])).toEqual(['x y', 'z', 'x y']);
    expect(Object.keys(rows[0]!)).toEqual([name, 'n']);
    expect(Object.values(dropped[0]!)).toEqual(['x y', 1, 3, 1]);
    const keys = await tried(select, { method: 'keys', columns: [name] });
    expect(keys.differences).toEqual([{ column: 'n', groups: 1 }]);
    expect((await tried(select, { method: 'near', accept: 'all' })).rows).toHaveLength(2);
  });

  test.each([
    [{ method: 'keys' }, 'column-unset'],
    [{ method: 'near', columns: ['x'] }, 'near-no-text'],
  ])('%j is refused as %s', async (params, code) => {
    const error: unknown = await tried(PAIRS, params).catch((thrown: unknown) => thrown);
    if (!(error instanceof FailureError)) throw new Error(`It did not fail: ${String(error)}`);
    expect(error.failure.code).toBe(code);
  });
});

describe('columns that are not there', () => {
  test.each([
    ['keys', ['id', 'ID']],
    ['keys', ['ID']],
    ['near', ['id', 'ID']],
  ])('leave every row where it is, by %s of %j', async (method, columns) => {
    const { rows, dropped, summary, unmet, text } = await tried(PAIRS, { method, columns, accept: 'all' });
    expect(rows).toHaveLength(7);
    expect(dropped).toEqual([]);
    expect(summary).toMatchObject({ kept: 7, dropped: 0, is_compared: false });
    expect(unmet).toEqual([{ what: 'column', column: 'ID', reason: 'the table has no such column' }]);
    expect(text).toBe(
      'Rows are not compared, since they would be by fewer columns than were named. Nothing is dropped. Left out, since it did not fit this table: column “ID” (the table has no such column).',
    );
  });

  test('take no decision away that was made by hand', async () => {
    const select = `SELECT * FROM (VALUES (1, 'Anna Berg'), (2, 'Anna Bergh'), (3, 'Tom')) AS t(id, name)`;
    const params = { method: 'near', identify: ['id'], columns: ['name'] };
    const { pairs } = await tried(select, { ...params, similarity: 0.7 });
    const [pair] = pairs;
    const both = { first: String(pair!.first_key), second: String(pair!.second_key) };
    const patch = decidePairs(undefined, ['id'], [both], true);
    const { dropped, text } = await deduplicated(bench, select, { ...params, columns: ['nom'] }, patch);
    expect(idsOf(dropped)).toEqual([2]);
    expect(text).toContain('Only what was decided by hand is dropped.');
  });
});

test('the cell reads as a sentence', () => {
  const facts = { inputs: { table: 'credit' }, outputs: { deduplicated: 'once', dropped: 'gone' } };
  const sentence = (given: object) =>
    sentenceText(deduplicate, { ...facts, params: deduplicateParams.parse(given) });
  expect(sentence({})).toBe(
    'Keep the first of the rows of credit with all values the same → once, the others → gone',
  );
  expect(sentence({ method: 'keys', columns: ['id', 'day'], keep: 'last' })).toBe(
    'Keep the last of the rows of credit with the same id, day → once, the others → gone',
  );
  expect(sentence({ method: 'near' })).toContain('with nearly the same texts →');
});
