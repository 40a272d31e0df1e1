import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeWorld } from '../../headless/node-world';
import { FailureError } from '../../src/core/failure';
import type { Progress, RunRequest } from '../../src/engine/protocol';
import { diskFull } from '../duckdb/out-of-memory';
import { failureOfError } from '../duckdb/failure-of-error';
import type { DiskPlace } from '../duckdb/world';
import { EngineCore, type EngineOptions } from './engine';
import { LIMITS } from './limits';
import { roomFailure } from './room-failure';
import type { World } from './world';

const places = {
  kernelScript: new URL('../../build/headless/kernel-worker.js', import.meta.url),
  samples: new URL('../../public/samples/', import.meta.url),
};
const { signal } = new AbortController();
const onProgress = (): void => undefined;

/** A workbench of one embedded table of numbers, and what reads it. */
function loadOf(rows: number, ...then: readonly string[]): RunRequest {
  const text = `n,m\n${Array.from({ length: rows }, (_, row) => `${row},${(row * 7919) % 1_000_003}`).join('\n')}\n`;
  const params = { source: { kind: 'embedded', name: `t${rows}.csv`, text } };
  const load = { step: 'load', version: 1, params, inputs: {} };
  const next = then.map((sql, at) => ({
    step: 'sql',
    version: 1,
    params: { text: sql },
    inputs: { t: { node: at, slot: at === 0 ? 'table' : 'result' } },
  }));
  return { plan: { nodes: [load, ...next], target: next.length }, files: {} };
}

let folder = '';
let data = '';
let engine: EngineCore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-room-'));
  data = mkdtempSync(join(tmpdir(), 'sluice-room-data-'));
});
afterEach(async () => {
  await engine.close();
  for (const one of [folder, data]) rmSync(one, { recursive: true, force: true });
});

/** A disk in a folder of the test. */
function diskIn(place: Partial<DiskPlace> = {}): DiskPlace {
  const path = join(folder, 'tables.db');
  const remove = (): Promise<void> => {
    for (const one of [path, `${path}.wal`]) rmSync(one, { force: true });
    return Promise.resolve();
  };
  return { path, open: () => Promise.resolve(), remove, ...place };
}

function open(options: Partial<EngineOptions>, disk?: DiskPlace): EngineCore {
  const world = nodeWorld(places);
  const duckdb = { ...world.duckdb, ...(disk && { disk: () => disk }) };
  const estimate = { usage: 900e6, quota: 1e9 };
  const whole: World = { ...world, duckdb, storageEstimate: () => Promise.resolve(estimate) };
  return new EngineCore(whole, options);
}

const fileBytes = (): number => statSync(join(folder, 'tables.db'), { throwIfNoEntry: false })?.size ?? 0;
const placesOf = (): (string | undefined)[] =>
  engine.status().storage?.tables.map(({ place }) => place) ?? [];

