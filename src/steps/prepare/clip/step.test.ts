import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { plainTraits, type TransformArtifact } from '../../../core/artifact';
import { frameRows, type FrameRow } from '../../../core/frame';
import { runOf } from '../../runs';
import golden from './fixtures/golden.json';
import { clip } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const run = (select: string, params: object = {}, part: string | null = 'train'): Promise<StepTrial> =>
  bench.tryStep(clip, { select, traits: { part }, name: 'train' }, params);
const failureOf = (select: string, params: object) => run(select, params).catch((error: unknown) => error);

async function apply(trial: StepTrial, select: string): Promise<FrameRow[]> {
  const content = trial.artifacts.transform;
  if (content?.kind !== 'transform') throw new Error('No transform was made.');
  const transform: TransformArtifact = { ...content, key: 'k', traits: plainTraits };
  const step = await runOf('apply-transform');
  const applied = await bench.run(
    (context, none, inputs) => step(context, none, { ...inputs, transform }),
    await bench.makeTable(select),
  );
  return bench.rowsOf(applied.artifacts.applied);
}

const column = ({ rows }: StepTrial, name = 'x') => rows.clipped!.map((row) => row[name]);
const columnsOf = ({ frames }: StepTrial) => frameRows(frames.columns!);
const typeOf = ({ artifacts }: StepTrial) =>
  artifacts.clipped?.kind === 'table' ? artifacts.clipped.columns[0]?.sqlType : undefined;
const list = (type: string, values: readonly (string | number | null)[], name = 'x') =>
  `SELECT unnest([${values.map((value) => (value === null ? 'NULL' : `'${value}'`)).join(', ')}]::${type}[]) AS "${name}"`;

type Value = string | number | null;
const asRead = (value: Value): unknown => (value === 'nan' ? NaN : value);

describe('numpy fitted on train and applied to test:', () => {
  const expectEqual = (found: readonly unknown[], wanted: readonly Value[]) => {
    expect(found).toHaveLength(wanted.length);
    found.forEach((value, i) => {
      const want = asRead(wanted[i]!);
      if (typeof want !== 'number' || Number.isNaN(want)) expect(value).toEqual(want);
      else expect(Math.abs(Number(value) - want)).toBeLessThanOrEqual(1e-12 * Math.abs(want));
    });
  };

  test.each(golden.quantiles)('quantiles $shares', async ({ shares, bounds, train, test: other }) => {
    const [low, high] = shares;
    const trial = await run(list('DOUBLE', golden.train), { method: 'quantiles', low, high });
    expectEqual([columnsOf(trial)[0]!.low!, columnsOf(trial)[0]!.high!], bounds);
    expectEqual(column(trial), train);
    expectEqual(
      (await apply(trial, list('DOUBLE', golden.test))).map(({ x }) => x),
      other,
    );
  });

  test('a range', async () => {
    const [low, high] = golden.range.bounds;
    const trial = await run(list('DOUBLE', golden.train), { method: 'range', low, high });
    expectEqual(column(trial), golden.range.train);
    expectEqual(
      (await apply(trial, list('DOUBLE', golden.test))).map(({ x }) => x),
      golden.range.test,
    );
  });
});

describe('types', () => {
  test('integers stay integers, their bounds rounded inwards', async () => {
    const trial = await run(list('SMALLINT', [-3, 1, 5, 9, null]), { method: 'range', low: 0.5, high: 7.9 });
    expect(column(trial)).toEqual([1, 1, 5, 7, null]);
    expect(typeOf(trial)).toBe('SMALLINT');
    expect(columnsOf(trial)).toMatchObject([{ low: 1, high: 7, below: 1, above: 1, count: 4, missing: 1 }]);
    expect(await apply(trial, list('BIGINT', ['9007199254740993', 3]))).toEqual([{ x: 7 }, { x: 3 }]);
  });

  test('no integer between two quantiles: the column is left, and it is said', async () => {
    const params = { method: 'quantiles', low: 0.2, high: 0.8 };
    const trial = await run(list('INTEGER', [1, 2]), params);
    expect(column(trial)).toEqual([1, 2]);
    expect(trial.notices.map(({ code }) => code)).toEqual(['bounds-narrow']);
    expect(await failureOf(list('INTEGER', [1, 2]), { method: 'range', low: 1.2, high: 1.8 })).toMatchObject({
      failure: { code: 'clip-bounds' },
    });
  });

  test('decimals keep their digits, floats are compared as they are', async () => {
    const trial = await run(list('DECIMAL(5,1)', [1.1, 2.5, 9.9]), { method: 'range', low: 1.1, high: 2.55 });
    expect([typeOf(trial), column(trial)]).toEqual(['DECIMAL(5,1)', ['1.1', '2.5', '2.5']]);
    expect(column(await run(list('FLOAT', [0.5, 8]), { method: 'range', low: 1, high: 2 }))).toEqual([1, 2]);
  });
});

