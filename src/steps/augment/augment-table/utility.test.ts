import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, selectOfCsv, type SqlBench } from '../../../../headless/step-on-sql';
import type { FrameRow } from '../../../core/frame';
import { rowRandom } from '../../../kernels/augment-rows/row-random';
import { augmentTable } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

const WORDS = ['Status', 'Home', 'Marital', 'Records', 'Job'];
const text = readFileSync(
  new URL('../../../../public/samples/credit.csv', import.meta.url),
  'utf8',
).replaceAll('\r', '');
const names = text.slice(0, text.indexOf('\n')).split(',');
const types = names.map((name) => (WORDS.includes(name) ? 'VARCHAR' : 'INTEGER'));

/** What a value is counted as: a word itself, a number by the tenth of the real range that it lies in. */
function binsOf(real: readonly FrameRow[]): (row: FrameRow, name: string) => string {
  const ends = new Map(
    names.map((name) => {
      const values = real.map((row) => row[name]).filter((value) => typeof value === 'number');
      return [name, [Math.min(...values), Math.max(...values)] as const];
    }),
  );
  return (row, name) => {
    const value = row[name];
    if (typeof value !== 'number') return String(value);
    const [low, high] = ends.get(name)!;
    return String(Math.min(9, Math.floor((10 * (value - low)) / (high - low))));
  };
}

/** 1 less half the sum of the differences of shares of value pairs: for every pair of columns. */
function pairScores(real: readonly FrameRow[], made: readonly FrameRow[]): number[] {
  const binOf = binsOf(real);
  return names.flatMap((one, at) =>
    names.slice(at + 1).map((other) => {
      const shares = new Map<string, number>();
      const count = (rows: readonly FrameRow[], weight: number): void => {
        for (const row of rows) {
          const key = `${binOf(row, one)} ${binOf(row, other)}`;
          shares.set(key, (shares.get(key) ?? 0) + weight / rows.length);
        }
      };
      count(real, 1);
      count(made, -1);
      return 1 - [...shares.values()].reduce((sum, share) => sum + Math.abs(share), 0) / 2;
    }),
  );
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Columns of the real rows, each shuffled for itself: what is left where columns are drawn without regard to each other. */
const shuffled = (real: readonly FrameRow[]): FrameRow[] =>
  real.map((_row, n) =>
    Object.fromEntries(
      names.map((name, at) => [name, real[rowRandom(at, n).below(real.length)]![name] ?? null]),
    ),
  );

test('drawn credit rows keep what pairs of columns say of each other, far better than columns drawn alone', async () => {
  const { rows } = await bench.tryStep(
    augmentTable,
    { select: selectOfCsv(text, types), traits: { part: 'train' } },
    { method: 'synthesise', label: 'Status', seed: 1 },
  );
  const [real, made] = [rows.augmented!.slice(0, 4454), rows.augmented!.slice(4454)];
  expect(made.length).toBeGreaterThan(4400);
  const [drawn, alone] = [pairScores(real, made), pairScores(real, shuffled(real))];
  expect(meanOf(drawn)).toBeGreaterThan(0.965);
  expect(Math.min(...drawn)).toBeGreaterThan(0.93);
  expect(1 - meanOf(drawn)).toBeLessThan(0.5 * (1 - meanOf(alone)));
  // Status against Seniority, the pair that a lender looks at: its share of bad ones falls in both.
  const badOf = (some: readonly FrameRow[], from: number, to: number): number => {
    const own = some.filter(({ Seniority }) => Number(Seniority) >= from && Number(Seniority) < to);
    return own.filter(({ Status }) => Status === 'bad').length / own.length;
  };
  for (const [from, to] of [
    [0, 2],
    [2, 10],
    [10, 50],
  ] as const) {
    expect(Math.abs(badOf(real, from, to) - badOf(made, from, to))).toBeLessThan(0.04);
  }
}, 120_000);
