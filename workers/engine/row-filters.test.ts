import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import type { TableArtifact } from '../../src/core/artifact';
import type { Cell } from '../../src/core/frame';
import type { RowCondition, RowView } from '../../src/core/row-view';
import { openAskBench, sorted, where, type AskBench } from './ask-bench';

let bench: AskBench;
const tableOf: AskBench['tableOf'] = (select) => bench.tableOf(select);
const ask: AskBench['ask'] = (...question) => bench.ask(...question);
const rowsOf: AskBench['rowsOf'] = (...rows) => bench.rowsOf(...rows);

beforeAll(async () => {
  const nowhere = new URL('file:///');
  bench = await openAskBench(nodeWorld({ kernelScript: nowhere, samples: nowhere }));
});
afterAll(() => bench.close());

async function valuesOf(table: TableArtifact, view: RowView): Promise<readonly Cell[]> {
  const page = await ask(table, { kind: 'page', slot: 'table', offset: 0, limit: 1000, view });
  return Array.from(page.columns.x ?? []);
}

describe('a filtered view', () => {
  const count = async (table: TableArtifact, ...conditions: RowCondition[]): Promise<number> => {
    const frame = await ask(table, { kind: 'rows', slot: 'table', view: where(...conditions) });
    return Number(frame.columns.rows?.[0]);
  };

  test('tells missing, empty text, NaN and the words for them apart', async () => {
    const text = await tableOf(`SELECT unnest(['', NULL, 'NULL', 'nan', ' ', 'a']) AS x`);
    const number = await tableOf(`SELECT unnest(['nan'::DOUBLE, NULL, 0, 'inf']) AS x`);
    expect(await rowsOf(text, where({ kind: 'missing', column: 'x' }))).toEqual([1]);
    expect(await rowsOf(text, where({ kind: 'one-of', column: 'x', values: [''] }))).toEqual([0]);
    expect(await rowsOf(text, where({ kind: 'one-of', column: 'x', values: ['', null] }))).toEqual([0, 1]);
    expect(await rowsOf(number, where({ kind: 'one-of', column: 'x', values: ['nan'] }))).toEqual([0]);
    expect(await rowsOf(number, where({ kind: 'present', column: 'x' }))).toEqual([0, 2, 3]);
    expect(await count(text, { kind: 'one-of', column: 'x', values: [] })).toBe(0);
  });

  test('a range holds both ends, and neither NaN nor missing values', async () => {
    const table = await tableOf(`SELECT unnest(['nan'::DOUBLE, 1, 1.5, 2, NULL, 'inf']) AS x`);
    const range = (low: string | null, high: string | null): RowCondition => ({
      kind: 'range',
      column: 'x',
      low,
      high,
    });
    expect(await rowsOf(table, where(range('1', '2')))).toEqual([1, 2, 3]);
    expect(await rowsOf(table, where(range('1.5', null)))).toEqual([2, 3, 5]);
    expect(await rowsOf(table, where(range(null, '-1e3')))).toEqual([]);
  });

  test('integers beyond 2^53 are compared exactly', async () => {
    const table = await tableOf(`SELECT 9007199254740992 + i AS x FROM range(4) r(i)`);
    const range: RowCondition = {
      kind: 'range',
      column: 'x',
      low: '9007199254740993',
      high: '9007199254740994',
    };
    expect(await rowsOf(table, where(range))).toEqual([1, 2]);
  });

  test('days, instants and times have ranges; the last day of instants reaches to its end', async () => {
    const table = await tableOf(
      `SELECT d AS day, d + TIME '13:30:00' AS instant, (d + TIME '13:30:00')::TIMESTAMPTZ AS zoned, TIME '13:30:00' AS clock FROM (SELECT unnest(['2024-02-28'::DATE, '2024-02-29', '2024-03-01']) AS d)`,
    );
    const range = (column: string, low: string, high: string): Promise<number[]> =>
      rowsOf(table, where({ kind: 'range', column, low, high }));
    expect(await range('day', '2024-02-29', '2024-02-29')).toEqual([1]);
    expect(await range('instant', '2024-02-28T13:31', '2024-02-29')).toEqual([1]);
    expect(await range('zoned', '2024-02-29', '2024-03-01T13:29')).toEqual([1]);
    expect(await range('clock', '13:30', '14:00')).toEqual([0, 1, 2]);
  });

  test('text holds a text whatever the case, its signs taken as they are', async () => {
    const table = await tableOf(`SELECT unnest(['50 % OFF', '50 off', 'Größe', 'it''s', '東京', NULL]) AS x`);
    const having = (text: string): Promise<number[]> =>
      rowsOf(table, where({ kind: 'contains', column: 'x', text }));
    expect(await having('% off')).toEqual([0]);
    expect(await having('GRÖSSE')).toEqual([]);
    expect(await having('GRÖ')).toEqual([2]);
    expect(await having("T'S")).toEqual([3]);
    expect(await having('京')).toEqual([4]);
  });

  test('several conditions hold together, and with an order', async () => {
    const table = await tableOf(`SELECT i AS x, i % 2 = 0 AS even FROM range(100) r(i)`);
    const conditions: RowCondition[] = [
      { kind: 'range', column: 'x', low: '10', high: '15' },
      { kind: 'one-of', column: 'even', values: ['true'] },
    ];
    expect(await count(table, ...conditions)).toBe(3);
    expect(await valuesOf(table, { ...sorted('x', 'descending'), where: conditions })).toEqual([14, 12, 10]);
  });

  test('a bound that is not of its column, and a column that is not there, are named', async () => {
    const table = await tableOf(`SELECT 1 AS x, DATE '2024-01-01' AS day`);
    const failing = (condition: RowCondition) => expect(count(table, condition)).rejects;
    await failing({ kind: 'range', column: 'x', low: '1; DROP TABLE t', high: null }).toMatchObject({
      failure: { code: 'value-not-of-type' },
    });
    await failing({ kind: 'range', column: 'day', low: '2023-02-29', high: null }).toMatchObject({
      failure: { code: 'value-not-of-type' },
    });
    await failing({ kind: 'missing', column: 'y' }).toMatchObject({ failure: { code: 'column-unknown' } });
  });

  test('may leave no row, and an empty table has none to leave', async () => {
    const none = await tableOf(`SELECT 1 AS x WHERE false`);
    const one = await tableOf(`SELECT 1 AS x`);
    expect(await rowsOf(none, { ...sorted('x'), where: [{ kind: 'present', column: 'x' }] })).toEqual([]);
    expect(await count(one, { kind: 'missing', column: 'x' })).toBe(0);
  });
});
