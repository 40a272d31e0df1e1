import type { Amount } from '../core/amount';
import type { Artifact, Traits } from '../core/artifact';
import type { Notice } from '../core/contract';
import type { Failure } from '../core/failure';
import type { Frame } from '../core/frame';
import type { Outcome } from '../core/outcome';
import type { Plan, PlanRef } from '../core/plan';
import type { FirstLook } from '../core/run-context';
import type { SourceFingerprint } from '../core/source';
import type { ViewQuery } from '../core/view';
import type { BytesPart } from './result-bytes';

export type { Plan, PlanRef } from '../core/plan';

/** The version of this contract; both sides state theirs at boot and must agree. */
export const PROTOCOL_VERSION = 1;

/**
 * The files at hand, by source file name. In the browser a `File` (cloned by reference, never read into memory), in Node
 * `{ path }`. The engine hands them to the world's opener and looks no further.
 */
export type FileHandles = Readonly<Record<string, unknown>>;

/** A question about a table that does not make a new one. */
export type TableQuery =
  | ViewQuery
  /** One SELECT in which `tables` (names as written in the SQL) stand for the given output slots of the plan's nodes. At most `limit` rows come back. */
  | {
      readonly kind: 'select';
      readonly sql: string;
      readonly tables: Readonly<Record<string, PlanRef>>;
      readonly limit: number;
    };

/** What to run, and the files that its sources need. */
export interface RunRequest {
  readonly plan: Plan;
  readonly files: FileHandles;
  /** True where somebody watches: the target may show a first look at a sample before its result. */
  readonly isWatched?: boolean;
}

/** A question about tables of a plan. */
export interface AskRequest extends RunRequest {
  readonly query: TableQuery;
}

/** What came out of a step. */
export interface StepResult {
  /** Content key of the run; equal keys mean equal results. */
  readonly key: string;
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notices: readonly Notice[];
  /** Where it was made from a sample: what was drawn of how many rows. Left out where its inputs are exact. */
  readonly sampled?: NonNullable<Traits['sampled']> | undefined;
  /** The warnings that were overruled on the way to it, or for it, by code, sorted. Left out where there are none. */
  readonly overruled?: readonly string[] | undefined;
  /** What was read from outside, for the document to record. */
  readonly sources: readonly SourceFingerprint[];
  /** The statements that were run, in order, for "how was this computed". */
  readonly sql: readonly string[];
  readonly milliseconds: number;
  /** True when nothing had to be computed. */
  readonly cached: boolean;
}

/** How far a run is. `node` is the plan's node being computed, which may be one that the target needs. */
export interface Progress {
  readonly node: number;
  readonly phase: string;
  /** 0 to 1, where it is known. */
  readonly fraction?: number | undefined;
  /** Of how much, where that is known. */
  readonly amount?: Amount | undefined;
}

/** What travels over the port of a run or a question: any number of `progress`, `first-look` and `bytes`, then exactly one of the others. */
export type PortEvent<Result> =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'first-look'; readonly look: FirstLook }
  | BytesPart
  | { readonly type: 'done'; readonly result: Result }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'cancelled' };

/** What travels the other way. */
export interface PortCommand {
  readonly type: 'cancel';
}

/** Where a table stands: in memory as it is, in memory compressed, or on the device's disk while the tab is open. */
export type TablePlace = 'plain' | 'compressed' | 'disk';

/** A table that stands in the engine. `bytes` is what it was measured to take when it was made or moved. */
export interface StoredTable {
  /** Its physical name, as in `TableArtifact`. */
  readonly table: string;
  readonly place: TablePlace;
  readonly bytes: number;
}

/** What the engine's tables take. */
export interface EngineStorage {
  readonly memoryBytes: number;
  /** Bytes of the file on disk; 0 where there is none. */
  readonly diskBytes: number;
  readonly tables: readonly StoredTable[];
}

/** Bounds of an engine; left out, those of `workers/engine/limits.ts`. Tests make them small. */
export interface EngineLimits {
  /** Bytes of tables in memory above which the least recently used are compressed, and then dropped. */
  readonly memoryBudget: number;
  /** Most bytes the database may hold at any time. */
  readonly memoryLimit: number;
  /** Bytes of a source above which its table is made compressed. */
  readonly compressAbove: number;
  /** Bytes of a source above which its table is made on disk. */
  readonly diskAbove: number;
}

/** How room is made: by compressing what stands in memory, or by dropping every table; they are rebuilt on need. */
export type Freeing = 'compress' | 'drop';

/** What the engine says about itself. */
export interface EngineStatus {
  readonly protocol: number;
  readonly duckdb: string;
  readonly tables: number;
  readonly memoryBytes: number;
  readonly storage?: EngineStorage | undefined;
  readonly restarts: { readonly duckdb: number; readonly kernel: number };
  /** Requests that this side saw leave for another origin. Measured, never written. */
  readonly foreignRequests: number;
}

/** Workers that a test may end without warning, to prove that the engine recovers. */
export type Mortal = 'duckdb' | 'kernel';

/** The engine as the other side of a worker sees it (through Comlink). Each run and each question has its own port. */
export interface EngineService {
  boot(limits?: Partial<EngineLimits>): Promise<Outcome<EngineStatus>>;
  run(request: RunRequest, port: MessagePort): void;
  ask(request: AskRequest, port: MessagePort): void;
  status(): EngineStatus;
  /** Makes room, in line with the runs. */
  free(how: Freeing): Promise<void>;
  /** Ends a worker as a crash would. For tests of recovery. */
  kill(worker: Mortal): void;
  /** The database's compiled module, for an engine that takes this one's place. */
  module(): Promise<WebAssembly.Module>;
  /** Takes the module of an engine before, ahead of everything else that it is asked. */
  useModule(module: WebAssembly.Module): void;
}

/** The engine as the app, the headless runner and the contract suite see it. */
export interface Engine {
  /** Starts the engine if it is not running. Safe to call again. */
  boot(): Promise<Outcome<EngineStatus>>;
  run(
    request: RunRequest,
    options?: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: Progress) => void;
      readonly onFirstLook?: ((look: FirstLook) => void) | undefined;
    },
  ): Promise<Outcome<StepResult>>;
  ask(request: AskRequest, options?: { readonly signal?: AbortSignal }): Promise<Outcome<Frame>>;
  status(): Promise<EngineStatus>;
  /** Makes room, in line with the runs. Results stay; tables are rebuilt when somebody needs them. */
  free(how: Freeing): Promise<void>;
  kill(worker: Mortal | 'engine'): Promise<void>;
  close(): Promise<void>;
}
