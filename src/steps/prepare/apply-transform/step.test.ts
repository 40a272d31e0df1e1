import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import { plainTraits, type TransformArtifact, type TransformValue } from '../../../core/artifact';
import { frameRows } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { read } from './reading';
import { run } from './run';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Columns = TransformValue['columns'];

const transformOf = (columns: Columns, method = 'standardise'): TransformArtifact => ({
  kind: 'transform',
  key: 'k',
  traits: { ...plainTraits, part: 'train' },
  value: { version: 1, method, columns },
});
const scaling = (
  name: string,
  mean: number | null,
  sd: number | null,
  min = 0,
  max = 10,
): Columns[number] => ({
  name,
  constants: { mean, sd, min: mean === null ? null : min, max: mean === null ? null : max },
});

async function apply(
  select: string,
  transform: TransformArtifact,
  part: string | null = 'test',
): Promise<SqlRun> {
  const table = await bench.makeTable(select);
  return bench.run((context, params, inputs) => run(context, params, { ...inputs, transform }), {
    ...table,
    traits: { ...table.traits, part },
  });
}

async function valuesOf(result: SqlRun, name: string): Promise<unknown[]> {
  return (await bench.rowsOf(result.artifacts.applied)).map((row) => row[name]);
}

const columnsOf = (result: SqlRun) => frameRows(result.frames.columns!);
const readingOf = (result: SqlRun) =>
  read({
    ...result,
    params: {},
    inputs: { table: 'test', transform: 'scaling' },
    outputs: {},
    artifacts: {},
    format: numberFormat('en'),
  }).text;

describe('applying what was learned elsewhere', () => {
  test('uses the constants as they are, clips nothing, and leaves other columns alone', async () => {
    const result = await apply(
      "SELECT unnest([0, 5, 25]) AS x, unnest(['a', 'b', 'c']) AS word",
      transformOf([scaling('x', 5, 2.5)]),
    );
    expect(await valuesOf(result, 'x')).toEqual([-2, 0, 8]);
    expect(await valuesOf(result, 'word')).toEqual(['a', 'b', 'c']);
    expect(columnsOf(result)).toMatchObject([
      {
        column: 'x',
        count: 3,
        missing: 0,
        outside: 1,
        fitted_min: 0,
        fitted_max: 10,
        min: 0,
        max: 25,
        mean: 2,
      },
    ]);
    expect(readingOf(result)).toBe(
      'scaling changes 1 column of test, with what was learned from the part “train”. ' +
        'Values outside the range it was learned on: “x” 1 (33.3 %); they are scaled alike, not clipped.',
    );
  });

  test('gives a row the same value alone and among others, bit for bit', async () => {
    const transform = transformOf([scaling('x', 38.58164675532078, 13.640223092304275)]);
    const values = ['0.1', '1e16', '40', 'nan', '-inf'];
    const all = await valuesOf(
      await apply(`SELECT unnest(${sqlList(values)}::DOUBLE[]) AS x`, transform),
      'x',
    );
    for (const [i, value] of values.entries()) {
      const alone = await valuesOf(await apply(`SELECT '${value}'::DOUBLE AS x`, transform), 'x');
      expect(Object.is(alone[0], all[i])).toBe(true);
    }
    expect(all[2]).toBe((40 - 38.58164675532078) / 13.640223092304275);
  });

  test('keeps the part of the table, whatever part the constants come from', async () => {
    const result = await apply('SELECT 1 AS x', transformOf([scaling('x', 0, 1)]));
    expect(result.traits).toEqual({ applied: { part: 'test', sampled: null, synthetic: false } });
  });

  test('of a constant takes off the mean; of nothing learned changes nothing', async () => {
    const transform = transformOf([scaling('constant', 5, 0), scaling('unknown', null, null)]);
    const result = await apply('SELECT unnest([5, 7]) AS constant, unnest([1, 2]) AS unknown', transform);
    expect(await valuesOf(result, 'constant')).toEqual([0, 2]);
    expect(await valuesOf(result, 'unknown')).toEqual([1, 2]);
    expect(columnsOf(result).map(({ outside }) => outside)).toEqual([0, null]);
  });
});

const sqlList = (values: readonly string[]) => `[${values.map((value) => `'${value}'`).join(', ')}]`;

