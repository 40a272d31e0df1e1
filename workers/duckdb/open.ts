import * as duckdb from '@duckdb/duckdb-wasm';
import { FailureError, makeFailure } from '../../src/core/failure';
import { Lifeline } from '../../src/core/lifeline';
import { Connection } from './connection';
import { Disk } from './disk';
import { lockEngine, type LockOptions } from './lock';
import { registerBytes } from './register';
import type { DiskPlace, DuckdbWorld } from './world';

/**
 * An open, locked database with three connections: `main` for runs, `aside` for pages and questions beside them, `patient`
 * for long questions that give way to both.
 */
export interface Duckdb {
  readonly main: Connection;
  readonly aside: Connection;
  readonly patient: Connection;
  readonly version: string;
  /** Where large tables go; null in a world without one. */
  readonly disk: Disk | null;
  /** Settles when the worker has ended, for whatever reason. */
  readonly died: Promise<void>;
  /** Where what is read of a file about to be registered will arrive; undefined where the world has no such thing. */
  tap(path: string): MessagePort | undefined;
  /** Makes a file readable under `import/`; the path must be new. */
  register(path: string, handle: unknown): Promise<void>;
  /** Makes a short text readable under `import/`. */
  registerText(path: string, text: string): Promise<void>;
  unregister(path: string): Promise<void>;
  /** Ends the worker. What was pending rejects with `duckdb-worker-died`. */
  terminate(): void;
}

/** Starts DuckDB-WASM in its worker, opens the connections and locks the engine. Takes 1 to 2 s. */
export async function openDuckdb(
  world: DuckdbWorld,
  limits: Pick<LockOptions, 'memoryLimit'> = {},
): Promise<Duckdb> {
  const { handle: worker, died } = await world.startWorker();
  const alive = new Lifeline(() => new FailureError(makeFailure('duckdb-worker-died')));
  void died.then(() => alive.end());
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  const terminate = (): void => worker.terminate();
  try {
    const place = world.disk?.();
    const lock = { ...limits, diskPath: place?.path };
    const { raw, version } = await alive.guard(open(db, world, lock));
    const [main, aside, patient] = raw.map(
      (one) => new Connection(one, alive, terminate, () => db.connect()),
    );
    if (main === undefined || aside === undefined || patient === undefined) {
      throw new Error('Every connection is needed.');
    }
    main.standBeside([patient, aside]);
    const disk = diskOf(db, main, place);
    void died.then(() => disk?.bury());
    worker.addEventListener('message', (event) => reportProgress(event.data, main));
    return {
      main,
      aside,
      patient,
      version,
      disk,
      died,
      terminate,
      tap: (path) => world.tap?.(path),
      register: (path, handle) => alive.guard(world.register(db, path, handle)),
      registerText: (path, text) => alive.guard(registerBytes(db, path, new TextEncoder().encode(text))),
      unregister: async (path) => void (await alive.guard(db.dropFile(path))),
    };
  } catch (error) {
    terminate();
    throw error;
  }
}

async function open(
  db: duckdb.AsyncDuckDB,
  world: DuckdbWorld,
  lock: LockOptions,
): Promise<{ raw: duckdb.AsyncDuckDBConnection[]; version: string }> {
  await db.instantiate(await world.wasmUrl());
  await db.open({ query: { queryPollingInterval: 50 } });
  const raw = [await db.connect(), await db.connect(), await db.connect()];
  const version = await db.getVersion();
  await lockEngine(raw, lock);
  return { raw, version };
}

function diskOf(db: duckdb.AsyncDuckDB, main: Connection, place: DiskPlace | undefined): Disk | null {
  return place === undefined ? null : new Disk(db, main, place);
}

/** Progress messages name no connection: only `main` runs statements that bear progress. */
function reportProgress(message: unknown, main: Connection): void {
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type !== 'PROGRESS_UPDATE' || !('data' in message)) return;
  const data = message.data as { readonly percentage?: unknown };
  if (typeof data.percentage !== 'number') return;
  const share = data.percentage > 1 ? data.percentage / 100 : data.percentage;
  if (share >= 0 && share <= 1) main.reportProgress(share);
}
