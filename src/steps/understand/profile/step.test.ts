import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';
import type { Engine, StepResult } from '../../../engine/protocol';
import golden from './fixtures/golden.json';
import { read } from './reading';
import { profileParams } from './step';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

/** Loads a file and profiles its table. */
async function profileFile(path: string, params: Record<string, unknown> = {}): Promise<StepResult> {
  const name = basename(path);
  return runPlan({ source: { kind: 'file', files: [{ name }] }, ...params }, { [name]: { path } });
}

async function runPlan(params: object, files: Record<string, unknown>): Promise<StepResult> {
  const nodes = [
    { step: 'load', version: 1, params: { ...params }, inputs: {} },
    { step: 'profile', version: 1, params: {}, inputs: { table: { node: 0, slot: 'table' } } },
  ];
  const outcome = await engine.run({ plan: { nodes, target: 1 }, files });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

function statisticsOf(result: StepResult): Statistics {
  const artifact = result.artifacts.statistics;
  if (artifact?.kind !== 'statistics') throw new Error('The profile made no statistics.');
  return artifact.value;
}

function columnOf(result: StepResult, name: string): ColumnStatistics {
  const column = statisticsOf(result).columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`No column ${name}.`);
  return column;
}

const rowOf = (result: StepResult, name: string): FrameRow =>
  frameRows(result.frames.columns!).find((row) => row.column === name) ?? {};

const binsOf = (result: StepResult, column: string, kind: string): FrameRow[] =>
  frameRows(result.frames.histograms!).filter((row) => row.column === column && row.kind === kind);

const topOf = (result: StepResult, column: string): unknown[] =>
  frameRows(result.frames.top_values!)
    .filter((row) => row.column === column)
    .map((row) => [row.value, row.count]);

const readingOf = (result: StepResult): string =>
  read({ ...result, params: profileParams.parse({}), inputs: {}, outputs: {}, format: numberFormat('en') })
    .text;

/** Equal to 14 significant digits, or to 14 digits of `unit` where the figure itself cancels to nearly nothing. */
function expectFigure(found: unknown, wanted: number | null, unit: number): void {
  if (wanted === null) expect(found).toBeNull();
  else expect(Math.abs(Number(found) - wanted)).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(wanted), unit));
}

describe('the profile of the edge columns', () => {
  let result: StepResult;
  beforeAll(async () => {
    const types = { with_nan: 'number', infinite: 'number', wide_integer: 'integer', text: 'text' } as const;
    const path = fileURLToPath(new URL('./fixtures/edge.csv', import.meta.url));
    result = await profileFile(path, { missing: ['NA'], types });
  });

  test('counts rows, values and missing values', () => {
    expect(statisticsOf(result).rows).toBe(golden.rows);
    for (const { name, count, missing } of statisticsOf(result).columns) {
      expect([name, count, missing]).toEqual([name, golden.rows - missing, golden.missing[name as 'text']]);
    }
    expect(frameRows(result.frames.table!)).toEqual([
      {
        rows: 200,
        columns: 19,
        missing_cells: Object.values(golden.missing).reduce((sum, n) => sum + n, 0),
        duplicate_rows: 0,
        repeated_rows: 0,
        memory_bytes: expect.any(Number) as number,
      },
    ]);
  });

  test.each(Object.entries(golden.numbers))('has the numbers of scipy: %s', (name, wanted) => {
    const row = rowOf(result, name);
    for (const figure of ['mean', 'sd'] as const) expectFigure(row[figure], wanted[figure], wanted.sd);
    expectFigure(row.skewness, wanted.skewness, 1);
    expectFigure(row.kurtosis, wanted.kurtosis, 3);
    const { median, mad, zeros, negatives, nan, distinct } = wanted;
    expect(row).toMatchObject({ median, mad, zeros, negatives, nan, distinct });
    expect([row.positive_infinity, row.negative_infinity]).toEqual([
      wanted.positive_infinity,
      wanted.negative_infinity,
    ]);
    expect(wanted.deciles.map((_, tenth) => row[`d${tenth * 10}`])).toEqual(wanted.deciles.map((v) => v + 0));
    const bins = binsOf(result, name, 'equal_width');
    expect(bins.map((bin) => bin.count)).toEqual(wanted.histogram);
    expect([...bins.map((bin) => bin.low), bins[bins.length - 1]?.high]).toEqual(wanted.edges);
  });

  test('keeps the exact range of integers that doubles cannot hold, as text', () => {
    const { min, max } = rowOf(result, 'wide_integer');
    expect([min, max]).toEqual(golden.numbers.wide_integer.range);
    expect(columnOf(result, 'wide_integer').values.complete).toBe(true);
  });

  test('measures texts in characters and bytes, ties by larger text', () => {
    const wanted = golden.texts.text;
    const row = rowOf(result, 'text');
    expect([row.distinct, row.empty]).toEqual([wanted.distinct, wanted.empty]);
    expect([row.min_characters, row.mean_characters, row.max_characters]).toEqual(wanted.characters);
    expect([row.min_bytes, row.mean_bytes, row.max_bytes]).toEqual(wanted.bytes);
    expect(topOf(result, 'text')).toEqual(wanted.top);
  });

  test.each(['date', 'timestamp'] as const)('counts a %s column by month, as pandas does', (name) => {
    const wanted = golden.dates[name];
    const { min, max, distinct } = rowOf(result, name);
    const midnight = (text: unknown): string => String(text).padEnd(19, 'T00:00:00');
    expect([midnight(min), midnight(max), distinct]).toEqual([wanted.min, wanted.max, wanted.distinct]);
    const bins = binsOf(result, name, 'date');
    expect(bins.map((bin) => [bin.low, bin.count])).toEqual(wanted.months);
    expect(bins.map((bin) => bin.unit)).toEqual(wanted.months.map(() => 'month'));
  });

  test('counts truths, times of day, and a column whose values are all missing', () => {
    expect(rowOf(result, 'boolean')).toMatchObject({ ...golden.boolean, distinct: 2 });
    expect(rowOf(result, 'time')).toMatchObject({ type: 'time', min: '06:30:00', max: '19:30:00' });
    expect(rowOf(result, 'all_missing')).toMatchObject({ count: 0, distinct: 0, min: null, mean: null });
    expect(topOf(result, 'all_missing')).toEqual([]);
  });

  test('reads in sentences with the numbers that matter', () => {
    const text = readingOf(result);
    expect(text).toContain(
      '200 rows and 19 columns; 324 cells (8.5 %) are missing, most in “all_missing” (100 %)',
    );
    expect(text).toContain('No two rows are equal.');
    expect(text).toContain('no value at all in “all_missing”; one single value in “constant” (7)');
    expect(text).toContain('NaN in “with_nan”');
    expect(text).toContain('infinite numbers in “infinite” (9)');
  });
});

