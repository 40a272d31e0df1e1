import type { TableArtifact } from '../../src/core/artifact';
import { fail, succeed, type Outcome } from '../../src/core/outcome';
import { failWith, FailureError, makeFailure, type Failure } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import {
  PROTOCOL_VERSION,
  type AskRequest,
  type EngineLimits,
  type EngineStatus,
  type EngineStorage,
  type Freeing,
  type Mortal,
  type Progress,
  type RunRequest,
  type StoredTable,
  type StepResult,
} from '../../src/engine/protocol';
import type { Disk } from '../duckdb/disk';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { answer } from './answers';
import { guardEngine } from './guard';
import { KernelPool } from './kernel-pool';
import { Lane } from './lane';
import { LIMITS } from './limits';
import { failureOfThrown, NotCachedError, runPlan, type PlanMode } from './plan-runner';
import { ResultCache } from './result-cache';
import { isWantOfRoom, roomFailure } from './room-failure';
import { Sources } from './sources';
import { memoryBytes, TableStore } from './table-store';
import { warmUpPlan } from './warm-up';
import type { World } from './world';

/** Settings of an engine; tests make the bounds small. */
export interface EngineOptions extends EngineLimits {
  readonly cachedResults: number;
}

const CACHED_RESULTS = 500;

const NOTHING_STORED: EngineStorage = { memoryBytes: 0, diskBytes: 0, tables: [] };

/** How a run is watched and withdrawn. */
export interface RunHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * The engine: runs plans one after the other on one database, answers questions beside them, and survives the death of
 * its workers. It names no world; `openEngineCore` gives it one.
 */
