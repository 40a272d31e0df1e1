import { describe, expect, test } from 'vitest';
import { columnTypeOf, type Column } from './table';
import { unionColumns, unionNotices, unionSelect, type UnionPart } from './union-by-name';
import { commonType } from './union-types';

const column = (name: string, sqlType: string): Column => ({ name, sqlType, type: columnTypeOf(sqlType) });
const part = (label: string, columns: Readonly<Record<string, string>>): UnionPart => ({
  label,
  table: `t_${label}`,
  columns: Object.entries(columns).map(([name, sqlType]) => column(name, sqlType)),
});

describe('the common type of', () => {
  test.each([
    [['BIGINT', 'BIGINT'], { cast: null }],
    [['TINYINT', 'UBIGINT'], { cast: null }],
    [['BIGINT', 'DOUBLE'], { cast: 'DOUBLE' }],
    [['BIGINT', 'DECIMAL(10,2)'], { cast: 'DECIMAL(21,2)' }],
    [['DECIMAL(10,2)', 'DECIMAL(4,4)'], { cast: 'DECIMAL(12,4)' }],
    [['DECIMAL(38,10)', 'DECIMAL(38,2)'], { cast: 'DOUBLE' }],
    [['HUGEINT', 'DECIMAL(4,1)'], { cast: 'DOUBLE' }],
    [['FLOAT', 'DOUBLE'], { cast: 'DOUBLE' }],
    [['BOOLEAN', 'VARCHAR', 'DATE'], { cast: 'VARCHAR' }],
    [["ENUM('a')", "ENUM('b')"], { cast: 'VARCHAR' }],
    [['DATE', 'TIMESTAMP'], { cast: 'TIMESTAMP' }],
    [['TIMESTAMP_NS', 'DATE'], { cast: 'TIMESTAMP_NS' }],
    [['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE'], 'clash'],
    [['BOOLEAN', 'INTEGER'], 'clash'],
    [['TIME', 'TIMESTAMP'], 'clash'],
    [['DATE', 'DOUBLE'], 'clash'],
    [['INTEGER[]', 'DOUBLE[]'], { cast: null }],
    [['INTEGER[]', 'MAP(VARCHAR, INTEGER)'], 'clash'],
    [['BLOB', 'INTERVAL'], 'clash'],
  ])('%j is %j', (sqlTypes, common) => {
    const columns = sqlTypes.map((sqlType) => column('x', sqlType));
    expect(commonType(columns)).toEqual(common);
    expect(commonType(columns.toReversed())).toEqual(common);
  });
});

describe('a union by name', () => {
  const jan = part('jan', { Age: 'BIGINT', day: 'DATE' });
  const feb = part('feb', { age: 'DOUBLE', note: 'VARCHAR' });

  test('has the columns of the first part first, written as it writes them', () => {
    expect(unionColumns([jan, feb]).map(({ name, cast }) => [name, cast])).toEqual([
      ['Age', 'DOUBLE'],
      ['day', null],
      ['note', null],
    ]);
  });

  test('casts only what has another type, and puts the mark last', () => {
    expect(unionSelect([jan, feb], null)).toBe(
      'SELECT * REPLACE ("Age"::DOUBLE AS "Age") FROM "t_jan" UNION ALL BY NAME SELECT * FROM "t_feb"',
    );
    expect(unionSelect([jan, jan], 'from')).toBe(
      `SELECT *, 'jan' AS "from" FROM "t_jan" UNION ALL BY NAME SELECT *, 'jan' AS "from" FROM "t_jan"`,
    );
    expect(unionSelect([jan, feb], 'from')).toMatch(/^SELECT \* EXCLUDE \("from"\), "from" FROM \(/);
  });

  test('names the two parts whose types clash', () => {
    const mar = part('mar', { AGE: 'BOOLEAN' });
    expect(() => unionSelect([jan, feb, mar], null)).toThrow(
      'The column “Age” is BIGINT in “jan” and BOOLEAN in “mar”',
    );
  });

  test('says what a part lacks, adds or has of another type', () => {
    expect(unionNotices([jan, feb, jan]).map(({ text }) => text)).toEqual([
      '“feb” lacks “day”; adds “note”; has other types in “age” (against “jan”).',
    ]);
    expect(unionNotices([])).toEqual([]);
  });
});
