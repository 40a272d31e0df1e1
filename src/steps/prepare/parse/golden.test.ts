import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqlBench, type SqlBench } from '../../../../headless/step-on-sql';
import { quoteLiteral } from '../../../core/sql';
import golden from './fixtures/golden.json';
import { parse } from './step';

let bench: SqlBench;
beforeAll(async () => void (bench = await openSqlBench()));
afterAll(() => bench.close());

/** What the cell reads texts as, in their order. */
async function valuesOf(texts: readonly string[], params: object): Promise<unknown[]> {
  const select = `SELECT unnest([${texts.map(quoteLiteral).join(', ')}]) AS x`;
  const { rows } = await bench.tryStep(parse, { select }, { columns: ['x'], ...params });
  return rows.parsed!.map(({ x }) => x ?? null);
}

type Pair<Value> = readonly [text: string, wanted: Value | null];

// See fixtures/make_golden.py.
describe('numbers are those that Python wrote', () => {
  // Two roundings at most: a number is multiplied by the size of its unit, which may itself be rounded.
  const isRead = (found: unknown, wanted: number | null): boolean =>
    wanted === null ? found === null : Math.abs(Number(found) - wanted) <= 4e-16 * Math.abs(wanted);

  test.each(golden.numbers)('$name', async ({ params, texts }) => {
    const pairs = texts as unknown as readonly Pair<number>[];
    const found = await valuesOf(
      pairs.map(([text]) => text),
      params,
    );
    const wrong = pairs.flatMap(([text, wanted], row) =>
      found[row] !== undefined && isRead(found[row], wanted) ? [] : [{ text, wanted, found: found[row] }],
    );
    expect(wrong).toEqual([]);
    // In their own unit they are the same doubles to the last bit.
    if (!('unit' in params)) expect(found).toEqual(pairs.map(([, wanted]) => wanted));
  });
});

describe('dates are those that datetime.strptime reads', () => {
  test.each(golden.dates)('$format', async ({ format, texts }) => {
    const pairs = texts as unknown as readonly Pair<string>[];
    const params = { to: 'timestamp', formats: [format] };
    const found = await valuesOf(
      pairs.map(([text]) => text),
      params,
    );
    expect(pairs.map(([text], row) => [text, found[row]])).toEqual(pairs);
    expect(pairs.filter(([, wanted]) => wanted === null).length).toBeGreaterThan(5);
    expect(pairs.filter(([, wanted]) => wanted !== null).length).toBeGreaterThan(30);
  });
});