export class EngineCore {
  readonly #world: World;
  #limits: EngineLimits;
  readonly #kernels: KernelPool;
  readonly #sources: Sources;
  readonly #tables = new TableStore();
  readonly #results: ResultCache;
  readonly #lane = new Lane();
  readonly #warming = new AbortController();
  #duckdb: Promise<Duckdb> | undefined;
  #guarded = false;
  #storage: EngineStorage = NOTHING_STORED;
  #version = '';
  #restarts = 0;
  /** Databases that have ended, so that each is buried once. */
  readonly #ended = new WeakSet<Duckdb>();
  /** The database's own limit is left as it is where nobody asks for another. */
  get #memoryLimit(): { readonly memoryLimit?: number } {
    const { memoryLimit } = this.#limits;
    return memoryLimit === LIMITS.memoryLimit ? {} : { memoryLimit };
  }

  constructor(world: World, options: Partial<EngineOptions> = {}) {
    this.#world = world;
    const { cachedResults = CACHED_RESULTS, ...limits } = options;
    this.#limits = { ...LIMITS, ...limits };
    this.#kernels = new KernelPool(world);
    this.#sources = new Sources(world, this.#kernels);
    this.#results = new ResultCache(cachedResults);
  }

  /** Opens the database and puts it through the start-up test. Safe to call again; bounds given then are of the next database. */
  async boot(limits: Partial<EngineLimits> = {}): Promise<Outcome<EngineStatus>> {
    this.#limits = { ...this.#limits, ...limits };
    try {
      await this.#open();
      return succeed(this.status());
    } catch (error) {
      return fail(bootFailure(error));
    }
  }

  /**
   * Lets the database run through a load and a profile of a small table, and leaves nothing of it behind. Gives way to the first
   * run at once, and does nothing after it. Never fails: what is wrong shows in a run that somebody asked for.
   */
  async warmUp(): Promise<void> {
    const { signal } = this.#warming;
    const results = new ResultCache(2);
    const hooks = { signal, onProgress: () => undefined };
    const work = async (): Promise<void> => {
      const duckdb = await this.#open();
      const parts = { ...this.#parts(duckdb), results, files: {}, ...hooks, thrift: false };
      const since = this.#tables.now;
      await runPlan(warmUpPlan(), parts, 'result').catch(() => undefined);
      await this.#tables.dropSince(duckdb.main, since);
    };
    await this.#lane.enter(work, signal).catch(() => undefined);
  }

  /** Runs a plan's target, and of what it needs only what is not cached. */
  async run(request: RunRequest, hooks: RunHooks): Promise<Outcome<StepResult>> {
    this.#warming.abort();
    return this.#outcome(() => this.#lane.enter(() => this.#run(request, hooks, 'result'), hooks.signal));
  }

  /** Answers a question about a plan's tables; where they were dropped, they are rebuilt first. */
  async ask(request: AskRequest, signal: AbortSignal): Promise<Outcome<Frame>> {
    const unpin: (() => void)[] = [];
    const answered = await this.#outcome(async () => {
      const tables = await this.#tablesFor(request, { signal, onProgress: () => undefined }, unpin);
      return answer(await this.#open(), request.query, tables, signal, this.#kernels);
    });
    for (const release of unpin) release();
    return answered;
  }

  status(): EngineStatus {
    return {
      protocol: PROTOCOL_VERSION,
      duckdb: this.#version,
      tables: this.#tables.size,
      memoryBytes: this.#storage.memoryBytes,
      storage: this.#storage,
      restarts: { duckdb: this.#restarts, kernel: this.#kernels.restarts },
      foreignRequests: this.#world.foreignRequests(),
    };
  }

  /**
   * Makes room, after the runs that wait. `drop` ends the database, since the memory of a wasm module never shrinks; the next
   * run or question opens another (1 to 2 s) and rebuilds what it needs.
   */
  async free(how: Freeing): Promise<void> {
    const { signal } = new AbortController();
    await this.#lane.enter(() => (how === 'drop' ? this.#renew() : this.#compress()), signal);
  }

  /** Ends a worker as a crash would. */
  kill(worker: Mortal): void {
    if (worker === 'kernel') this.#kernels.kill();
    else void this.#duckdb?.then((duckdb) => duckdb.terminate()).catch(() => undefined);
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    this.#kernels.close();
    const duckdb = await this.#duckdb?.catch(() => undefined);
    duckdb?.terminate();
    await duckdb?.disk?.bury();
  }

  async #outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return succeed(await work());
    } catch (error) {
      return fail(failureOfThrown(error));
    }
  }

  #open(): Promise<Duckdb> {
    this.#duckdb ??= this.#start();
    return this.#duckdb;
  }

  async #start(): Promise<Duckdb> {
    try {
      const duckdb = await openDuckdb(this.#world.duckdb, this.#memoryLimit);
      void duckdb.died.then(() => this.#bury(duckdb));
      this.#version = duckdb.version;
      await this.#guard(duckdb);
      return duckdb;
    } catch (error) {
      this.#duckdb = undefined;
      throw error;
    }
  }

  /** Puts the first database through the start-up test; one that does not pass is ended. */
  async #guard(duckdb: Duckdb): Promise<void> {
    if (this.#guarded) return;
    try {
      await guardEngine(duckdb);
      this.#guarded = true;
    } catch (error) {
      duckdb.terminate();
      throw error;
    }
  }

  /** The database is gone with its tables; the next run opens another and rebuilds what it needs. */
  #bury(duckdb: Duckdb): void {
    if (this.#ended.has(duckdb)) return;
    this.#ended.add(duckdb);
    this.#restarts += 1;
    this.#forgetTables();
  }

  async #renew(): Promise<void> {
    const duckdb = await this.#duckdb?.catch(() => undefined);
    if (duckdb === undefined) return;
    // It is ended on purpose, which is no restart to be counted.
    this.#ended.add(duckdb);
    this.#forgetTables();
    duckdb.terminate();
    await duckdb.disk?.bury();
  }

  #forgetTables(): void {
    this.#duckdb = undefined;
    this.#tables.clear();
    this.#storage = NOTHING_STORED;
  }

  #compress(): Promise<void> {
    return this.#relieve((main) => this.#tables.compress(main, this.#tables.now));
  }

  async #run(request: RunRequest, hooks: RunHooks, mode: PlanMode): Promise<StepResult> {
    const attempt = async (thrift: boolean): Promise<StepResult> => {
      const duckdb = await this.#open();
      const parts = { ...this.#parts(duckdb), files: request.files, ...hooks, thrift };
      return runPlan(request.plan, parts, mode);
    };
    const since = this.#tables.now;
    const again = async (error: unknown): Promise<StepResult> => {
      if (!isWantOfRoom(error)) throw error;
      const isDisk = error.failure.code === 'disk-full';
      const dropped = await this.#makeRoom(isDisk, since);
      if (isDisk && dropped === 0) throw error;
      return attempt(!isDisk);
    };
    const result = await attempt(false)
      .catch(again)
      .catch(async (error: unknown) => {
        const told = await this.#roomFailure(error);
        // What the run has made is dropped already: its room is given back.
        await this.#relieve(() => Promise.resolve());
        throw told;
      });
    await this.#relieve((main) => this.#tables.shrink(main, this.#limits.memoryBudget, since));
    return result;
  }

  /** Drops what the present run did not use, from disk or from memory; resolves to the number of tables dropped. */
  async #makeRoom(isDisk: boolean, since: number): Promise<number> {
    const before = this.#tables.size;
    await this.#relieve(async (main) => {
      if (isDisk) await this.#tables.dropFromDisk(main, since);
      else await this.#tables.drop(main, 0, since);
    });
    return before - this.#tables.size;
  }

  async #roomFailure(error: unknown): Promise<unknown> {
    const disk = (await this.#duckdb?.catch(() => undefined))?.disk ?? null;
    const estimate = (): Promise<StorageEstimate> => this.#world.storageEstimate();
    return roomFailure(error, { limits: this.#limits, disk, tables: this.#tables.stored, estimate });
  }

  #parts(duckdb: Duckdb) {
    return {
      duckdb,
      kernels: this.#kernels,
      sources: this.#sources,
      tables: this.#tables,
      results: this.#results,
      limits: this.#limits,
    };
  }

  /** Makes room among the tables that the present run did not use. */
  async #relieve(relieve: (main: Duckdb['main']) => Promise<void>): Promise<void> {
    try {
      const { main, disk } = await this.#open();
      await relieve(main);
      const { stored } = this.#tables;
      const diskBytes = await trimDisk(disk, stored);
      this.#storage = { memoryBytes: await memoryBytes(main), diskBytes, tables: stored };
    } catch (error) {
      // The result stands; a database that died meanwhile is opened anew by the next run.
      if (!(error instanceof FailureError)) throw error;
    }
  }

  /** A result whose tables stand: at once where nothing was dropped, else in line with the runs. */
  async #withTables(request: RunRequest, hooks: RunHooks): Promise<StepResult> {
    try {
      const duckdb = await this.#open();
      return await runPlan(
        request.plan,
        { ...this.#parts(duckdb), files: request.files, ...hooks, thrift: false },
        'cached',
      );
    } catch (error) {
      if (!(error instanceof NotCachedError)) throw error;
      return this.#lane.enter(() => this.#run(request, hooks, 'tables'), hooks.signal);
    }
  }

  /** The tables a question is about, by the name the question uses; pinned until it is answered. */
  async #tablesFor(
    { plan, files, query }: AskRequest,
    hooks: RunHooks,
    unpin: (() => void)[],
  ): Promise<Map<string, TableArtifact>> {
    const refs =
      query.kind === 'select' ? query.tables : { [query.slot]: { node: plan.target, slot: query.slot } };
    const tables = new Map<string, TableArtifact>();
    for (const [name, ref] of Object.entries(refs)) {
      const result = await this.#withTables({ plan: { ...plan, target: ref.node }, files }, hooks);
      const artifact = result.artifacts[ref.slot];
      if (artifact?.kind !== 'table') return failWith('table-gone');
      unpin.push(this.#tables.pin(artifact.table));
      tables.set(name, artifact);
    }
    return tables;
  }
}

/** Gives back what the disk does not need any more: all of it where no table stands there. Resolves to the bytes it still takes. */
async function trimDisk(disk: Disk | null, stored: readonly StoredTable[]): Promise<number> {
  if (disk === null || !disk.isOpen) return 0;
  const isWritten = await disk.giveBack();
  if (isWritten && !stored.some(({ place }) => place === 'disk')) await disk.close();
  return (await disk.bytes()).file;
}

function bootFailure(error: unknown): Failure {
  if (error instanceof FailureError && error.failure.code === 'engine-guard-failed') return error.failure;
  return makeFailure('engine-start-failed', {}, { detail: failureOfThrown(error).detail ?? String(error) });
}