describe('a transform that imputes or clips', () => {
  test('says how many cells it filled, and how many are missing still', async () => {
    const constants = (value: number | null) => ({ by: 'median', type: 'number', value, min: 0, max: 10 });
    const transform = transformOf(
      [
        { name: 'x', constants: constants(4) },
        { name: 'nothing', constants: constants(null) },
      ],
      'impute',
    );
    const result = await apply(
      "SELECT unnest('[1, nan, NULL, 12]'::DOUBLE[]) AS x, NULL::DOUBLE AS nothing",
      transform,
    );
    expect(await valuesOf(result, 'x')).toEqual([1, 4, 4, 12]);
    expect(columnsOf(result)).toMatchObject([
      { missing: 1, filled: 2, left: 0, outside: 1, below: null },
      { missing: 4, filled: 0, left: 4, above: null },
    ]);
    expect(readingOf(result)).toBe(
      'scaling imputes 2 columns of test, with what was learned from the part “train”. 2 cells were filled: “x” 2. 4 cells are still missing. ' +
        'Values outside the range it was learned on: “x” 1 (50 %); values that are there stay as they are.',
    );
  });

  test('says how many values it moved to either bound', async () => {
    const transform = transformOf([{ name: 'x', constants: { low: 1.5, high: 8, min: 0, max: 10 } }], 'clip');
    const result = await apply('SELECT unnest([0, 1, 5, 9, 20, NULL]) AS x', transform);
    expect(await valuesOf(result, 'x')).toEqual([2, 2, 5, 8, 8, null]);
    expect(columnsOf(result)).toMatchObject([{ below: 2, above: 2, filled: null, outside: 1 }]);
    expect(readingOf(result)).toBe(
      'scaling clips 1 column of test, with what was learned from the part “train”. 2 values moved up and 2 down to the bounds: “x” 4.',
    );
  });

  test('carries nothing over from the fitted table where values come from the rows before', async () => {
    const shared = { groupBy: [], groupTypes: [], orderBy: '', orderType: '' };
    const transform = transformOf(
      [{ name: 'x', constants: { by: 'forward', type: 'number', value: null } }],
      'impute-forward',
    );
    const result = await apply('SELECT unnest([NULL, 3, NULL]::DOUBLE[]) AS x', {
      ...transform,
      value: { ...transform.value, shared },
    });
    expect(await valuesOf(result, 'x')).toEqual([null, 3, 3]);
    expect(readingOf(result)).toContain('each cell from the rows before it here');
  });
});

describe('a table that does not fit', () => {
  const failure = (select: string, transform = transformOf([scaling('x', 0, 1)])) =>
    apply(select, transform).catch((error: unknown) => error);

  test('for want of a column or its type is a named failure', async () => {
    expect(await failure('SELECT 1 AS y')).toMatchObject({ failure: { code: 'transform-column-missing' } });
    expect(await failure("SELECT 'a' AS x")).toMatchObject({
      failure: {
        code: 'transform-column-type',
        message: 'The transform takes “x” as integer or number; in this table it is of type text.',
      },
    });
  });

  test('a method that is not known here is one too', async () => {
    for (const method of ['quantum', 'constructor']) {
      expect(await failure('SELECT 1 AS x', transformOf([], method))).toMatchObject({
        failure: { code: 'transform-unknown' },
      });
    }
  });
});

describe('awkward tables', () => {
  const transform = transformOf([scaling('x', 5, 2)]);

  test('an empty table gives an empty table', async () => {
    const result = await apply('SELECT 1.5 AS x WHERE false', transform);
    expect(result.artifacts.applied).toMatchObject({ rows: 0, columns: [{ name: 'x', type: 'number' }] });
    expect(readingOf(result)).toContain('The table has no rows.');
  });

  test('one row', async () => {
    expect(readingOf(await apply('SELECT 7 AS x', transform))).toContain('All of its values lie within');
    expect(await valuesOf(await apply('SELECT 7 AS x', transform), 'x')).toEqual([1]);
  });

  test('all null, NaN and Infinity stay what they are and lie nowhere', async () => {
    const result = await apply(`SELECT unnest(['nan', 'inf', '-inf', NULL]::DOUBLE[]) AS x`, transform);
    expect(await valuesOf(result, 'x')).toEqual([NaN, Infinity, -Infinity, null]);
    expect(columnsOf(result)).toMatchObject([
      { count: 0, missing: 1, outside: 0, min: null, mean: null, sd: null },
    ]);
    expect(readingOf(result)).toContain('None of its values there is a finite number.');
  });

  test('unicode and keyword names, and values whose square is beyond a double', async () => {
    const names = ['select', 'größe "📏"'];
    const odd = transformOf(names.map((name) => scaling(name, 0, 1)));
    const result = await apply(`SELECT 1e200::DOUBLE AS "select", 2 AS "größe ""📏"""`, odd);
    expect(await valuesOf(result, 'select')).toEqual([1e200]);
    expect(columnsOf(result)).toMatchObject([
      { mean: null, sd: null },
      { mean: 2, sd: 0 },
    ]);
  });
});
