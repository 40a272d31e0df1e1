import type { TableArtifact } from '../../src/core/artifact';
import { fail, succeed, type Outcome } from '../../src/core/outcome';
import { failWith, FailureError, makeFailure, type Failure } from '../../src/core/failure';
import type { Frame } from '../../src/core/frame';
import type { FirstLook } from '../../src/core/run-context';
import {
  PROTOCOL_VERSION,
  type AskRequest,
  type EngineLimits,
  type EngineStatus,
  type Freeing,
  type Mortal,
  type Progress,
  type RunRequest,
  type StepResult,
} from '../../src/engine/protocol';
import type { Duckdb } from '../duckdb/open';
import { answer } from './answers';
import { KernelPool } from './kernel-pool';
import { Lane } from './lane';
import { LIMITS } from './limits';
import { LivingDatabase } from './living-database';
import { madeFiles } from './made-files';
import { failureOfThrown, NotCachedError, runPlan, type PlanMode } from './plan-runner';
import { Remembered } from './remembered';
import { ResultCache } from './result-cache';
import { Room } from './room';
import { isWantOfRoom } from './room-failure';
import { Sources } from './sources';
import { TableStore } from './table-store';
import { warmUpPlan } from './warm-up';
import type { World } from './world';

/** Settings of an engine; tests make the bounds small. */
export interface EngineOptions extends EngineLimits {
  readonly cachedResults: number;
}

const CACHED_RESULTS = 500;

/** How a run is watched and withdrawn. */
export interface RunHooks {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** Hears a first look at the target, where the request says that somebody watches. */
  readonly onFirstLook?: ((look: FirstLook) => void) | undefined;
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
  readonly #remembered = new Remembered();
  readonly #lane = new Lane();
  readonly #warming = new AbortController();
  readonly #database: LivingDatabase;
  readonly #room: Room;

  constructor(world: World, options: Partial<EngineOptions> = {}) {
    this.#world = world;
    const { cachedResults = CACHED_RESULTS, ...limits } = options;
    this.#limits = { ...LIMITS, ...limits };
    this.#kernels = new KernelPool(world);
    this.#sources = new Sources(world, this.#kernels);
    this.#results = new ResultCache(cachedResults);
    this.#database = new LivingDatabase({
      world,
      memoryLimit: () => this.#limits.memoryLimit,
      onEnd: () => {
        this.#tables.clear();
        this.#room.forget();
      },
    });
    const [database, tables] = [this.#database, this.#tables];
    this.#room = new Room({ world, database, tables, limits: () => this.#limits });
  }

  /** Opens the database and puts it through the start-up test. Safe to call again; bounds given then are of the next database. */
  async boot(limits: Partial<EngineLimits> = {}): Promise<Outcome<EngineStatus>> {
    this.#limits = { ...this.#limits, ...limits };
    try {
      await this.#database.open();
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
      const duckdb = await this.#database.open();
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
      const duckdb = await this.#database.open();
      const { query } = request;
      if (query.kind === 'made-files') {
        return madeFiles(
          { ...this.#parts(duckdb), files: request.files, signal },
          request.plan,
          query,
          tables,
        );
      }
      return answer(duckdb, query, tables, signal, this.#kernels);
    });
    for (const release of unpin) release();
    return answered;
  }

  status(): EngineStatus {
    return {
      protocol: PROTOCOL_VERSION,
      duckdb: this.#database.version,
      tables: this.#tables.size,
      memoryBytes: this.#room.storage.memoryBytes,
      storage: this.#room.storage,
      restarts: { duckdb: this.#database.restarts, kernel: this.#kernels.restarts },
      foreignRequests: this.#world.foreignRequests(),
    };
  }

  /**
   * Makes room, after the runs that wait. `drop` ends the database, since the memory of a wasm module never shrinks; the next
   * run or question opens another (1 to 2 s) and rebuilds what it needs.
   */
  async free(how: Freeing): Promise<void> {
    const { signal } = new AbortController();
    this.#remembered.clear();
    await this.#lane.enter(() => (how === 'drop' ? this.#database.renew() : this.#room.compress()), signal);
  }

  /** Ends a worker as a crash would. */
  kill(worker: Mortal): void {
    if (worker === 'kernel') this.#kernels.kill();
    else this.#database.kill();
  }

  /** Ends all workers. */
  async close(): Promise<void> {
    this.#kernels.close();
    await this.#database.close();
  }

  async #outcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return succeed(await work());
    } catch (error) {
      return fail(failureOfThrown(error));
    }
  }

  async #run(request: RunRequest, hooks: RunHooks, mode: PlanMode): Promise<StepResult> {
    const attempt = async (thrift: boolean): Promise<StepResult> => {
      const duckdb = await this.#database.open();
      const onFirstLook = request.isWatched === true ? hooks.onFirstLook : undefined;
      const parts = { ...this.#parts(duckdb), files: request.files, ...hooks, onFirstLook, thrift };
      return runPlan(request.plan, parts, mode);
    };
    const since = this.#tables.now;
    const again = async (error: unknown): Promise<StepResult> => {
      if (!isWantOfRoom(error)) throw error;
      this.#remembered.clear();
      const isDisk = error.failure.code === 'disk-full';
      const dropped = await this.#room.make(isDisk, since);
      if (isDisk && dropped === 0) throw error;
      return attempt(!isDisk);
    };
    const result = await attempt(false)
      .catch(again)
      .catch(async (error: unknown) => {
        const told = await this.#room.failureOf(error);
        // What the run has made is dropped already: its room is given back.
        await this.#room.giveBack();
        throw told;
      });
    await this.#room.shrink(since);
    return result;
  }

  #parts(duckdb: Duckdb) {
    return {
      duckdb,
      kernels: this.#kernels,
      sources: this.#sources,
      tables: this.#tables,
      results: this.#results,
      remembered: this.#remembered,
      limits: this.#limits,
    };
  }

  /** A result whose tables stand: at once where nothing was dropped, else in line with the runs. */
  async #withTables(request: RunRequest, hooks: RunHooks): Promise<StepResult> {
    try {
      const duckdb = await this.#database.open();
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
    const slots =
      query.kind === 'select' ? [] : [query.slot, ...(query.kind === 'made-files' ? query.beside : [])];
    const refs =
      query.kind === 'select'
        ? query.tables
        : Object.fromEntries(slots.map((slot) => [slot, { node: plan.target, slot }]));
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
