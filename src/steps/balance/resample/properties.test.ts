import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import type { Cell } from '../../../core/frame';
import { winnerOf } from '../../../kernels/resampling/votes';
import { resample } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Row = readonly [x: number | null, n: number, word: string | null, y: string];

const rowsOfTable: fc.Arbitrary<Row[]> = fc
  .array(
    fc.tuple(
      fc.option(
        fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100),
        { freq: 6 },
      ),
      fc.integer({ min: 0, max: 9 }),
      fc.option(fc.constantFrom('red', 'green', 'blue'), { freq: 6 }),
      fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'),
    ),
    { minLength: 3, maxLength: 40 },
  )
  .filter((rows) => new Set(rows.map(([, , , y]) => y)).size > 1);

interface Result {
  readonly rows: Cell[][];
  readonly provenance: Cell[][];
}

async function balance(
  rows: readonly Row[],
  params: object,
  names = ['x', 'n', 'word', 'y'],
): Promise<Result> {
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
  const values = rows.map(
    ([x, n, word, y]) => `(${x}::DOUBLE, ${n}::INTEGER, ${text(word)}::VARCHAR, '${y}')`,
  );
  const select = `SELECT * FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})`;
  const traits = { part: 'train' };
  const made = (await bench.tryStep(resample, { select, traits }, { target: names[3], ...params })).rows;
  const cellsOf = (slot: string): Cell[][] => made[slot]!.map((row) => Object.values(row));
  return { rows: cellsOf('balanced'), provenance: cellsOf('provenance') };
}

const counted = (rows: readonly (readonly Cell[])[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[String(row[3])] = (counts[String(row[3])] ?? 0) + 1;
  return counts;
};
const asSet = (rows: readonly Cell[][]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const seeds = fc.nat(1000);
const OPTIONS = { seed: 5, numRuns: 12 };

test.each(['SMOTE', 'SMOTE-NC', 'Borderline-SMOTE', 'ADASYN'])(
  '%s: counts as asked, originals first and untouched, each new row between two others of its class',
  async (method) => {
    await fc.assert(
      fc.asyncProperty(rowsOfTable, seeds, fc.integer({ min: 1, max: 6 }), async (table, seed, k) => {
        const { rows, provenance } = await balance(table, { method, seed, k });
        expect(rows.slice(0, table.length)).toEqual(table.map((row) => [...row]));
        const before = counted(table);
        const most = Math.max(...Object.values(before));
        expect(counted(rows)).toEqual(Object.fromEntries(Object.keys(before).map((y) => [y, most])));
        for (const [at, label, parent, neighbour, gap] of provenance) {
          expect(neighbour).not.toBe(parent);
          expect(neighbour === null).toBe(before[String(label)] === 1);
          const [made, a, b] = [at, parent, neighbour ?? parent].map(
            (number) => rows[Number(number) - 1]!,
          ) as [Cell[], Cell[], Cell[]];
          expect([a[3], b[3]]).toEqual([label, label]);
          for (const column of [0, 1]) {
            const [value, low, high] = [made[column], a[column], b[column]];
            if (low === null || high === null) expect(value).toBe(Number(gap) < 0.5 ? low : high);
            else {
              expect(Number(value)).toBeGreaterThanOrEqual(Math.min(Number(low), Number(high)));
              expect(Number(value)).toBeLessThanOrEqual(Math.max(Number(low), Number(high)));
            }
          }
          expect(table.some((row) => row[3] === label && row[2] === made[2])).toBe(true);
        }
      }),
      OPTIONS,
    );
  },
  120_000,
);

test.each(['SMOTE', 'random over', 'random under'])(
  '%s: the same seed gives the same rows; neither the order of rows nor the names of columns matter',
  async (method) => {
    const permuted = rowsOfTable.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(permuted, seeds, async ([rows, shuffled], seed) => {
        const params = { method, seed };
        const first = await balance(rows, params);
        expect(await balance(rows, params)).toEqual(first);
        const other = await balance(shuffled, params, ['"größe"', '"select"', 'i', 'pos']);
        expect(asSet(other.rows)).toEqual(asSet(first.rows));
      }),
      OPTIONS,
    );
  },
  120_000,
);

test('random under: every class is cut to the smallest, of rows that were there', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOfTable, seeds, async (table, seed) => {
      const { rows, provenance } = await balance(table, { method: 'random under', seed });
      const before = counted(table);
      const least = Math.min(...Object.values(before));
      expect(counted(rows)).toEqual(Object.fromEntries(Object.keys(before).map((y) => [y, least])));
      expect(rows).toEqual(provenance.map(([, , parent]) => [...table[Number(parent) - 1]!]));
      expect(new Set(provenance.map(([, , parent]) => parent)).size).toBe(rows.length);
    }),
    OPTIONS,
  );
}, 120_000);

test('another seed gives other rows', async () => {
  const table = Array.from({ length: 40 }, (_, i): Row => [
    Math.round(Math.sin(i) * 1000) / 100,
    i % 7,
    null,
    i < 30 ? 'a' : 'b',
  ]);
  const [one, two] = [await balance(table, { seed: 1 }), await balance(table, { seed: 2 })];
  expect(asSet(one.rows)).not.toEqual(asSet(two.rows));
});

test('a vote goes to the most frequent code, at a tie to the one that stands nearer', () => {
  expect(winnerOf([3, 1, 1])).toBe(1);
  expect(winnerOf([2, 1, 1, 2])).toBe(0);
  expect(winnerOf([5, 4, 3])).toBe(0);
});
