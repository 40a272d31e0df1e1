import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type SqlRun } from '../../../../headless/step-on-sql';
import type { TransformValue } from '../../../core/artifact';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import { quoteIdentifier } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { read } from './reading';
import { run } from './run';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

async function fit(select: string, columns: string[] = [], part: string | null = null): Promise<SqlRun> {
  const table = await bench.makeTable(select);
  return bench.run((context, _, inputs) => run(context, { columns }, inputs), {
    ...table,
    traits: { ...table.traits, part },
  });
}

function valueOf(result: SqlRun): TransformValue {
  const artifact = result.artifacts.transform;
  if (artifact?.kind !== 'transform') throw new Error('No transform was made.');
  return artifact.value;
}

/** A column of the standardised table, in order. */
async function scaledOf(result: SqlRun, name: string): Promise<unknown[]> {
  return (await bench.rowsOf(result.artifacts.standardised)).map((row) => row[name]);
}

const constantsOf = (result: SqlRun): FrameRow[] => frameRows(result.frames.constants!);
const readingOf = (result: SqlRun, columns: string[] = []) =>
  read({
    ...result,
    params: { columns },
    inputs: { table: 'train' },
    outputs: {},
    artifacts: {},
    format: numberFormat('en'),
  });

/** A SELECT of one DOUBLE column. */
const column = (values: readonly (string | number | null)[], name = 'x') =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : `'${value}'`)).join(', ')}]::DOUBLE[]) AS ${quoteIdentifier(name)}`;

describe('the constants', () => {
  test.each(Object.entries(golden.columns))('are exact to 12 digits and more: %s', async (name, wanted) => {
    const result = await fit(column(wanted.values));
    const [row] = constantsOf(result);
    expect(Math.abs(Number(row!.mean) - wanted.mean)).toBeLessThanOrEqual(1e-13 * Math.abs(wanted.mean));
    expect(Math.abs(Number(row!.sd) - wanted.sd)).toBeLessThanOrEqual(1e-13 * wanted.sd);
    expect(row!.is_constant).toBe(name === 'constant');
    const scaled = (await scaledOf(result, 'x')).filter((value) => Number.isFinite(value)).map(Number);
    expect(scaled).toHaveLength(wanted.scaled.length);
    // Far from zero the mean itself is a double, so that z is good to the last digit of the mean.
    const unit = (Number.EPSILON * Math.abs(wanted.mean)) / (wanted.sd || 1);
    scaled.forEach((value, i) =>
      expect(Math.abs(value - wanted.scaled[i]!)).toBeLessThanOrEqual(
        unit + 1e-12 * Math.abs(wanted.scaled[i]!),
      ),
    );
  });

  test('of 1, 2, 3, 4, 100 scale as TensorFlow Transform does', async () => {
    const found = await scaledOf(await fit('SELECT unnest([1, 2, 3, 4, 100]) AS x'), 'x');
    const wanted = [-0.538285, -0.512652, -0.487019, -0.461387, 1.999343];
    wanted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
  });

  test('are the same in another order of rows, to the last bit', async () => {
    const { values } = golden.columns.skewed;
    const one = valueOf(await fit(column(values)));
    expect(valueOf(await fit(column(values.toReversed())))).toEqual(one);
  });

  test('keep the range they were learned on', async () => {
    expect(valueOf(await fit(column([1, 2, 6])))).toEqual({
      version: 1,
      method: 'standardise',
      columns: [{ name: 'x', constants: { mean: 3, sd: Math.sqrt(14 / 3), min: 1, max: 6 } }],
    });
  });
});

describe('what is no finite number', () => {
  test('teaches nothing and stays what it is: missing, NaN, infinity', async () => {
    const result = await fit(column([1, 3, null, 'nan', 'inf', '-inf']));
    expect(constantsOf(result)).toEqual([
      {
        column: 'x',
        mean: 2,
        sd: 1,
        count: 2,
        missing: 1,
        nan: 1,
        infinite: 2,
        min: 1,
        max: 3,
        is_constant: false,
      },
    ]);
    expect(await scaledOf(result, 'x')).toEqual([-1, 1, null, NaN, Infinity, -Infinity]);
    expect(readingOf(result).text).toContain(
      'Left out of means and deviations, and unchanged: 1 missing, 1 NaN, 2 infinite.',
    );
  });

  test('all null, or all NaN: nothing is learned and nothing changed', async () => {
    for (const values of [
      [null, null],
      ['nan', 'nan'],
    ]) {
      const result = await fit(column(values));
      expect(constantsOf(result)).toMatchObject([{ mean: null, sd: null, count: 0, is_constant: false }]);
      expect(await scaledOf(result, 'x')).toEqual(values.map((value) => (value === null ? null : NaN)));
      expect(readingOf(result).text).toContain('Nothing could be learned of “x”');
    }
  });
});

describe('which columns', () => {
  const mixed = `SELECT range AS id, range * 1.5 AS x, range % 2 AS flag, range % 2 = 0 AS truth, range % 7 AS n,
    'a' AS word, DATE '2024-01-01' AS day FROM range(40)`;

  test('none named: numbers, but no identifiers and no flags, and it is said', async () => {
    const result = await fit(mixed);
    expect(constantsOf(result).map((row) => row.column)).toEqual(['x', 'n']);
    expect(result.notices).toEqual([
      {
        code: 'identifier-left-out',
        text: 'Left as they are, taken for identifiers: “id”. Name them to scale them.',
      },
      {
        code: 'flag-left-out',
        text: 'Left as they are, taken for 0/1 flags: “flag”. Name them to scale them.',
      },
    ]);
    expect(await scaledOf(result, 'id')).toEqual(Array.from({ length: 40 }, (_, i) => i));
  });

  test('named ones are taken at their word, in their places', async () => {
    const result = await fit(mixed, ['flag', 'id', 'flag']);
    expect(constantsOf(result).map((row) => row.column)).toEqual(['flag', 'id']);
    expect(result.artifacts.standardised).toMatchObject({
      columns: ['id', 'x', 'flag', 'truth', 'n', 'word', 'day'].map((name) => ({ name })),
    });
    expect((await scaledOf(result, 'flag')).slice(0, 2)).toEqual([-1, 1]);
    expect(result.notices).toEqual([]);
  });

  test('one that is no number or is not there is a named failure, and so is having none', async () => {
    const codeOf = (columns: string[], select = mixed) =>
      fit(select, columns).catch((error: unknown) => error);
    expect(await codeOf(['word'])).toMatchObject({ failure: { code: 'column-type' } });
    expect(await codeOf(['nowhere'])).toMatchObject({ failure: { code: 'column-unknown' } });
    expect(await codeOf([], "SELECT 'a' AS word")).toMatchObject({ failure: { code: 'columns-none' } });
  });

  test('unicode and keyword names, decimals and wide integers', async () => {
    const select = `SELECT unnest([1.25, 3.75]) AS "select", unnest([9007199254740993, 9007199254740997]) AS "größe ""📏"""`;
    const result = await fit(select);
    expect(await scaledOf(result, 'select')).toEqual([-1, 1]);
    expect(await scaledOf(result, 'größe "📏"')).toEqual([-1, 1]);
  });
});

describe('awkward tables', () => {
  test('an empty table teaches nothing', async () => {
    const result = await fit('SELECT 1.5 AS x WHERE false');
    expect(constantsOf(result)).toMatchObject([{ mean: null, count: 0, missing: 0 }]);
    expect(readingOf(result).suggestions).toEqual([]);
  });

  test('one row, and a constant column, become 0', async () => {
    expect(await scaledOf(await fit('SELECT 5 AS x'), 'x')).toEqual([0]);
    const result = await fit(column([0.1, 0.1, 0.1, null]));
    expect(await scaledOf(result, 'x')).toEqual([0, 0, 0, null]);
    expect(readingOf(result).text).toContain('“x” is constant: only the mean is taken off.');
  });

  test('values at the ends of the doubles do not overflow', async () => {
    const result = await fit(column([1.7e308, -1.7e308]));
    expect(await scaledOf(result, 'x')).toEqual([1, -1]);
  });
});

describe('the reading', () => {
  test('has the numbers, and proposes to apply them elsewhere', async () => {
    const result = await fit(
      'SELECT unnest([17, 37, 90]) AS age, unnest([0.5, 0.25, 2.5]) AS rate',
      [],
      'train',
    );
    expect(readingOf(result)).toMatchObject({
      text: '2 columns have mean 0 and standard deviation 1 on train: “age” (mean 48, sd 30.8) and “rate” (mean 1.083, sd 1.007).',
      suggestions: [{ step: 'apply-transform', inputs: { transform: { output: 'transform' } } }],
    });
  });

  test('warns where it is fitted on a part that is not the training part', async () => {
    const codes = async (part: string | null) =>
      (await fit(column([1, 2]), [], part)).notices.map(({ code }) => code);
    expect(await codes('test')).toEqual(['fitted-on-other-part']);
    expect(await codes('train')).toEqual([]);
    expect(await codes(null)).toEqual([]);
  });
});

test('the histograms keep their counts and move their edges', async () => {
  const result = await fit(column([0, 1, 2, 3, 10]));
  const bins = frameRows(result.frames.histograms!);
  expect(bins.map(({ count }) => count)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 1]);
  const { mean, sd } = constantsOf(result)[0]!;
  expect(bins[0]).toMatchObject({ low: 0, high: 1, scaled_low: -Number(mean) / Number(sd) });
  expect(bins[9]!.scaled_high).toBeCloseTo((10 - Number(mean)) / Number(sd), 14);
});
