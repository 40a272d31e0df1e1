import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import type { RunStep } from '../../../core/run-context';
import type { ColumnStatistics } from '../../../core/statistics';
import { coarsenDateHistogram, dateHistogram, parseIso, type DateUnit } from '../../../kernels/calendar';
import { run } from './run';
import { profileParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** With every threshold as it stands. */
const runAsStands: RunStep<Record<string, never>> = (context, _, inputs) =>
  run(context, profileParams.parse({}), inputs);
const profile = async (select: string): Promise<SqlRun> =>
  bench.run(runAsStands, await bench.makeTable(select));

function columnsOf({ artifacts }: SqlRun): readonly ColumnStatistics[] {
  const content = artifacts.statistics;
  return content?.kind === 'statistics' ? content.value.columns : [];
}

const only = async (select: string): Promise<ColumnStatistics> => columnsOf(await profile(select))[0]!;
const valuesOf = ({ values }: ColumnStatistics): unknown[] =>
  values.counts.map(({ value, count }) => [value, count]);

describe('numbers of every SQL type', () => {
  test.each(['TINYINT', 'UINTEGER', 'BIGINT', 'HUGEINT', 'FLOAT', 'DOUBLE', 'DECIMAL(9,2)', 'DECIMAL(30,2)'])(
    'in %s are the same numbers',
    async (type) => {
      const column = await only(`SELECT v::${type} AS x FROM (VALUES (0), (1), (1), (4), (NULL)) t(v)`);
      expect(column).toMatchObject({ count: 4, missing: 1, distinct: 3 });
      expect(column.numbers).toMatchObject({ min: 0, max: 4, zeros: 1, median: 1, mad: 0.5 });
      expect(valuesOf(column)).toEqual([
        ['1', 2],
        ['4', 1],
        ['0', 1],
      ]);
    },
  );

  test('are told apart beyond 2^53 in BIGINT, UBIGINT, HUGEINT and DECIMAL', async () => {
    const far = (type: string): string =>
      `SELECT (v + 9007199254740992::HUGEINT)::${type} AS x FROM (VALUES (0), (1), (1), (2)) t(v)`;
    for (const type of ['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DECIMAL(20,0)']) {
      const column = await only(far(type));
      expect([column.distinct, column.numbers?.min, column.numbers?.max]).toEqual([
        3,
        '9007199254740992',
        '9007199254740994',
      ]);
      expect(valuesOf(column)).toEqual([
        ['9007199254740993', 2],
        ['9007199254740994', 1],
        ['9007199254740992', 1],
      ]);
    }
  });

  test('are told apart in decimals of more than 15 digits, written without trailing zeros', async () => {
    const column = await only(
      "SELECT v::DECIMAL(30,10) AS x FROM (VALUES ('1234567890123.0000000010'), ('1234567890123.0000000020'), ('-0.5')) t(v)",
    );
    expect([column.distinct, column.numbers?.min, column.numbers?.max]).toEqual([
      3,
      '-0.5',
      '1234567890123.000000002',
    ]);
    expect(column.numbers?.negatives).toBe(1);
  });

  test('span the whole range of 128 bits', async () => {
    const ends = ['-170141183460469231731687303715884105728', '170141183460469231731687303715884105727'];
    const column = await only(`SELECT v::HUGEINT AS x FROM (VALUES ('${ends[0]}'), ('${ends[1]}')) t(v)`);
    expect([column.numbers?.min, column.numbers?.max, column.numbers?.median]).toEqual([...ends, 0]);
  });
});

describe('dates', () => {
  test('are finite in range and histogram; infinite ones are counted and said', async () => {
    const result = await profile(
      "SELECT v::DATE AS d FROM (VALUES ('2024-01-01'), ('2024-01-03'), ('infinity'), ('-infinity'), (NULL)) t(v)",
    );
    const column = columnsOf(result)[0]!;
    expect(column).toMatchObject({ count: 4, missing: 1, distinct: 4 });
    expect(column.dates).toEqual({
      min: '2024-01-01',
      max: '2024-01-03',
      histogram: { unit: 'day', starts: ['2024-01-01', '2024-01-02', '2024-01-03'], counts: [1, 0, 1] },
    });
    expect(result.notices.map((notice) => notice.text)).toEqual([
      '“d” holds 2 infinite dates; range and histogram leave them out.',
    ]);
  });

  test('before the year 1 and after 9999 are ISO 8601', async () => {
    const column = await only("SELECT v::DATE AS d FROM (VALUES ('0044-03-15 (BC)'), ('12345-01-01')) t(v)");
    expect(column.dates).toMatchObject({
      min: '-000043-03-15',
      max: '+012345-01-01',
      histogram: { unit: 'century' },
    });
    expect(column.dates?.histogram?.starts[0]).toBe('-000100-01-01');
  });

  test('beyond the calendar have a range and no histogram, and it is said', async () => {
    const result = await profile("SELECT v::DATE AS d FROM (VALUES ('2024-01-01'), ('5000000-01-01')) t(v)");
    expect(columnsOf(result)[0]?.dates).toEqual({
      min: '2024-01-01',
      max: '+5000000-01-01',
      histogram: null,
    });
    expect(result.notices.map((notice) => notice.code)).toEqual(['dates-beyond-calendar']);
  });

  test.each([
    ["TIMESTAMPTZ '2024-01-01 10:00:00+02'", '2024-01-01T08:00:00'],
    ["TIMESTAMP_NS '2024-01-01 10:00:00.123456789'", '2024-01-01T10:00:00.123456789'],
    ["TIMESTAMP_S '2024-01-01 10:00:00'", '2024-01-01T10:00:00'],
    ["TIME '10:00:00.5'", '10:00:00.5'],
    ["TIMETZ '10:00:00+02'", '10:00:00'],
  ])('of the type of %s are %s', async (literal, text) => {
    const column = await only(`SELECT ${literal} AS d`);
    expect(column.dates).toMatchObject({ min: text, max: text, histogram: { counts: [1] } });
    expect(valuesOf(column)).toEqual([[text, 1]]);
  });

  test.each([
    ['second', 40],
    ['minute', 40 * 60],
    ['hour', 30 * 3600],
    ['day', 20 * 86_400],
    ['week', 150 * 86_400],
    ['month', 730 * 86_400],
    ['quarter', 2200 * 86_400],
    ['year', 30 * 365 * 86_400],
    ['decade', 200 * 365 * 86_400],
    ['century', 3000 * 365 * 86_400],
  ] as const)('are cut by the database as by the calendar here: %s', async (unit: DateUnit, span) => {
    const select = `SELECT TIMESTAMP '0987-06-05 04:03:02.9' + to_seconds(((i * 7919) % 500 * ${span} // 499)::BIGINT) AS t FROM range(500) r(i)`;
    const column = await only(select);
    const instants = column.values.counts.map(({ value, count }) => [parseIso(value)!, count] as const);
    expect(column.dates?.histogram).toEqual(dateHistogram(instants, unit, 'timestamp'));
    expect(coarsenDateHistogram(column.dates!.histogram!, unit, 'timestamp')?.unit).toBe(unit);
  });
});

describe('values of other types', () => {
  test.each([
    ['list', '[1, 2]', '[1, 2]'],
    ['struct', "{'a': 1}", "{'a': 1}"],
    ['map', 'MAP {1: 2}', '{1=2}'],
    ['blob', "'\\xAA'::BLOB", '\\xAA'],
    ['interval', "INTERVAL '3 days'", '3 days'],
  ])('are counted and listed as text: %s', async (_, literal, text) => {
    const column = await only(`SELECT v AS x FROM (VALUES (${literal}), (${literal}), (NULL)) t(v)`);
    expect(column).toMatchObject({ type: 'other', count: 2, missing: 1, distinct: 1 });
    expect(valuesOf(column)).toEqual([[text, 2]]);
  });

  test('of ENUM and UUID are texts', async () => {
    const [word, id] = columnsOf(
      await profile(
        "SELECT v::ENUM('z', 'a') AS w, '00000000-0000-0000-0000-00000000000' || i AS u FROM (VALUES ('a', 1), ('z', 2)) t(v, i)",
      ),
    );
    expect(valuesOf(word!)).toEqual([
      ['z', 1],
      ['a', 1],
    ]);
    expect(id?.text?.characters).toEqual({ min: 36, max: 36, total: 72 });
  });

  test('very long texts are listed only as far as they are few', async () => {
    const column = await only("SELECT repeat('x', 10000) || i AS t FROM range(100) r(i)");
    expect([column.distinct, column.values.complete, column.values.counts.length]).toEqual([100, false, 20]);
  });
});
