import { describe, expect, test } from 'vitest';
import { renameTable, sqlKeyText, sqlName, sqlTableNames } from './sql-rename';
import { sqlReads } from './sql-tables';

describe('the tables that a query reads', () => {
  test.each([
    ['SELECT * FROM credit', ['credit']],
    ['from credit select age', ['credit']],
    ['SELECT age, from_date FROM credit, "my table" AS m, \'adult\'', ['credit', 'my table', 'adult']],
    ['SELECT * FROM a JOIN b USING (id, c) LEFT JOIN d ON a.x = d.x, e WHERE f = 1', ['a', 'b', 'd', 'e']],
    ['SELECT * FROM (a CROSS JOIN b), (SELECT * FROM c) x', ['a', 'b', 'c']],
    ['SELECT a, b FROM t ORDER BY c, d', ['t']],
    ['FROM t SELECT a, b', ['t']],
    ['SELECT * FROM Credit UNION ALL SELECT * FROM credit', ['Credit']],
    ['SELECT * FROM a WHERE x IN (SELECT y FROM b) AND EXISTS (FROM c)', ['a', 'b', 'c']],
    ['SELECT (SELECT max(x) FROM b), sum(y) FILTER (WHERE y > 0) FROM a', ['b', 'a']],
    ['((SELECT 1) UNION SELECT * FROM a)', ['a']],
    ['SELECT * FROM ((FROM a) UNION FROM b)', ['a', 'b']],
    ['SELECT * FROM a x, LATERAL (SELECT * FROM b WHERE b.i = x.i), c', ['a', 'b', 'c']],
    ['FROM c: credit SELECT c.age', ['credit']],
    ['FROM (PIVOT credit ON a USING sum(b), max(c))', ['credit']],
    ['FROM (DESCRIBE credit), (SUMMARIZE adult)', ['credit', 'adult']],
    ['FROM (DESCRIBE SELECT * FROM credit)', ['credit']],
    ['SELECT * FROM credit PIVOT (sum(a) FOR b IN (1, 2)), adult', ['credit', 'adult']],
    ['SELECT 1 UNION (TABLE credit)', ['credit']],
    ['VALUES (1), (2)', []],
    ['SELECT * FROM VALUES (1), (2) v(x)', []],
    ['', []],
  ])('%s', (sql, names) => {
    expect(sqlTableNames(sql)).toEqual(names);
  });

  test.each([
    ['an extract', 'SELECT extract(year FROM day), trim(both x FROM y), substring(a FROM 2) FROM t', ['t']],
    ['a comparison', 'SELECT a IS NOT DISTINCT FROM b, c IS DISTINCT FROM d FROM t', ['t']],
    ['texts and comments', `SELECT 'FROM a' -- FROM b\n, $$ FROM c $$ /* FROM d */ FROM t`, ['t']],
    ['a column named from', 'SELECT "from", t.from FROM t', ['t']],
    ['functions of a list', 'SELECT list(a ORDER BY b), [x FOR x IN c], {d: 1} FROM t', ['t']],
  ])('%s is no clause', (_, sql, names) => {
    expect(sqlTableNames(sql)).toEqual(names);
  });

  test.each([
    ['shadows', 'WITH credit AS (SELECT 1) SELECT * FROM credit, adult', ['adult']],
    ['shadows whatever its capitals', 'WITH "Credit" AS (SELECT 1) FROM credit', []],
    ['reads the table it hides', 'WITH credit AS (SELECT * FROM credit) FROM credit', ['credit']],
    ['reads itself where it is recursive', 'WITH RECURSIVE r AS (SELECT 1 UNION ALL FROM r) FROM r', []],
    ['is seen by the next', 'WITH a AS (FROM t), b(x) AS MATERIALIZED (FROM a) FROM b, c', ['t', 'c']],
    ['is not seen by the one before', 'WITH a AS (FROM b), b AS (SELECT 1) FROM a, b', ['b']],
    ['holds in its brackets only', 'SELECT * FROM (WITH a AS (SELECT 1) FROM a), a', ['a']],
    ['holds inside brackets', 'WITH a AS (SELECT 1) SELECT * FROM (SELECT * FROM a), b', ['b']],
  ])('a WITH %s', (_, sql, names) => {
    expect(sqlTableNames(sql)).toEqual(names);
  });

  test('what is no table by its name is told by its kind', () => {
    const sql = `SELECT * FROM main.t, range(3) r, 'a/b.csv', "x"."y"."z", (SHOW TABLES), query_table('t')`;
    expect(sqlReads(sql).others.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'dotted main.t',
      'function range',
      'file a/b.csv',
      'dotted "x"."y"."z"',
      'show SHOW',
      'function query_table',
    ]);
    expect(sqlReads(sql).tables).toEqual([]);
  });

  test('text that does not parse is read as far as it goes', () => {
    for (const sql of ['FROM', 'FROM )) x', 'WITH', 'WITH a AS', 'FROM a.', 'SELECT ( FROM [', 'FROM x:'])
      expect(() => sqlReads(sql)).not.toThrow();
  });
});

describe('another name for a table', () => {
  test.each([
    ['SELECT * FROM credit', 'SELECT * FROM folk'],
    ['SELECT * FROM "credit" c JOIN Credit AS d USING (x)', 'SELECT * FROM folk c JOIN folk AS d USING (x)'],
    ['SELECT credit.age FROM credit WHERE x', 'SELECT credit.age FROM folk AS credit WHERE x'],
    ['WITH credit AS (FROM credit) FROM credit', 'WITH credit AS (FROM folk AS credit) FROM credit'],
    [`SELECT 'credit' FROM credit -- credit`, `SELECT 'credit' FROM folk -- credit`],
    ['FROM (DESCRIBE credit)', 'FROM (DESCRIBE folk)'],
  ])('%s', (sql, renamed) => {
    expect(renameTable(sql, 'credit', 'folk')).toBe(renamed);
  });

  test('is quoted where it must be', () => {
    expect(renameTable('FROM credit', 'credit', 'my "data"')).toBe('FROM "my ""data"""');
    expect(['größe', 'Order', 'order', 'left', 'a b', '1a', ''].map(sqlName)).toEqual([
      'größe',
      '"Order"',
      '"order"',
      '"left"',
      '"a b"',
      '"1a"',
      '""',
    ]);
  });

  test('is refused where it would mean something else', () => {
    expect(renameTable('WITH folk AS (SELECT 1) FROM folk, credit', 'credit', 'folk')).toBeNull();
    expect(renameTable('FROM folk, credit', 'credit', 'folk')).toBeNull();
  });
});

describe('the text in the content key', () => {
  test.each([
    ['SELECT credit.age FROM credit', 'SELECT  credit.age\nFROM folk AS credit -- renamed'],
    ['SELECT age FROM credit', 'SELECT age FROM "my folk"'],
    ['FROM credit c, adult', 'FROM folk c, people'],
  ])('%s is %s', (one, other) => {
    expect(sqlKeyText(one)).toBe(sqlKeyText(other));
  });

  test.each([
    ['FROM a, b', 'FROM a, a'],
    ['SELECT age FROM a', 'SELECT Age FROM a'],
    [`SELECT 'a  b' FROM a`, `SELECT 'a b' FROM a`],
    ['SELECT a FROM t', 'SELECT b FROM t'],
  ])('%s is not %s', (one, other) => {
    expect(sqlKeyText(one)).not.toBe(sqlKeyText(other));
  });
});
