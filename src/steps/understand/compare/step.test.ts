import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { FailureError } from '../../../core/failure';
import { frameRows } from '../../../core/frame';
import { MASK } from '../../../core/masking';
import { numberFormat } from '../../../core/number-format';
import { sentenceText } from '../../../core/sentence';
import { comparedRows, overlapsOf, personalIn, sharesByColumn } from './picture';
import { compare, compareParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function compared(table: string, beside: string, params: object = {}) {
  const tables = { table: { select: table, name: 'train' }, beside: { select: beside, name: 'test' } };
  const { frames, reading } = await bench.tryOnTables(compare, tables, params);
  const frame = (name: string) => frameRows(frames[name]!);
  return {
    frames,
    frame,
    column: (name: string) => frame('compared').find((row) => row.column === name)!,
    ...reading,
  };
}

/** Nothing is hidden. */
const shown = () => false;
const plain = { format: numberFormat('en'), isHidden: shown };

const valuesOf = (type: string, values: readonly (string | number | null)[]) =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : `'${value}'`)).join(', ')}]::${type}[]) AS x`;

describe('columns of persons', () => {
  const people = `SELECT i AS id, 'p' || i || '@example.org' AS contact, 'Ann ' || i AS name, i % 3 AS class,
    DATE '1990-01-01' + i::INTEGER AS birthday FROM range(40) AS t(i)`;

  test('are told by name, by values and by what the values mean, and show no value until somebody asks', async () => {
    const { frame, frames } = await compared(people, people);
    const personal = personalIn(frames);
    expect([...personal]).toEqual(['id', 'contact', 'name', 'birthday']);
    expect(frame('compared').map(({ is_personal: is }) => is)).toEqual([true, true, true, false, true]);
    const isHidden = (column: string) => personal.has(column);
    const texts = JSON.stringify([
      overlapsOf(frames, isHidden).map(({ examples }) => examples),
      comparedRows(frames, isHidden).map(({ l_infinity_at: at }) => at),
      [...sharesByColumn(frames, new Map(), { ...plain, isHidden })].filter(([name]) => isHidden(name)),
    ]);
    expect(texts).not.toMatch(/@example|Ann|19[89]\d|63\d{7}/);
    expect(texts).toContain(`${MASK} (hidden 1)`);
    expect(overlapsOf(frames, isHidden)[0]?.examples[0]).toEqual([MASK, MASK, MASK, '0', MASK]);
    expect(JSON.stringify(overlapsOf(frames, shown))).toContain('Ann');
  });

  test('of addresses that only the rules of meaning know are found too', async () => {
    const hosts = `SELECT '2001:db8::' || i AS x, '+49 30 12345' || (10 + i) || ' ext. 7' AS y FROM range(30) AS t(i)`;
    expect([...personalIn((await compared(hosts, `${hosts} LIMIT 5`)).frames)]).toEqual(['x', 'y']);
  });
});

describe('what stands in both', () => {
  const train = `SELECT * FROM (VALUES ('p1', 1, 10), ('p1', 2, 11), ('p2', 1, NULL), ('p3', 1, 13), ('p3', 1, 13)) AS t(patient, visit, size)`;
  const test_ = `SELECT * FROM (VALUES ('p2', 1, NULL), ('p3', 1, 13), ('p1', 3, 12), ('p4', 1, 10)) AS t(patient, visit, size)`;

  test('whole rows, a missing value equal to a missing one, counted on either side', async () => {
    const { frame, text, suggestions, frames } = await compared(train, test_);
    expect(frame('overlap')).toEqual([
      {
        ...{ overlap: 1, kind: 'rows', columns: '["patient","visit","size"]', shared: 2 },
        ...{ rows: 3, share: 0.6, rows_beside: 2, share_beside: 0.5 },
      },
    ]);
    expect(overlapsOf(frames, shown)[0]?.examples).toEqual([
      ['p2', '1', null],
      ['p3', '1', '13'],
    ]);
    expect(text).toContain(
      '3 rows of train (60 %) and 2 rows of test (50 %) are the same in all columns that both have.',
    );
    expect(suggestions).toMatchObject([
      {
        step: 'join',
        title: 'Keep the rows of train that test does not have',
        params: { kind: 'anti', keys: ['patient', 'visit', 'size'], rightKeys: ['patient', 'visit', 'size'] },
        inputs: { left: { name: 'train' }, right: { name: 'test' } },
      },
    ]);
  });

  test('keys that are named: persons on both sides, in different rows', async () => {
    const { frame, text, suggestions } = await compared(train, test_, { keys: ['patient'] });
    expect(frame('overlap')[1]).toMatchObject({ kind: 'key', shared: 3, rows: 5, rows_beside: 3 });
    expect(text).toContain('5 rows of train (100 %) and 3 rows of test (75 %) share 3 values of “patient”.');
    expect(suggestions).toMatchObject([{ params: { keys: ['patient'] } }]);
    await expect(compared(train, test_, { keys: ['nobody'] })).rejects.toBeInstanceOf(FailureError);
  });

  test('columns that tell all rows apart are keys by themselves; of measured numbers none is', async () => {
    const { frame, text } = await compared(
      "SELECT i AS id, i / 7 AS size, 'a' AS word FROM range(20) AS r(i)",
      "SELECT i AS id, i / 9 AS size, 'a' AS word FROM range(18, 30) AS r(i)",
    );
    expect(frame('overlap').map(({ kind, columns, shared }) => [kind, columns, shared])).toEqual([
      ['rows', '["id","size","word"]', 0],
      ['key', '["id"]', 2],
    ]);
    expect(text).toContain(
      'No row stands in both tables. 2 rows of train (10 %) and 2 rows of test (16.7 %)',
    );
    expect(frame('examples').map(({ value }) => value)).toEqual(['18', '19']);
  });
});

describe('how columns are apart', () => {
  test('texts by their values, with the largest difference', async () => {
    const { column, frame, text } = await compared(
      valuesOf('VARCHAR', [...'aaab', null]),
      valuesOf('VARCHAR', [...'abcc']),
    );
    expect(column('x')).toMatchObject({
      ...{ missing: 0.2, missing_beside: 0, distinct: 2, distinct_beside: 3, mean: null },
      ...{ l_infinity: 0.5, l_infinity_at: 'c', is_different: true },
    });
    expect(column('x').jensen_shannon).toBeCloseTo(0.3443609377704336, 14);
    expect(frame('shares')).toMatchObject([
      { value: 'a', share: 0.75, share_beside: 0.25 },
      { value: 'b', share: 0.25, share_beside: 0.25 },
      { value: 'c', share: 0, share_beside: 0.5 },
    ]);
    expect(text).toContain('Distributed differently: “x” (0.3444).');
  });

  test('numbers over bins that both share, integers beside numbers', async () => {
    const { column, frame } = await compared(
      valuesOf('INTEGER', [0, 1, 2, 10]),
      valuesOf('DOUBLE', [0, 1, 2, 20]),
    );
    expect(column('x')).toMatchObject({ mean: 3.25, mean_beside: 5.75, l_infinity: null, problem: null });
    // Bins of width 2: three quarters in the first two on both sides, a quarter in the sixth and in the last.
    expect(column('x').jensen_shannon).toBeCloseTo(0.25, 14);
    expect(frame('shares')).toHaveLength(10);
    expect(
      (await compared(valuesOf('INTEGER', [1, 2]), valuesOf('INTEGER', [1, 2]))).column('x').jensen_shannon,
    ).toBe(0);
  });

  test('NaN and Infinity are values of their own, and equal themselves', async () => {
    const special = ['nan', 'inf', '-inf', '1', '2'];
    const same = await compared(valuesOf('DOUBLE', special), valuesOf('DOUBLE', special));
    expect(same.column('x')).toMatchObject({ jensen_shannon: 0, mean: 1.5, distinct: 5 });
    const other = await compared(valuesOf('DOUBLE', ['nan', '1']), valuesOf('DOUBLE', ['inf', '1']));
    expect(other.column('x').jensen_shannon).toBeCloseTo(0.5, 14);
    const all = await compared(valuesOf('DOUBLE', ['nan']), valuesOf('DOUBLE', ['inf']));
    expect(all.column('x')).toMatchObject({ jensen_shannon: 1, mean: null, sd: null });
  });

  test('dates over bins, truths by their values', async () => {
    const days = await compared(
      valuesOf('DATE', ['2020-01-01', '2020-01-11', null]),
      valuesOf('DATE', ['2020-01-01', 'infinity']),
    );
    expect(days.column('x').jensen_shannon).toBeCloseTo(0.31127812445913283, 14);
    const label = sharesByColumn(days.frames, new Map([['x', 'date']]), plain).get('x')?.[0]?.label;
    expect(label).toBe('2020-01-01 to 2020-01-02');
    const truths = await compared(valuesOf('BOOLEAN', ['true', 'false']), valuesOf('BOOLEAN', ['true']));
    expect(truths.column('x')).toMatchObject({ l_infinity: 0.5, l_infinity_at: 'true' });
  });

  test('columns of one table alone, or of another kind, are named', async () => {
    const { frame, frames, text } = await compared(
      "SELECT 1 AS a, 'x' AS b, 2 AS c",
      'SELECT 1 AS a, 2 AS b, 3 AS d',
    );
    expect(comparedRows(frames, shown).map(({ column, problem }) => [column, problem])).toEqual([
      ['a', null],
      ['b', 'it is of another kind'],
      ['c', 'only the first table has it'],
      ['d', 'only the second table has it'],
    ]);
    expect(frame('overlap')).toMatchObject([{ columns: '["a"]', shared: 1 }]);
    expect(text).toContain('Not compared: “b”, “c”, “d”.');
  });
});

describe('awkward tables', () => {
  test.each([
    ['INTEGER', '1'],
    ['DOUBLE', '1'],
    ['VARCHAR', 'a'],
    ['DATE', '2020-01-01'],
    ['TIME', '10:00:00'],
    ['INTEGER[]', '[1]'],
  ])('empty ones, one row, all null, a constant column: %s', async (type, value) => {
    const [none, one] = [`${valuesOf(type, [value])} LIMIT 0`, valuesOf(type, [value])];
    const [nothing, constant] = [valuesOf(type, [null, null]), valuesOf(type, [value, value])];
    const empty = await compared(none, none);
    expect(empty.text).toBe('train and test have no rows.');
    expect(empty.column('x')).toMatchObject({ missing: null, jensen_shannon: null });
    expect((await compared(none, one)).text).toBe('train has no rows.');
    expect((await compared(nothing, one)).column('x')).toMatchObject({ missing: 1, jensen_shannon: null });
    expect((await compared(constant, one)).column('x')).toMatchObject({
      jensen_shannon: 0,
      is_different: false,
    });
    expect((await compared(nothing, nothing)).frame('overlap')).toMatchObject([{ shared: 1, rows: 2 }]);
  });

  test('without a column in common', async () => {
    const { text, frame, suggestions } = await compared('SELECT 1 AS a', 'SELECT 1 AS b');
    expect(text).toBe(
      'The tables have no column in common: there is nothing to compare. Not compared: “a”, “b”.',
    );
    expect([frame('overlap'), suggestions]).toEqual([[], []]);
  });

  test('unicode and keyword names, and those that the cell uses itself', async () => {
    const select = `SELECT 1 AS "select", 'a' AS "größe ""📏""", 2 AS side, 3 AS here, 4 AS c0, 5 AS v, 6 AS n`;
    const { frame } = await compared(select, select, { keys: ['select', 'größe "📏"'] });
    expect(frame('overlap').map(({ shared }) => shared)).toEqual([1, 1]);
    expect(frame('compared').map(({ jensen_shannon: found }) => found)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

test('the cell reads as a sentence', () => {
  const facts = { params: compareParams.parse({}), inputs: { table: 'train', beside: 'test' }, outputs: {} };
  expect(sentenceText(compare, facts)).toBe('Compare train with test');
});
