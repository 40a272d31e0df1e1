import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { frameRows } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { split, type SplitParams } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

type Options = Partial<SplitParams>;

const splitSelect = (select: string, options: Options = {}) => bench.tryStep(split, { select }, options);

/** The numbers `i` of the rows of every part, in order, by the part's name. */
function numbersOf({ rows }: StepTrial): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(rows).map(([part, of]) => [part, of.map(({ i }) => i)]));
}

const countsOf = (result: StepTrial) => frameRows(result.frames.parts!).map(({ rows }) => rows);

describe('any split', () => {
  const word = fc.constantFrom('a', 'b', 'ü', '', null, 'NaN');
  const row = fc.record({ word, number: fc.constantFrom(0, 1, 2.5, NaN, Infinity, null) });
  const shares = fc
    .array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 5 })
    .map((weights) => weights.map((w) => w / weights.reduce((sum, each) => sum + each, 0)));
  const methods = fc.constantFrom<Options>(
    { method: 'hash' },
    { method: 'hash', by: ['word'] },
    { method: 'position' },
    { method: 'position', order: 'number' },
    { method: 'stratified', stratify: 'word' },
    { method: 'stratified', stratify: 'number' },
    { method: 'group', by: ['word'] },
    { method: 'group', by: ['word', 'number'], stratify: 'number' },
    { method: 'hash', rule: 'tfx' },
    { method: 'time', order: 'i' },
  );
  const literal = (value: string | number | null) => (value === null ? 'NULL' : quoteLiteral(String(value)));
  const tableOf = (rows: readonly { word: string | null; number: number | null }[]) =>
    `SELECT * FROM (VALUES ${rows
      .map(({ word, number }, i) => `(${literal(word)}, ${literal(number)}::DOUBLE, ${i})`)
      .join(', ')}) AS t(word, number, i)`;

  test('puts every row into exactly one part', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        shares,
        methods,
        async (rows, of, method) => {
          const parts = of.map((share, i) => ({ name: `p${i}`, share }));
          const result = await splitSelect(tableOf(rows), { ...method, parts });
          const values = Object.values(numbersOf(result)).flat();
          expect(values.toSorted((a, b) => Number(a) - Number(b))).toEqual(rows.map((_, i) => i));
          expect(countsOf(result).reduce((sum: number, n) => sum + Number(n), 0)).toBe(rows.length);
        },
      ),
      { numRuns: 40, seed: 1 },
    );
  });

  test('by time never divides equal times, and puts later ones later', async () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(numbers, shares, async (times, of) => {
        const parts = of.map((share, i) => ({ name: `p${i}`, share }));
        const select = `SELECT unnest([${times.join(', ')}]) AS i`;
        const result = numbersOf(await splitSelect(select, { method: 'time', order: 'i', parts }));
        const bounds = parts.flatMap(({ name }) => {
          const own = (result[name] ?? []).map(Number);
          return own.length === 0 ? [] : [[Math.min(...own), Math.max(...own)] as const];
        });
        bounds.slice(1).forEach(([first], place) => expect(first).toBeGreaterThan(bounds[place]![1]));
        // Every part has a time of its own where there are enough.
        expect(bounds).toHaveLength(Math.min(parts.length, new Set(times).size));
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  test('by hash keeps every row in its part as rows are added', async () => {
    const methods: Options[] = [
      { method: 'hash' },
      { method: 'hash', by: ['key'], seed: 3 },
      { method: 'hash', by: ['key'], rule: 'tfx' },
      { method: 'hash', by: ['key'], rule: 'tfx-feature' },
    ];
    const table = (rows: number) => `SELECT range AS i, 'k' || range % 97 AS key FROM range(${rows})`;
    for (const method of methods) {
      const before = numbersOf(await splitSelect(table(400), method));
      const after = numbersOf(await splitSelect(table(1000), method));
      for (const part of ['train', 'test'])
        expect(after[part]!.filter((i) => Number(i) < 400)).toEqual(before[part]);
    }
  });

  test('by hash or stratified has the same rows in each part whatever their order, and whatever the columns are called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), fc.boolean(), async (rows, isHash) => {
        const select = tableOf(rows);
        const method: Options = isHash
          ? { method: 'hash', by: ['word'] }
          : { method: 'stratified', stratify: 'word' };
        const renamed: Options = isHash ? { ...method, by: ['select'] } : { ...method, stratify: 'select' };
        const one = numbersOf(await splitSelect(select, method));
        const turned = `SELECT word AS "select", number AS "größe", i FROM (${select}) ORDER BY i DESC`;
        const other = numbersOf(await splitSelect(turned, renamed));
        for (const name of ['train', 'test']) expect(other[name]!.toReversed()).toEqual(one[name]);
      }),
      { numRuns: 20, seed: 2 },
    );
  });
});
