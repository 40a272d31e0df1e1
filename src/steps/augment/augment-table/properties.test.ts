import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { frameRows, type Cell, type FrameRow } from '../../../core/frame';
import { METHODS } from './methods';
import { augmentTable } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Row = readonly [x: number | null, n: number | null, day: number, word: string | null, y: string | null];

const NAMES = ['x', 'n', 'day', 'word', 'y'];

const decimals: fc.Arbitrary<number | null> = fc.option(
  fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100),
  { freq: 6 },
);
const wholes: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: 0, max: 90 }), { freq: 8 });
const words: fc.Arbitrary<string | null> = fc.option(fc.constantFrom('red', 'green', 'blue'), { freq: 6 });
const labels: fc.Arbitrary<string | null> = fc.option(fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'), {
  freq: 9,
});
const rowsOfTable: fc.Arbitrary<Row[]> = fc.array(
  fc.tuple(decimals, wholes, fc.integer({ min: 0, max: 3000 }), words, labels),
  { minLength: 2, maxLength: 40 },
);

const selectOf = (rows: readonly Row[], names = NAMES): string => {
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
  const values = rows.map(
    ([x, n, day, word, y]) =>
      `(${x}::DOUBLE, ${n}::INTEGER, DATE '2020-01-01' + ${day}, ${text(word)}::VARCHAR, ${text(y)}::VARCHAR)`,
  );
  return `SELECT * FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})`;
};

async function augment(rows: readonly Row[], params: object) {
  const made = await bench.tryStep(
    augmentTable,
    { select: selectOf(rows), traits: { part: 'train' } },
    { label: 'y', ...params },
  );
  return { ...made, augmented: made.rows.augmented!, provenance: made.rows.provenance! };
}

interface Parameters {
  readonly to?: Readonly<Record<string, number>>;
  readonly from?: Readonly<Record<string, number>>;
  readonly partner?: number;
  readonly weight?: number;
  readonly donors?: readonly (number | null)[];
}

/** Makes a row again from what its provenance says. */
function replay(real: readonly FrameRow[], { parent_row: parent, parameters }: FrameRow): FrameRow {
  const { to = {}, from = {}, donors } = JSON.parse(String(parameters)) as Parameters;
  const valueOf = (name: string, at: number): Cell => {
    if (name in to) return name === 'day' ? dateOf(to[name]!) : to[name]!;
    const donor = donors?.[at] ?? from[name] ?? Number(parent);
    return real[donor - 1]![name]!;
  };
  return Object.fromEntries(NAMES.map((name, at) => [name, valueOf(name, at)]));
}

/** As frames write dates. */
const dateOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);

const seeds = fc.nat(1000);
const OPTIONS = { seed: 11, numRuns: 6 };

describe.each(METHODS)('%s', (method) => {
  test('keeps the real rows in order, makes rows again from their provenance, stays within bounds and types', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfTable, seeds, fc.constantFrom(0.5, 1, 2.5), async (table, seed, times) => {
        const smoothing = seed % 2 === 0;
        const { augmented, provenance, frames, artifacts } = await augment(table, {
          method,
          seed,
          times,
          smoothing,
        });
        const real = augmented.slice(0, table.length);
        expect(real).toEqual(await bench.rows(selectOf(table)));
        const made = augmented.slice(table.length);
        expect(made).toEqual(provenance.map((one) => replay(real, one)));
        expect(provenance.map((row) => row.new_row)).toEqual(made.map((_, n) => table.length + n + 1));
        const [summary] = frameRows(frames.summary!);
        expect(summary!.made).toBe(made.length);
        expect(summary!.asked).toBe(
          Number(summary!.made) +
            Number(summary!.copies) +
            Number(summary!.repeats) +
            Number(summary!.unmade),
        );
        const types = artifacts.augmented?.kind === 'table' ? artifacts.augmented.columns : [];
        expect(types.map(({ sqlType }) => sqlType)).toEqual([
          'DOUBLE',
          'INTEGER',
          'DATE',
          'VARCHAR',
          'VARCHAR',
        ]);
        const texts = new Set(real.map((row) => JSON.stringify(row)));
        for (const row of made) {
          expect(texts.has(JSON.stringify(row))).toBe(false);
          texts.add(JSON.stringify(row));
        }
        for (const name of ['x', 'n', 'day']) {
          const known = real.map((row) => row[name]).filter((value) => value !== null) as (number | string)[];
          const sorted = known.sort((a, b) => (a < b ? -1 : 1));
          for (const row of made) {
            if (row[name] === null) continue;
            expect(row[name]! >= sorted[0]! && row[name]! <= sorted.at(-1)!).toBe(true);
          }
        }
        expect(made.every(({ n, y }) => (n === null || Number.isInteger(n)) && y !== null)).toBe(true);
      }),
      OPTIONS,
    );
  }, 120_000);

  test('the same seed gives the same rows, another one others', async () => {
    const table = Array.from({ length: 60 }, (_, i): Row => [
      Math.round(Math.sin(i) * 1000) / 100,
      (i * 7) % 83,
      i * 31,
      ['red', 'green', 'blue'][i % 3]!,
      i % 4 === 0 ? 'a' : 'b',
    ]);
    const first = await augment(table, { method, seed: 1, swap: 0.5 });
    const again = await augment(table, { method, seed: 1, swap: 0.5 });
    expect(again.augmented).toEqual(first.augmented);
    expect(again.provenance).toEqual(first.provenance);
    const other = await augment(table, { method, seed: 2, swap: 0.5 });
    expect(other.augmented).not.toEqual(first.augmented);
  });
});

test('what is missing in the parent stays missing under noise and swaps', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOfTable, seeds, async (table, seed) => {
      const { augmented, provenance } = await augment(table, { seed, swap: 1, strength: 2 });
      for (const { new_row: at, parent_row: parent } of provenance) {
        const [made, own] = [augmented[Number(at) - 1]!, augmented[Number(parent) - 1]!];
        for (const name of NAMES) if (own[name] === null) expect(made[name]).toBeNull();
      }
    }),
    OPTIONS,
  );
}, 120_000);

test('nothing comes from rows of another part: every value of a drawn row is one of the input', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOfTable, seeds, async (table, seed) => {
      const { augmented } = await augment(table, { method: 'synthesise', seed });
      const real = augmented.slice(0, table.length);
      for (const name of NAMES) {
        const known = new Set(real.map((row) => row[name]));
        for (const row of augmented.slice(table.length)) expect(known.has(row[name])).toBe(true);
      }
    }),
    OPTIONS,
  );
}, 120_000);
