import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type Frame } from '../../../core/frame';
import { judgeSyntheticStep } from './step';

/** Made by `make_golden.py`, which stands beside it and names its libraries. */
const FIXTURES = 'src/kernels/fidelity/fixtures';
interface Golden {
  readonly columns: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly pairs: readonly Readonly<Record<string, number | string | null>>[];
  readonly new_rows: number;
  readonly new_share: number;
  readonly closest_median: number;
  readonly distances: readonly number[];
  readonly closer_to_real: number;
  readonly overfitting_protection: number;
  readonly detection: { readonly columns: readonly string[]; readonly mean: number };
  readonly shifted: {
    readonly by: number;
    readonly pairs: Readonly<Record<string, number>>;
    readonly sdmetrics: Readonly<Record<string, number>>;
  };
}
const golden = JSON.parse(readFileSync(`${FIXTURES}/golden.json`, 'utf8')) as Golden;

/** A SELECT of the rows of a CSV file; what looks like a number is one, an empty field is missing. */
function selectOf(name: string): string {
  const [head = '', ...lines] = readFileSync(`${FIXTURES}/${name}.csv`, 'utf8').trim().split('\n');
  const value = (field: string): string =>
    field === '' ? 'NULL' : Number.isNaN(Number(field)) ? `'${field}'` : `${field}::DOUBLE`;
  const rows = lines.map((line) => `(${line.split(',').map(value).join(', ')})`);
  return `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${head})`;
}

let bench: SqlBench;
let frames: Readonly<Record<string, Frame>>;
beforeAll(async () => {
  bench = await openSqlBench();
  const tables = {
    real: { select: selectOf('real') },
    synthetic: { select: selectOf('synthetic') },
    holdout: { select: selectOf('holdout') },
  };
  frames = (await bench.tryOnTables(judgeSyntheticStep, tables, {})).frames;
});
afterAll(() => bench.close());

const rowsOf = (name: string) => frameRows(frames[name]!);

function expectNear(found: unknown, wanted: unknown, where: string): void {
  if (typeof wanted === 'number') expect(found, where).toBeCloseTo(wanted, 10);
  else expect(found, where).toBe(wanted);
}

describe('figures equal those of SDMetrics', () => {
  test.each(Object.entries(golden.columns))('of the column %s, null where it gives NaN', (name, wanted) => {
    const row = rowsOf('fidelity_columns').find(({ column }) => column === name);
    for (const [figure, value] of Object.entries(wanted)) expectNear(row?.[figure], value, figure);
  });

  test('of every pair, the mixed ones by edges that numpy was given', () => {
    expect(golden.pairs).toHaveLength(21);
    for (const { first, second, ...wanted } of golden.pairs) {
      const row = rowsOf('fidelity_pairs').find((pair) => pair.first === first && pair.second === second);
      for (const [figure, value] of Object.entries(wanted)) {
        expectNear(row?.[figure], value, `${String(first)}/${String(second)}: ${figure}`);
      }
    }
  });

  test('of the whole: means of the figures that are defined', () => {
    const mean = (all: readonly (number | string | null | undefined)[]): number => {
      const known = all.filter((value) => typeof value === 'number');
      return known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const shapes = mean(Object.values(golden.columns).map(({ score }) => score));
    const trends = mean(golden.pairs.map(({ score }) => score));
    const [whole] = rowsOf('fidelity');
    expect(whole?.column_shapes).toBeCloseTo(shapes, 10);
    expect(whole?.pair_trends).toBeCloseTo(trends, 10);
    expect(whole?.quality).toBeCloseTo((shapes + trends) / 2, 10);
    expect(whole).toMatchObject({ real_rows: 300, synthetic_rows: 250, pairs: 21, pairs_of: 21 });
  });

  test('of new rows', () => {
    expect(rowsOf('fidelity_privacy')[0]?.new_rows).toBe(golden.new_rows);
    expect(rowsOf('fidelity_privacy')[0]?.new_share).toBeCloseTo(golden.new_share, 12);
  });

  test('of the distance to the closest real row, and of rows held out', () => {
    const [privacy] = rowsOf('fidelity_privacy');
    expect(privacy?.closest_median).toBeCloseTo(golden.closest_median, 10);
    expect(privacy?.closer_to_real).toBeCloseTo(golden.closer_to_real, 10);
    expect(privacy?.overfitting_protection).toBeCloseTo(golden.overfitting_protection, 10);
    expect(privacy).toMatchObject({ closest_rows: 250, closest_of: 300, holdout_rows: 300 });
    const nearest = new Map(rowsOf('fidelity_closest').map((row) => [row.synthetic_row, row.distance]));
    expect(nearest.size).toBe(20);
    for (const [row, distance] of nearest) {
      expect(distance).toBeCloseTo(golden.distances[Number(row) - 1]!, 10);
    }
  });

  test('of detection: within what the folds vary', async () => {
    const tables = { real: { select: selectOf('real') }, synthetic: { select: selectOf('synthetic') } };
    const asked = { columns: [...golden.detection.columns] };
    const [whole] = frameRows((await bench.tryOnTables(judgeSyntheticStep, tables, asked)).frames.fidelity!);
    expect(Math.abs(Number(whole?.detection) - golden.detection.mean)).toBeLessThan(0.05);
  });
});

test('a constant added to a column lowers the score of every mixed pair, where SDMetrics sees none', async () => {
  const real = selectOf('real');
  const shifted = `SELECT age + ${golden.shifted.by} AS age, * EXCLUDE (age) FROM (${real})`;
  const tables = { real: { select: real }, synthetic: { select: shifted } };
  const pairs = frameRows((await bench.tryOnTables(judgeSyntheticStep, tables, {})).frames.fidelity_pairs!);
  const wanted = Object.entries(golden.shifted.pairs);
  expect(wanted.map(([pair]) => pair)).toEqual(['age/home', 'age/job', 'age/paid']);
  for (const [pair, score] of wanted) {
    const [first, second] = pair.split('/');
    const found = pairs.find((row) => row.first === first && row.second === second);
    expect(found?.score).toBeCloseTo(score, 10);
    expect(found?.score).toBeLessThan(0.2);
    expect(golden.shifted.sdmetrics[pair]).toBe(1);
  }
  const unmoved = pairs.filter(({ first, second }) => first !== 'age' && second !== 'age');
  const mixed = unmoved.filter(({ metric }) => metric === 'ContingencySimilarity');
  expect(mixed.map(({ score }) => score)).toEqual(mixed.map(() => 1));
});
