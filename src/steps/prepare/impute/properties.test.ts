import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench, type StepTrial } from '../../../../headless/step-on-sql';
import { plainTraits, type TransformArtifact } from '../../../core/artifact';
import type { FrameRow } from '../../../core/frame';
import { quoteLiteral } from '../../../core/sql';
import { fillFromNearest } from '../../../kernels/impute/nearest-donors';
import { runOf } from '../../runs';
import { impute } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

interface Row {
  readonly x: number | 'nan' | null;
  readonly y: number | null;
  readonly n: number | null;
  readonly word: string | null;
  readonly at: number | null;
}

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
);
const rows = fc.array(
  fc.record({
    x: fc.option(fc.oneof(number, fc.constant('nan' as const))),
    y: fc.option(number),
    n: fc.option(fc.integer({ min: -100, max: 100 })),
    word: fc.option(fc.constantFrom('a', 'b', 'ü', '', "it's")),
    at: fc.option(fc.integer({ min: 0, max: 1000 })),
  }),
  { minLength: 1, maxLength: 14 },
);
const params = fc.constantFrom(
  { method: 'mean' },
  { method: 'median' },
  { method: 'mode' },
  { method: 'constant', value: '-7.25' },
  { method: 'group', groupBy: ['word'] },
  { method: 'group', groupBy: ['word', 'n'], columns: ['x', 'y'] },
  { method: 'neighbours', k: 2 },
  { method: 'neighbours', columns: ['x', 'n'], distanceBy: ['y'] },
);

function select(all: readonly (Row & { readonly key: number })[]): string {
  const literal = (value: string | number | null): string =>
    value === null ? 'NULL' : quoteLiteral(String(value));
  const lines = all.map(
    ({ x, y, n, word, at, key }) => `(${[x, y, n, word, at, key].map(literal).join(', ')})`,
  );
  return `SELECT x::DOUBLE AS x, y::DOUBLE AS y, n::INTEGER AS n, word::VARCHAR AS word, "at"::INTEGER AS "at", key::VARCHAR AS key
    FROM (VALUES ${lines.join(', ')}) AS t(x, y, n, word, "at", key)`;
}

const numbered = (all: readonly Row[]) => all.map((row, key) => ({ ...row, key }));
const fill = (all: readonly (Row & { readonly key: number })[], how: object): Promise<StepTrial> =>
  bench.tryStep(impute, { select: select(all) }, how);
const byKey = ({ rows: made }: StepTrial): FrameRow[] =>
  [...made.imputed!].sort((a, b) => Number(a.key) - Number(b.key));

