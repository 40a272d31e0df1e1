import type { TableArtifact } from '../../src/core/artifact';
import { fail, succeed, type Outcome } from '../../src/core/outcome';
import { failWith, FailureError, makeFailure, type Failure } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import {
  PROTOCOL_VERSION,
  type AskRequest,
  type EngineStatus,
  type Mortal,
  type Progress,
  type RunRequest,
  type StepResult,
} from '../../src/engine/protocol';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { answer } from './answers';
import { guardEngine } from './guard';
import { KernelPool } from './kernel-pool';
import { Lane } from './lane';
import { failureOfThrown, NotCachedError, runPlan, type PlanMode } from './plan-runner';
import { ResultCache } from './result-cache';
import { Sources } from './sources';
import { memoryBytes, TableStore } from './table-store';
import type { World } from './world';

/** Settings of an engine; tests make the budget small. */
export interface EngineOptions {
  /** Bytes of tables kept before the least recently used are compressed, and then dropped. */
  readonly memoryBudget: number;
  readonly cachedResults: number;
}

/** A wasm heap ends at 4 GiB and DuckDB at 3.1 GiB; a run needs room beside the tables that are kept. */
const DEFAULTS: EngineOptions = { memoryBudget: 1.5 * 1024 ** 3, cachedResults: 500 };

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
  readonly #options: EngineOptions;
  readonly #kernels: KernelPool;
  readonly #sources: Sources;
  readonly #tables = new TableStore();
  readonly #results: ResultCache;
  readonly #lane = new Lane();
  #duckdb: Promise<Duckdb> | undefined;
  #guarded = false;
  #memory = 0;
  #version = '';
  #restarts = 0;

  constructor(world: World, options: Partial<EngineOptions> = {}) {
    this.#world = world;
    this.#options = { ...DEFAULTS, ...options };
    this.#kernels = new KernelPool(world);
    this.#sources = new Sources(world, this.#kernels);
    this.#results = new ResultCache(this.#options.cachedResults);
  }

  /** Opens the database and puts it through the start-up test. Safe to call again. */
  async boot(): Promise<Outcome<EngineStatus>> {
    try {
      await this.#open();
      return succeed(this.status());
    } catch (error) {
      return fail(bootFailure(error));
    }
  }

  /** Runs a plan's target, and of what it needs only what is not cached. */
  async run(request: RunRequest, hooks: RunHooks): Promise<Outcome<StepResult>> {
    return this.#outcome(() => this.#lane.enter(() => this.#run(request, hooks, 'result'), hooks.signal));
  }

  /** Answers a question about a plan's tables; where they were dropped, they are rebuilt first. */
  async ask(request: AskRequest, signal: AbortSignal): Promise<Outcome<Frame>> {
    const unpin: (() => void)[] = [];
    const answered = await this.#outcome(async () => {
      const tables = await this.#tablesFor(request, { signal, onProgress: () => undefined }, unpin);
      return answer(await this.#open(), request.query, tables, signal);
    });
    for (const release of unpin) release();
    return answered;
  }

  status(): EngineStatus {
    return {
      protocol: PROTOCOL_VERSION,
      duckdb: this.#version,
      tables: this.#tables.size,
      memoryBytes: this.#memory,
      restarts: { duckdb: this.#restarts, kernel: this.#kernels.restarts },
      foreignRequests: this.#world.foreignRequests(),
    };
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
      const duckdb = await openDuckdb(this.#world.duckdb);
      void duckdb.died.then(() => this.#bury());
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
  #bury(): void {
    this.#duckdb = undefined;
    this.#restarts += 1;
    this.#tables.clear();
  }

  async #run(request: RunRequest, hooks: RunHooks, mode: PlanMode): Promise<StepResult> {
    const attempt = async (thrift: boolean): Promise<StepResult> => {
      const duckdb = await this.#open();
      const parts = { ...this.#parts(duckdb), files: request.files, ...hooks, thrift };
      return runPlan(request.plan, parts, mode);
    };
    const since = this.#tables.now;
    const result = await attempt(false).catch(async (error: unknown) => {
      if (!(error instanceof FailureError) || error.failure.code !== 'out-of-memory') throw error;
      await this.#relieve((main) => this.#tables.drop(main, 0, since));
      return attempt(true);
    });
    await this.#relieve((main) => this.#tables.shrink(main, this.#options.memoryBudget, since));
    return result;
  }

  #parts(duckdb: Duckdb) {
    return {
      duckdb,
      kernels: this.#kernels,
      sources: this.#sources,
      tables: this.#tables,
      results: this.#results,
    };
  }

  /** Makes room among the tables that the present run did not use. */
  async #relieve(relieve: (main: Duckdb['main']) => Promise<void>): Promise<void> {
    try {
      const { main } = await this.#open();
      await relieve(main);
      this.#memory = await memoryBytes(main);
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

function bootFailure(error: unknown): Failure {
  if (error instanceof FailureError && error.failure.code === 'engine-guard-failed') return error.failure;
  return makeFailure('engine-start-failed', {}, { detail: failureOfThrown(error).detail ?? String(error) });
}
