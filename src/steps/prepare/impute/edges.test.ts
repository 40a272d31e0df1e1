import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { column, columnsOf, imputeTrials, list } from '../../../../headless/trials/impute';
import { frameRows } from '../../../core/frame';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const { fill, failureOf, apply } = imputeTrials(() => bench);

describe('indicators', () => {
  test('stand beside their columns, of those that miss something where none is named', async () => {
    const select = 'SELECT unnest([1, NULL]) AS x, 2 AS y';
    const trial = await fill(select, { indicator: true });
    expect(trial.rows.imputed).toEqual([
      { x: 1, x_missing: false, y: 2 },
      { x: 1, x_missing: true, y: 2 },
    ]);
    expect(await apply(trial, 'SELECT 5 AS x, NULL::INTEGER AS y')).toEqual([
      { x: 5, x_missing: false, y: 2 },
    ]);
    const named = await fill(select, { indicator: true, columns: ['y'] });
    expect(Object.keys(named.rows.imputed![0]!)).toEqual(['x', 'y', 'y_missing']);
  });

  test('whose name is taken are a named failure', async () => {
    expect(await failureOf('SELECT NULL::INTEGER AS x, 1 AS "X_Missing"', { indicator: true })).toMatchObject(
      {
        failure: { code: 'indicator-taken' },
      },
    );
  });
});

describe('what is no plain number', () => {
  test('NaN counts as missing, infinity is a value, teaches nothing and is left', async () => {
    const trial = await fill(list('DOUBLE', [1, 'nan', 'inf', '-inf', null, 4]), { method: 'mean' });
    expect(column(trial)).toEqual([1, 2.5, Infinity, -Infinity, 2.5, 4]);
    expect(columnsOf(trial)).toMatchObject([
      { count: 4, missing: 2, nan: 1, filled: 2, left: 0, value: '2.5' },
    ]);
    expect(column(await fill(list('FLOAT', ['inf', 'inf', 1, 'nan']), { method: 'mode' }))[3]).toBe(1);
  });

  test('a constant column is filled by its constant', async () => {
    const trial = await fill(list('DOUBLE', [7, 7, null]), { method: 'mean' });
    expect(column(trial)).toEqual([7, 7, 7]);
    expect(frameRows(trial.frames.histograms!)).toEqual([
      { column: 'x', bin: 0, low: 7, high: 7, before: 2, after: 3 },
    ]);
  });
});

describe('awkward tables', () => {
  const METHODS = ['mean', 'median', 'mode', 'neighbours', 'forward'];

  test.each(METHODS)('an empty table and one row teach %s what they can', async (method) => {
    const empty = await fill('SELECT 1.5::DOUBLE AS x WHERE false', { method, columns: ['x'] });
    expect(empty.rows.imputed).toEqual([]);
    expect(await apply(empty, list('DOUBLE', [null, 3]))).toMatchObject([{}, { x: 3 }]);
    expect(column(await fill('SELECT 1.5::DOUBLE AS x', { method, columns: ['x'] }))).toEqual([1.5]);
  });

  test.each(METHODS)(
    'a column that is all null is kept as it is by %s, here and elsewhere',
    async (method) => {
      const trial = await fill(list('DOUBLE', [null, null]), { method, columns: ['x'] });
      expect(column(trial)).toEqual([null, null]);
      expect(trial.reading.text).toContain('“x” has no value at all and is kept as it is');
      const other = (await apply(trial, list('DOUBLE', [4, null]))).map(({ x }) => x);
      expect(other).toEqual(method === 'forward' ? [4, 4] : [4, null]);
    },
  );

  test('unicode and keyword names, and names like those used inside', async () => {
    const select = `SELECT unnest([1, 2, NULL]) AS "select", unnest(['a', 'a', 'b']) AS "größe ""📏""", unnest([1.5, NULL, 2]::DOUBLE[]) AS "#row",
      5 AS rowid, 6 AS c0, 7 AS k0`;
    const columns = ['select', '#row'];
    for (const params of [
      { method: 'group', columns, groupBy: ['größe "📏"', 'k0'] },
      { method: 'forward', columns, groupBy: ['k0'], orderBy: 'rowid' },
      { method: 'neighbours', columns },
    ]) {
      const { imputed } = (await fill(select, { ...params, indicator: true })).rows;
      expect(imputed!.every((row) => row.select !== null && row['#row'] !== null)).toBe(true);
      expect(imputed!.map((row) => row['select_missing'])).toEqual([false, false, true]);
    }
  });

  test('without a column to fill, or with one of another type, are named failures', async () => {
    expect(await failureOf("SELECT 'a' AS w", {})).toMatchObject({ failure: { code: 'columns-none-fit' } });
    expect(await failureOf("SELECT 'a' AS w", { method: 'mean', columns: ['w'] })).toMatchObject({
      failure: { code: 'nothing-fits' },
    });
  });
});

describe('the reading', () => {
  test('has the numbers, warns where much was missing, and proposes to apply it elsewhere', async () => {
    const trial = await fill('SELECT unnest([1, 2, 2, NULL, NULL]) AS x, unnest([1, 1, 1, 1, NULL]) AS y');
    expect(trial.reading.text).toBe(
      '3 cells of train in 2 rows (40 %) were filled: “x” 2 (40 %) with 2 and “y” 1 (20 %) with 1. ' +
        'More than 30 % of “x” was missing: what stands there now is mostly made up. An indicator column keeps what is known, that it was missing.',
    );
    expect(trial.notices).toMatchObject([{ code: 'much-imputed', isWarning: true }]);
    expect(trial.reading.suggestions).toMatchObject([
      { step: 'apply-transform', inputs: { transform: { output: 'transform' } } },
    ]);
  });

  test('says on what it was fitted where that is no training part', async () => {
    const codes = async (part: string | null, params = {}) =>
      (await fill('SELECT unnest([1, 2, 3, NULL]) AS x', { columns: ['x'], ...params }, part)).notices.map(
        ({ code }) => code,
      );
    expect(await codes('test')).toEqual(['fitted-on-other-part']);
    expect(await codes(null)).toEqual(['not-split']);
    expect(await codes('train')).toEqual([]);
    expect(await codes('test', { method: 'constant' })).toEqual([]);
  });
});

test('the pictures count the same bins and values before and after', async () => {
  const trial = await fill(
    "SELECT unnest([0, 10, 10, NULL]) AS x, unnest(['a', 'b', 'b', NULL]) AS w, unnest([DATE '2024-01-01', NULL, NULL, NULL]) AS d",
    { method: 'mode' },
  );
  const bins = frameRows(trial.frames.histograms!);
  expect(bins.filter(({ column: name }) => name === 'x').at(-1)).toMatchObject({
    high: 10,
    before: 2,
    after: 3,
  });
  expect(bins.at(-1)).toMatchObject({ column: 'd', low: 1_704_067_200_000, before: 1, after: 4 });
  expect(frameRows(trial.frames.categories!)).toEqual([
    { column: 'w', value: 'b', before: 2, after: 3 },
    { column: 'w', value: 'a', before: 1, after: 1 },
  ]);
});