describe('imputing', () => {
  test('changes no cell that is there, and leaves none missing where something was learned', async () => {
    await fc.assert(
      fc.asyncProperty(rows, params, async (some, how) => {
        const trial = await fill(numbered(some), how);
        const columns = trial.frames.columns!.columns.column as string[];
        const isEmpty = (name: string) => some.every((row) => isMissing(row[name as keyof Row]));
        // A constant needs no value to be learned from.
        const empty = new Set(how.method === 'constant' ? [] : columns.filter(isEmpty));
        trial.rows.imputed!.forEach((row, i) => {
          for (const name of ['x', 'y', 'n', 'word', 'at'] as const) {
            const old = some[i]![name];
            if (!isMissing(old)) expect(row[name]).toBe(typeof old === 'number' ? old + 0 : old);
            else if (columns.includes(name)) expect(isMissing(row[name])).toBe(empty.has(name));
          }
        });
      }),
      { seed: 3, numRuns: 25 },
    );
  });

  test('gives the same table and the same constants for rows in another order', async () => {
    await fc.assert(
      fc.asyncProperty(rows, params, fc.infiniteStream(fc.nat()), async (some, how, order) => {
        const all = numbered(some);
        const places = new Map(all.map(({ key }) => [key, order.next().value as number]));
        const shuffled = all.toSorted((a, b) => places.get(a.key)! - places.get(b.key)!);
        const [one, other] = [await fill(all, how), await fill(shuffled, how)];
        expect(byKey(other)).toEqual(byKey(one));
        if (how.method !== 'neighbours') expect(other.artifacts.transform).toEqual(one.artifacts.transform);
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  test('forward gives the same in another order of rows, where their order is a column without ties', async () => {
    const distinct = rows.map((some) => some.map((row, i) => ({ ...row, at: row.at === null ? null : i })));
    await fc.assert(
      fc.asyncProperty(distinct, async (some) => {
        const how = { method: 'forward', orderBy: 'at', groupBy: ['word'] };
        const all = numbered(some);
        expect(byKey(await fill(all.toReversed(), how))).toEqual(byKey(await fill(all, how)));
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  test('is what the transform does to the table it was fitted on', async () => {
    const apply = await runOf('apply-transform');
    const any = fc.oneof(params, fc.constant({ method: 'forward', orderBy: 'at' }));
    await fc.assert(
      fc.asyncProperty(rows, any, fc.boolean(), async (some, how, indicator) => {
        const trial = await fill(numbered(some), { ...how, indicator });
        const content = trial.artifacts.transform!;
        if (content.kind !== 'transform') throw new Error('No transform was made.');
        // As it would come out of a file.
        const value = JSON.parse(JSON.stringify(content.value)) as TransformArtifact['value'];
        const transform: TransformArtifact = { kind: 'transform', key: 'k', traits: plainTraits, value };
        const applied = await bench.run(
          (context, none, inputs) => apply(context, none, { ...inputs, transform }),
          await bench.makeTable(select(numbered(some))),
        );
        expect(await bench.rowsOf(applied.artifacts.applied)).toEqual(trial.rows.imputed);
      }),
      { seed: 9, numRuns: 20 },
    );
  });
});

const isMissing = (value: unknown): boolean => value === null || value === 'nan' || Number.isNaN(value);

type Values = readonly (readonly number[])[];

/** The same by a plain loop: all distances, sorted; of equal ones the smaller value first. */
function plainly(donors: Values, row: readonly number[], column: number, k: number): number {
  const near = donors.flatMap((donor) => {
    const offs = donor.flatMap((value, i) => (Number.isNaN(value - row[i]!) ? [] : [(row[i]! - value) ** 2]));
    if (offs.length === 0 || Number.isNaN(donor[column])) return [];
    const sum = offs.reduce((total, off) => total + off, 0);
    return [{ distance: sum / offs.length, value: donor[column]! }];
  });
  near.sort((a, b) => a.distance - b.distance || a.value - b.value);
  const chosen = near.slice(0, k);
  if (chosen.length === 0) return -1;
  return chosen.reduce((total, { value }) => total + value, 0) / chosen.length;
}

describe('the nearest donors', () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 2, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) },
    { weight: 2, arbitrary: fc.constant(NaN) },
  );
  const searches = fc.integer({ min: 1, max: 5 }).chain((features) => {
    const row = fc.array(cell, { minLength: features, maxLength: features });
    return fc.record({
      donors: fc.array(row, { minLength: 1, maxLength: 25 }),
      queries: fc.array(row, { minLength: 1, maxLength: 8 }),
      k: fc.integer({ min: 1, max: 6 }),
      features: fc.constant(features),
    });
  });

  test('are those of a plain loop, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(searches, async ({ donors, queries, k, features }) => {
        const cells = queries.flatMap((row, i) =>
          row.flatMap((value, column) => (Number.isNaN(value) ? [i * features + column] : [])),
        );
        const found = await fillFromNearest.run(
          {
            donors: Float64Array.from({ length: donors.length * features }, (_, i) => {
              return donors[i % donors.length]![Math.floor(i / donors.length)]!;
            }),
            queries: Float64Array.from(queries.flat()),
            cells: Int32Array.from(cells),
            fallbacks: new Float64Array(features).fill(-1),
            features,
            k,
          },
          () => undefined,
        );
        const wanted = cells.map((at) => {
          const row = Math.floor(at / features);
          return plainly(donors, queries[row]!, at - row * features, k);
        });
        expect(Array.from(found)).toEqual(wanted);
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  test('over many tiles, and at the ends of the doubles', async () => {
    const n = 3000;
    const donors = Float64Array.from({ length: 2 * n }, (_, i) => (i < n ? i : 1.7e308 * ((i % 7) / 7)));
    const reported: number[] = [];
    const found = await fillFromNearest.run(
      {
        ...{ donors, queries: Float64Array.of(2999.4, NaN, NaN, 1.2e308), features: 2, k: 7 },
        ...{ cells: Int32Array.of(1, 2), fallbacks: Float64Array.of(0, 0) },
      },
      (fraction) => reported.push(fraction),
    );
    const mean = 1.7e308 * (3 / 7);
    expect(Math.abs(found[0]! / mean - 1)).toBeLessThan(1e-12);
    // Of the many rows at 5/7 the smaller values are taken first: 1, 8, 15, …
    expect(found[1]).toBe(22);
    expect(reported.at(-1)).toBe(1);
  });
});
