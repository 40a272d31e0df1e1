import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { Engine, StepResult } from '../../../engine/protocol';
import { profile } from './step';
import { rowFigures } from './view/figures';
import { findColumns } from './view/find-columns';
import { indexProfile, type ProfileIndex } from './view/profile-index';

const format = numberFormat('en');
/** The columns in the order of “non-uniformity”, as the view sorts them. */
const leastUniformFirst = (index: ProfileIndex): string[] =>
  findColumns(index, { search: '', without: new Set(), sort: 'evenness', isReversed: false }).map((column) =>
    index.name(column),
  );
/** The figures that the view marks red, by column. */
const redIn = (index: ProfileIndex): string[] =>
  Array.from({ length: index.columns }, (_, column) =>
    rowFigures(index, column, format)
      .flat()
      .filter(({ alert }) => alert?.startsWith('more than'))
      .map(({ label, text }) => `${index.name(column)}: ${label} ${text}`),
  ).flat();

describe('figures of Facets Overview 1.0.0, through what the view draws', () => {
  let bench: SqlBench;
  beforeAll(async () => void (bench = await openSqlBench()));
  afterAll(() => bench.close());
  const indexOf = async (select: string) =>
    indexProfile((await bench.tryStep(profile, { select }, {})).frames);

  test('non-uniformity is the normalised entropy of values, and sorts', async () => {
    const index =
      await indexOf(`SELECT 'v' || i % 4 AS even, CASE WHEN i < 97 THEN 'a' ELSE 'b' || i END AS uneven,
      'one' AS constant FROM range(100) AS t(i)`);
    expect(index.evenness(0)).toBeCloseTo(1, 12);
    expect(index.evenness(1)).toBeCloseTo(0.1209703664, 10);
    expect(leastUniformFirst(index)).toEqual(['constant', 'uneven', 'even']);
  });

  test('of numbers it is that of their ten bins', async () => {
    const index = await indexOf(
      'SELECT i AS flat, CASE WHEN i = 0 THEN 1000 ELSE i % 2 END AS peaked FROM range(1000) AS t(i)',
    );
    expect(index.evenness(0)).toBeCloseTo(1, 12);
    const shares = [0.999, 0.001];
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
    expect(index.evenness(1)).toBeCloseTo(entropy / Math.log(10), 12);
    expect(leastUniformFirst(index)).toEqual(['peaked', 'flat']);
  });

  test('more than 2 % missing and more than 10 % zeros are red, as much as that is not', async () => {
    const gaps = (n: number): string => `CASE WHEN i >= ${n} THEN i + 0.5 END`;
    const zeros = (n: number): string => `CASE WHEN i < ${n} THEN 0 ELSE i END`;
    const index =
      await indexOf(`SELECT ${gaps(20)} AS two, ${gaps(21)} AS more, ${zeros(100)} AS tenth, ${zeros(101)} AS over
      FROM range(1000) AS t(i)`);
    expect(redIn(index)).toEqual(['more: missing 2.1 %', 'over: zeros 10.1 %']);
  });
});

const adult = fileURLToPath(new URL('../../../../../shared/data/adult/raw/adult.data.gz', import.meta.url));

describe.skipIf(!existsSync(adult))(
  'the first 26,048 rows of UCI Adult (skipped where ../shared/data/adult is absent)',
  () => {
    let engine: Engine;
    let result: StepResult;
    let index: ProfileIndex;
    beforeAll(async () => {
      engine = await openNodeEngine();
      const name = 'adult.data.gz';
      const source = { kind: 'file', files: [{ name }] };
      const nodes = [
        {
          step: 'load',
          version: 1,
          params: { source, header: 'no', delimiter: ', ', limit: 26_048, missing: [] },
          inputs: {},
        },
        { step: 'profile', version: 1, params: {}, inputs: { table: { node: 0, slot: 'table' } } },
      ];
      const outcome = await engine.run({ plan: { nodes, target: 1 }, files: { [name]: { path: adult } } });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
      result = outcome.value;
      index = indexProfile(result.frames);
    });
    afterAll(() => engine.close());
    const rowsOf = (frame: string, place: number): FrameRow[] =>
      frameRows(result.frames[frame]!).filter(({ column }) => column === index.name(place));

    test('have zeros in red in capital gain and loss alone, and nothing missing', () => {
      expect(redIn(index)).toEqual([`${index.name(10)}: zeros 91.6 %`, `${index.name(11)}: zeros 95.4 %`]);
      const missing = Array.from({ length: index.columns }, (_, column) => index.figure(column, 'missing'));
      expect(missing).toEqual(new Array(15).fill(0));
      expect(Number(index.figure(10, 'zeros')) / index.rows).toBeCloseTo(0.9164, 4);
      expect(Number(index.figure(11, 'zeros')) / index.rows).toBeCloseTo(0.9537, 4);
    });

    test('are sorted with capital gain as the least uniform', () => {
      const sorted = leastUniformFirst(index);
      expect(sorted[0]).toBe(index.name(10));
      expect(sorted.indexOf(index.name(0))).toBeGreaterThan(sorted.indexOf(index.name(11)));
    });

    test('have 15 occupations, and 20 of 42 countries are listed', () => {
      expect(index.figure(6, 'distinct')).toBe(15);
      expect(rowsOf('top_values', 6)[0]).toMatchObject({ value: 'Prof-specialty', count: 3323 });
      expect([index.figure(13, 'distinct'), rowsOf('top_values', 13).length]).toEqual([42, 20]);
    });

    // The counts of TensorFlow Data Validation 1.3.0 come from a sketch: they must differ by less than 0.2 % of the rows.
    test.each([
      [0, [4435.97, 4722.5, 4800.65, 4956.93, 3185.67, 2091.65, 1232.07, 398.53, 168.01, 56]],
      [2, [10481.01, 12300.04, 2790.55, 367.16, 79.42, 8.7, 5.28, 5.28, 5.28, 5.28]],
      [12, [583.48, 1750.43, 1865.04, 14248.26, 2495.4, 3045.01, 1433.16, 363.63, 155.94, 107.67]],
      [10, [25434.75, 430.59, 27.15, 3.61, 3.61, 3.61, 3.61, 3.61, 3.61, 133.85]],
      [4, [169.31, 273.5, 898.66, 768.42, 1289.38, 8452.58, 6889.7, 872.61, 5639.39, 794.46]],
    ])('have bins within the error of a sketch: column %i', (place, sketched) => {
      const counts = rowsOf('histograms', place)
        .filter(({ kind }) => kind === 'equal_width')
        .map(({ count }) => Number(count));
      expect(counts).toHaveLength(10);
      counts.forEach((count, bin) =>
        expect(Math.abs(count - sketched[bin]!)).toBeLessThan(0.002 * index.rows),
      );
    });
  },
);
