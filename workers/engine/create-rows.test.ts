import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import type { RowsPiece } from '../../src/core/rows';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { TableStore } from './table-store';

const { signal } = new AbortController();
const nowhere = new URL('file:///');
let duckdb: Duckdb;
beforeAll(async () => {
  duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
});
afterAll(() => duckdb.terminate());

async function* pieces(...all: readonly RowsPiece[]): AsyncGenerator<RowsPiece> {
  for (const piece of all) yield await Promise.resolve(piece);
}

const text = (...values: readonly string[]) => {
  const encoded = values.map((value) => new TextEncoder().encode(value));
  const offsets = new Int32Array(values.length + 1);
  encoded.forEach((bytes, row) => (offsets[row + 1] = (offsets[row] ?? 0) + bytes.length));
  return { offsets, bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])) };
};

test('every type arrives as it is, missing cells and all', async () => {
  const present = Uint8Array.of(1, 0, 1);
  const columns: Extract<RowsPiece, { columns: unknown }>['columns'] = [
    { name: 'n', type: 'number', values: Float64Array.of(-0, 1, Infinity), present },
    { name: 'i', type: 'integer', values: BigInt64Array.of(9007199254740993n, 0n, -5n), present },
    { name: 'b', type: 'boolean', values: Uint8Array.of(1, 1, 0), present },
    { name: 'd', type: 'date', values: Int32Array.of(-1, 0, 19782), present },
    { name: 't', type: 'timestamp', values: BigInt64Array.of(-1n, 0n, 1709209800500000n), present },
    { name: 'select "ü"', type: 'text', ...text('', 'x', 'grün\n😀'), present },
  ];
  const made = await new TableStore().createRows(duckdb.main, 'typed', pieces({ rows: 3, columns }), {
    signal,
  });
  expect(made.columns.map((column) => column.sqlType)).toEqual([
    'DOUBLE',
    'BIGINT',
    'BOOLEAN',
    'DATE',
    'TIMESTAMP',
    'VARCHAR',
  ]);
  const back = await duckdb.main.query('FROM typed');
  expect(back.columns).toEqual({
    n: [-0, null, Infinity],
    i: ['9007199254740993', null, -5],
    b: [true, null, false],
    d: ['1969-12-31', null, '2024-02-29'],
    t: ['1969-12-31T23:59:59.999999', null, '2024-02-29T12:30:00.5'],
    'select "ü"': ['', null, 'grün\n😀'],
  });
});

test('pieces stand one behind the other', async () => {
  const piece = (from: number): RowsPiece => ({
    rows: 2,
    columns: [{ name: 'n', type: 'number', values: Float64Array.of(from, from + 1) }],
  });
  const made = await new TableStore().createRows(duckdb.main, 'many', pieces(piece(1), piece(3), piece(5)), {
    signal,
  });
  const back = await duckdb.main.query('FROM many');
  expect([made.rows, back.columns.n]).toEqual([6, [1, 2, 3, 4, 5, 6]]);
});

test('a stream that cannot be read fails, and the next one is read', async () => {
  const broken = pieces({ ipc: Uint8Array.of(255, 255, 255, 255, 8, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8) });
  await expect(new TableStore().createRows(duckdb.main, 'broken', broken, { signal })).rejects.toThrow();
  const whole = pieces({ rows: 1, columns: [{ name: 'n', type: 'number', values: Float64Array.of(7) }] });
  expect((await new TableStore().createRows(duckdb.main, 'whole', whole, { signal })).rows).toBe(1);
});

test('without a piece nothing is made', async () => {
  await expect(new TableStore().createRows(duckdb.main, 'none', pieces(), { signal })).rejects.toThrow(
    'no piece',
  );
});