const adult = fileURLToPath(new URL('../../../../../shared/data/adult/', import.meta.url));

describe.skipIf(!existsSync(adult))(
  'the profile of UCI Adult (skipped where ../shared/data/adult is absent)',
  () => {
    test('has the known figures of the whole train file', async () => {
      const result = await profileFile(`${adult}adult_train.csv`);
      expect(rowOf(result, 'age')).toMatchObject({ min: 17, median: 37, max: 90, count: 32_561, missing: 0 });
      expect(rowOf(result, 'age').mean).toBe(38.58164675532078);
      expect(rowOf(result, 'age').sd).toBeCloseTo(13.640223092304, 11);
      expect(columnOf(result, 'capital_gain').numbers?.zeros).toBe(29_849);
      expect(frameRows(result.frames.table!)).toMatchObject([
        { rows: 32_561, columns: 15, duplicate_rows: 24, repeated_rows: 23 },
      ]);
    });

    describe('in its first 26,048 rows', () => {
      let result: StepResult;
      beforeAll(async () => {
        const params = { header: 'no', delimiter: ', ', limit: 26_048, missing: [] } as const;
        result = await profileFile(`${adult}raw/adult.data.gz`, params);
      });
      const nameAt = (place: number): string => statisticsOf(result).columns[place]!.name;

      test.each([
        [0, 38.628109643734646, 13.683876771462742, 0, 17, 37, 90],
        [2, 189705.77645116707, 105220.45133793964, 0, 12285, 178310.5, 1484705],
        [12, 40.40958998771499, 12.307362505946367, 0, 1, 40, 99],
        [10, 1092.3802595208845, 7482.781816021244, 23870, 0, 0, 99999],
        [11, 86.64757371007371, 401.7428158757161, 24843, 0, 0, 4356],
        [4, 10.081311425061426, 2.5623953685245455, 0, 1, 10, 16],
      ])(
        'has the figures of TensorFlow Data Validation: column %i',
        (place, mean, sd, zeros, min, median, max) => {
          const row = rowOf(result, nameAt(place));
          expect(row).toMatchObject({ zeros, min, median, max, missing: 0 });
          expectFigure(row.mean, mean, 0);
          expectFigure(row.sd, sd, 0);
        },
      );

      test.each([
        [0, [4454, 4706, 4797, 4957, 3185, 2084, 1243, 409, 155, 58]],
        [2, [10473, 12306, 2789, 368, 81, 15, 9, 2, 2, 3]],
        [12, [587, 1744, 1873, 14242, 2483, 3048, 1444, 357, 165, 105]],
        [10, [25424, 418, 68, 5, 2, 0, 0, 0, 0, 131]],
        [4, [163, 255, 931, 756, 1285, 8436, 6928, 845, 5667, 782]],
      ])('counts exactly what falls into ten equal bins: column %i', (place, counts) => {
        expect(binsOf(result, nameAt(place), 'equal_width').map((bin) => bin.count)).toEqual(counts);
      });

      test.each([
        [0, [17, 22, 26, 30, 33, 37, 41, 45, 50, 58, 90]],
        [12, [1, 24, 35, 40, 40, 40, 40, 40, 48, 55, 99]],
        [10, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99999]],
      ])('has its deciles, a tenth of the rows between each two: column %i', (place, deciles) => {
        expect(columnOf(result, nameAt(place)).numbers?.deciles).toEqual(deciles);
        expect(binsOf(result, nameAt(place), 'quantile').map((bin) => bin.count)).toEqual(
          new Array(10).fill(2604.8),
        );
      });

      test.each([
        [1, 9, 7.87623, ['Private', 18117, 'Self-emp-not-inc', 2054, 'Local-gov', 1701, '?', 1460]],
        [3, 16, 8.43009, ['HS-grad', 8436, 'Some-college', 5827, 'Bachelors', 4307, 'Masters', 1360]],
        [9, 2, 4.66162, ['Male', 17431, 'Female', 8617]],
        [13, 42, null, ['United-States', 23354, 'Mexico', 509, '?', 466]],
        [14, 2, null, ['<=50K', 19807, '>50K', 6241]],
      ])('has the frequent texts and mean lengths: column %i', (place, distinct, meanBytes, top) => {
        const name = nameAt(place);
        expect(rowOf(result, name).distinct).toBe(distinct);
        expect(topOf(result, name).flat().slice(0, top.length)).toEqual(top);
        const length = Number(rowOf(result, name).mean_bytes);
        if (meanBytes !== null) expect(Math.abs(length - meanBytes)).toBeLessThan(5e-6);
      });
    });
  },
);
