import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import type { ColumnData, RowsPiece } from '../../src/core/rows';
import { Connection } from '../duckdb/connection';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { EngineCore } from './engine';
import { TableStore } from './table-store';

const places = {
  kernelScript: new URL('../../build/headless/kernel-worker.js', import.meta.url),
  samples: new URL('../../public/samples/', import.meta.url),
};
const folder = mkdtempSync(join(tmpdir(), 'sluice-cancel-'));
const path = join(folder, 'tables.db');
const disk = () => ({
  path,
  open: () => Promise.resolve(),
  remove: () => {
    for (const one of [path, `${path}.wal`]) rmSync(one, { force: true });
    return Promise.resolve();
  },
});
const world = () => {
  const whole = nodeWorld(places);
  return { ...whole, duckdb: { ...whole.duckdb, disk } };
};
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

/** Cancels when the first checkpoint is asked for; the statements that were under way or waiting then, in the order of their ends. */
function cancelAtCheckpoint(controller: AbortController): string[] {
  const ends: string[] = [];
  const alone: Connection['alone'] = Reflect.get(Connection.prototype, 'alone');
  vi.spyOn(Connection.prototype, 'alone').mockImplementation(function (this: Connection, sql, options) {
    const work = alone.call(this, sql, options);
    queueMicrotask(() => controller.abort());
    void work.then(
      () => ends.push(`${sql} done`),
      () => ends.push(`${sql} left`),
    );
    return work;
  });
  return ends;
}

describe.each(['compressed', 'disk'] as const)(
  'a cancel while a table waits for its checkpoint, %s',
  (place) => {
    let duckdb: Duckdb;
    beforeAll(async () => {
      duckdb = await openDuckdb(world().duckdb);
      await duckdb.disk?.open();
    });
    afterAll(() => duckdb.terminate());

    const values = (count: number): ColumnData[] => [
      { name: 'n', type: 'number', values: Float64Array.from({ length: count }, (_, row) => row) },
    ];
    async function* pieces(given: string[]): AsyncGenerator<RowsPiece> {
      for (const name of ['first', 'second']) {
        given.push(name);
        await Promise.resolve();
        yield { rows: 1000, columns: values(1000) };
      }
    }

    test('takes the checkpoint out of the line, reads no further, and leaves no table', async () => {
      const controller = new AbortController();
      const ends = cancelAtCheckpoint(controller);
      const [tables, given] = [new TableStore(), [] as string[]];
      const table = tables.passingName();
      const how = { signal: controller.signal, place };
      await expect(tables.createRows(duckdb.main, table, pieces(given), how)).rejects.toMatchObject({
        failure: { code: 'cancelled' },
      });
      expect(given).toEqual(['first']);
      expect(ends).toEqual([`CHECKPOINT ${place} left`]);
      await tables.discard(duckdb.main, table);
      const { columns } = await duckdb.main.query('SELECT count(*)::DOUBLE AS n FROM duckdb_tables()');
      expect(columns.n).toEqual([0]);
      expect(tables.stored).toEqual([]);
    });
  },
);

test('a run that is cancelled in a checkpoint is answered before that ends, and leaves nothing behind', async () => {
  const engine = new EngineCore(world(), { diskAbove: 1e9, compressAbove: 0 });
  const controller = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const alone: Connection['alone'] = Reflect.get(Connection.prototype, 'alone');
  vi.spyOn(Connection.prototype, 'alone').mockImplementationOnce(async function (this: Connection, sql) {
    // As one that takes long: it hears nothing.
    controller.abort();
    await held;
    return alone.call(this, sql);
  });
  const onProgress = (): void => undefined;
  const load = (text: string) => ({
    plan: {
      nodes: [
        {
          step: 'load',
          version: 1,
          params: { source: { kind: 'embedded', name: 'a.csv', text } },
          inputs: {},
        },
      ],
      target: 0,
    },
    files: {},
  });
  const outcome = await engine.run(load('n\n1\n2\n'), { signal: controller.signal, onProgress });
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  release();
  const { signal } = new AbortController();
  const next = await engine.run(load('n\n1\n2\n3\n'), { signal, onProgress });
  expect(next).toMatchObject({ ok: true, value: { artifacts: { table: { rows: 3 } } } });
  expect(engine.status()).toMatchObject({ tables: 1, restarts: { duckdb: 0 } });
  expect(engine.status().storage?.tables).toHaveLength(1);
  expect(existsSync(path)).toBe(false);
  await engine.close();
});