describe('which columns and bounds', () => {
  const mixed = `SELECT range AS id, range % 2 AS flag, range * 1.5 AS x, range % 7 AS n, 'a' AS word FROM range(40)`;

  test('none named: numbers, but no identifiers and no flags, and it is said', async () => {
    const trial = await run(mixed);
    expect(columnsOf(trial).map((row) => row.column)).toEqual(['x', 'n']);
    expect(trial.notices.map(({ code }) => code)).toEqual(['identifier-left-out', 'flag-left-out']);
    expect(columnsOf(await run(mixed, { columns: ['flag', 'id'] })).map((row) => row.column)).toEqual([
      'flag',
      'id',
    ]);
  });

  test('what bounds nothing is a named failure', async () => {
    for (const bounds of [
      { low: null, high: null },
      { low: 0.9, high: 0.1 },
      { low: -0.1, high: 0.5 },
      { low: 0.5, high: 99 },
    ]) {
      expect(await failureOf(mixed, bounds)).toMatchObject({ failure: { code: 'clip-bounds' } });
    }
    expect(await failureOf("SELECT 'a' AS w", {})).toMatchObject({ failure: { code: 'columns-none' } });
    expect(await failureOf(mixed, { columns: ['word'] })).toMatchObject({
      failure: { code: 'nothing-fits' },
    });
  });
});

describe('awkward tables', () => {
  test('an empty table and one row', async () => {
    const empty = await run('SELECT 1.5::DOUBLE AS x WHERE false');
    expect(empty.rows.clipped).toEqual([]);
    expect(empty.reading.text).toBe(
      'No value of train lies beyond the bounds. Nothing could be learned of “x”, without a finite value: left unchanged.',
    );
    expect(column(await run('SELECT 5 AS x', { columns: ['x'] }))).toEqual([5]);
  });

  test('missing and NaN stay; infinity is beyond every bound and teaches nothing', async () => {
    const trial = await run(list('DOUBLE', [1, 'nan', 'inf', '-inf', null, 3]), { low: 0, high: 1 });
    expect(column(trial)).toEqual([1, NaN, 3, 1, null, 3]);
    expect(columnsOf(trial)).toMatchObject([
      { low: 1, high: 3, count: 4, below: 1, above: 1, missing: 1, nan: 1, infinite: 2, min: 1, max: 3 },
    ]);
    expect(frameRows(trial.frames.summary!)).toMatchObject([
      { rows: 6, rows_changed: 2, below: 1, above: 1 },
    ]);
  });

  test('all null, and a constant column', async () => {
    const trial = await run(list('DOUBLE', [null, null]));
    expect(column(trial)).toEqual([null, null]);
    expect(await apply(trial, list('DOUBLE', [1e9, null]))).toEqual([{ x: 1e9 }, { x: null }]);
    const constant = await run(list('DOUBLE', [0.1, 0.1, 0.1]));
    expect(column(constant)).toEqual([0.1, 0.1, 0.1]);
    expect(frameRows(constant.frames.histograms!)).toEqual([
      { column: 'x', bin: 0, low: 0.1, high: 0.1, count: 3 },
    ]);
  });

  test('unicode and keyword names', async () => {
    const select = 'SELECT unnest([1, 9]) AS "select", unnest([1.5, 9.5]) AS "größe ""📏"""';
    const trial = await run(select, {
      method: 'range',
      low: 2,
      high: null,
      columns: ['select', 'größe "📏"'],
    });
    expect(column(trial, 'select')).toEqual([2, 9]);
    expect(column(trial, 'größe "📏"').map(Number)).toEqual([2, 9.5]);
  });
});

const doubles = fc.array(
  fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ noNaN: true, min: -1e12, max: 1e12 }))),
  { minLength: 1, maxLength: 30 },
);

test('any values end between the bounds, those within are as they were, in any order of rows', async () => {
  await fc.assert(
    fc.asyncProperty(doubles, fc.double({ min: 0, max: 0.5 }), async (values, low) => {
      const params = { low, high: 1 - low };
      const trial = await run(list('DOUBLE', values), params);
      const [bounds] = columnsOf(trial);
      const wanted = values.map((value) =>
        value === null || bounds!.low === null
          ? value
          : Math.min(Math.max(value, Number(bounds!.low)), Number(bounds!.high)) + 0,
      );
      expect(column(trial).map((value) => (typeof value === 'number' ? value + 0 : value))).toEqual(wanted);
      const reversed = await run(list('DOUBLE', values.toReversed()), params);
      expect(reversed.artifacts.transform).toEqual(trial.artifacts.transform);
      expect(await apply(trial, list('DOUBLE', values))).toEqual(trial.rows.clipped);
    }),
    { seed: 17, numRuns: 25 },
  );
});

test('the reading has the numbers, and says on what it was fitted', async () => {
  const trial = await run(list('DOUBLE', [1, 2, 3, 40, 50]), { method: 'range', low: 2, high: 3 });
  expect(trial.reading.text).toBe(
    '3 values in 3 rows (60 %) of train were moved: 1 up, 2 down. “x”: 1 below 2 and 2 above 3.',
  );
  expect(trial.reading.suggestions).toMatchObject([{ step: 'apply-transform' }]);
  const codes = async (part: string | null, params: object = {}) =>
    (await run(list('DOUBLE', [1, 2]), params, part)).notices.map(({ code }) => code);
  expect(await codes('test')).toEqual(['fitted-on-other-part']);
  expect(await codes(null)).toEqual(['not-split']);
  expect(await codes('test', { method: 'range', low: 0, high: 1 })).toEqual([]);
});