describe('a table too large for memory', () => {
  test('is made on disk, says so, and what is made of it stands there too', async () => {
    engine = open({ diskAbove: 1000 }, diskIn());
    const loaded = await engine.run(loadOf(20_000), { signal, onProgress });
    expect(loaded).toMatchObject({ ok: true, value: { notices: [{ code: 'kept-on-disk' }] } });
    expect(placesOf()).toEqual(['disk']);
    const filtered = await engine.run(loadOf(20_000, 'SELECT * FROM t WHERE n < 10'), { signal, onProgress });
    expect(filtered).toMatchObject({ ok: true, value: { artifacts: { result: { rows: 10 } } } });
    expect(placesOf()).toEqual(['disk', 'disk']);
    expect(engine.status().storage?.diskBytes).toBeGreaterThan(0);
  });

  test('is compressed in memory where the browser gives no disk', async () => {
    const open_ = (): Promise<void> => Promise.reject(new DOMException('no', 'SecurityError'));
    engine = open({ diskAbove: 1000 }, diskIn({ open: open_ }));
    const loaded = await engine.run(loadOf(20_000), { signal, onProgress });
    expect(loaded).toMatchObject({ ok: true, value: { notices: [] } });
    expect(placesOf()).toEqual(['compressed']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('gives the disk back when it is freed, and is rebuilt on need under the same key', async () => {
    engine = open({ diskAbove: 1000 }, diskIn());
    const before = await engine.run(loadOf(20_000), { signal, onProgress });
    await engine.free('drop');
    expect(engine.status()).toMatchObject({
      tables: 0,
      storage: { memoryBytes: 0, diskBytes: 0, tables: [] },
    });
    expect(readdirSync(folder)).toEqual([]);
    const query = { kind: 'page', slot: 'table', offset: 0, limit: 1 } as const;
    const page = await engine.ask({ ...loadOf(20_000), query }, signal);
    const after = await engine.run(loadOf(20_000), { signal, onProgress });
    expect(page).toMatchObject({ ok: true, value: { columns: { n: [0] } } });
    expect(before.ok && after.ok && after.value.key === before.value.key).toBe(true);
    expect(engine.status().restarts.duckdb).toBe(0);
  });

  test('leaves no file behind when its run is cancelled', async () => {
    engine = open({ diskAbove: 1000 }, diskIn());
    const path = join(data, 'long.csv');
    const line = (row: number): string => `${row},${'y'.repeat(8)}${row * 31}`;
    writeFileSync(path, `n,text\n${Array.from({ length: 2_000_000 }, (_, row) => line(row)).join('\n')}\n`);
    const source = { kind: 'file', files: [{ name: 'long.csv' }] };
    const load = { step: 'load', version: 1, params: { source }, inputs: {} };
    const controller = new AbortController();
    let largest = 0;
    const cancelled = await engine.run(
      { plan: { nodes: [load], target: 0 }, files: { 'long.csv': { path } } },
      {
        signal: controller.signal,
        onProgress: ({ phase }) => {
          if (phase === 'reading') setTimeout(() => ((largest = fileBytes()), controller.abort()), 700);
        },
      },
    );
    expect(cancelled).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(largest).toBeGreaterThan(0);
    // A cancel is answered before all is tidied up, where that takes long.
    await expect.poll(() => readdirSync(folder), { timeout: 30_000 }).toEqual([]);
    const nothing = { tables: 0, storage: { diskBytes: 0, tables: [] } };
    await expect.poll(() => engine.status(), { timeout: 30_000 }).toMatchObject(nothing);
  });

  test('leaves the tables beside it as they were when its run is cancelled', async () => {
    engine = open({ diskAbove: 1000 }, diskIn());
    await engine.run(loadOf(1000), { signal, onProgress });
    const standing = engine.status().storage?.tables;
    const controller = new AbortController();
    const sql = 'SELECT a.n AS n, hash(a.m, b.m)::VARCHAR AS h FROM t a, t b, t c';
    const cancelled = await engine.run(loadOf(1000, sql), {
      signal: controller.signal,
      onProgress: ({ phase }: Progress) =>
        phase === 'running the query' && void setTimeout(() => controller.abort(), 1500),
    });
    expect(cancelled).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(engine.status().storage?.tables).toEqual(standing);
    const query = { kind: 'page', slot: 'table', offset: 999, limit: 1 } as const;
    const page = await engine.ask({ ...loadOf(1000), query }, signal);
    expect(page).toMatchObject({ ok: true, value: { columns: { n: [999] } } });
  });

  test('goes with the database when that dies, and is built again', async () => {
    engine = open({ diskAbove: 1000 }, diskIn());
    await engine.run(loadOf(20_000), { signal, onProgress });
    engine.kill('duckdb');
    const query = { kind: 'page', slot: 'table', offset: 0, limit: 1 } as const;
    await expect.poll(() => existsSync(join(folder, 'tables.db'))).toBe(false);
    const page = await engine.ask({ ...loadOf(20_000), query }, signal);
    expect(page).toMatchObject({ ok: true, value: { columns: { n: [0] } } });
  });
});

describe('when memory runs out', () => {
  const LITTLE = { memoryLimit: 40e6 };
  const MUCH = 'SELECT a.n + b.n * 1000 AS n, hash(a.m, b.n) AS h FROM t a, t b';

  test('the failure tells the numbers and what to do, and the rest goes on', async () => {
    engine = open(LITTLE);
    const first = await engine.run(loadOf(3000), { signal, onProgress });
    expect(first.ok).toBe(true);
    const failed = await engine.run(loadOf(3000, MUCH), { signal, onProgress });
    expect(failed).toMatchObject({ ok: false, failure: { code: 'out-of-memory' } });
    const { message, hint } = failed.ok ? { message: '', hint: '' } : failed.failure;
    expect(message).toMatch(
      /more did not fit; [\d.]+ MB of 39.95 MB were in use; tables of other cells hold [\d.]+ k?B/,
    );
    expect(hint).toContain('fewer columns');
    expect(hint).toContain('no room on disk here');
    const again = await engine.run(loadOf(3001), { signal, onProgress });
    expect(again.ok).toBe(true);
    expect(engine.status().restarts.duckdb).toBe(0);
  });

  test('the run is tried again on disk where there is one', async () => {
    engine = open(LITTLE, diskIn());
    const done = await engine.run(loadOf(3000, MUCH), { signal, onProgress });
    expect(done).toMatchObject({ ok: true, value: { artifacts: { result: { rows: 9_000_000 } } } });
    expect(placesOf()).toContain('disk');
  });
});

describe('a disk that is full', () => {
  test('is a failure that says what stands there and what to free', async () => {
    engine = open({});
    const refused = Object.assign(new Error('No space available for this operation'), {
      name: 'QuotaExceededError',
    });
    const found = failureOfError(refused, 'CREATE TABLE');
    expect(found.code).toBe('disk-full');
    const told = await roomFailure(new FailureError(found), {
      limits: LIMITS,
      disk: null,
      tables: [
        { table: 'a', place: 'disk', bytes: 600e6 },
        { table: 'b', place: 'plain', bytes: 5e6 },
      ],
      estimate: () => Promise.resolve({ usage: 900e6, quota: 1e9 }),
    });
    expect(told instanceof FailureError && told.failure.message).toBe(
      'This device’s disk has no more room for the tables of this cell. Tables hold 600 MB of it. The browser counts 900 MB for this site, of 1 GB it may have.',
    );
    expect(told instanceof FailureError && told.failure.hint).toContain('Free the tables');
  });

  test('is told without the browser’s count where it gives none', () => {
    expect(diskFull({}, 1e6, {}).message).toMatch(/Tables hold 1 MB of it\.$/);
  });
});
