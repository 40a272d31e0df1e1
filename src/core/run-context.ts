import type { Amount } from './amount';
import type { Artifact, ArtifactContent, PatchValue, Traits } from './artifact';
import type { Notice } from './contract';
import type { Frame } from './frame';
import type { RowsPiece } from './rows';
import type { SourceFile } from './source';
import type { Column } from './table';

/** A table that the database has just made. */
export interface MadeTable {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly Column[];
}

/**
 * A query with a text that a person wrote: the whole of it, or what stands between `before` and `after` (a condition, say).
 * `tables` are what it may read: physical names by the names the text uses.
 */
export interface WrittenQuery {
  readonly before?: string;
  readonly text: string;
  readonly after?: string;
  readonly tables: Readonly<Record<string, string>>;
}

/** A query that was let through. */
export interface GuardedQuery {
  readonly sql: string;
  /** What the person wrote, and where it stands in `sql`: a failure of the run shows it alone, with the place in it. */
  readonly text: string;
  readonly start: number;
  /** Its columns as the text calls them, in order; the statement gives names that occur twice a number. */
  readonly names: readonly string[];
}

/** What a step may ask of the database. Every call can be cancelled, and is when the run is. */
export interface Database {
  /** Runs one statement and decodes its whole result; for small results (at most some 100,000 cells). */
  query(sql: string): Promise<Frame>;
  /** Runs a SELECT that may take long into a new table; progress of the scan is reported under the current phase. */
  createTable(select: string): Promise<MadeTable>;
  /**
   * Lets a query that a person wrote through when it is one SELECT over the tables given, and nothing else: the statement for
   * `query` or `createTable`, with the tables under their names. Runs nothing. Throws `sql-error`, `sql-not-select`,
   * `sql-two-statements`, `sql-not-available`, `sql-outside-access` and `sql-outside-workbench`, with the place in `text`
   * where it is known.
   */
  guardQuery(query: WrittenQuery): Promise<GuardedQuery>;
  /**
   * Reads numeric columns as Float64Arrays, one per expression, each of the row count of the table or fewer rows where
   * `where` says so. Nulls become NaN: filter them out with `where`. Moved as Arrow IPC in pieces of bounded size. Each array owns its
   * buffer, which may be transferred.
   */
  numbers(table: string, expressions: readonly string[], where?: string): Promise<Float64Array[]>;
  /**
   * Moves numbers into a new table of DOUBLE columns, one per name, in the order given and all of one length; NaN stays NaN.
   * For what a kernel found out (row numbers, weights): the rows themselves stay in the database, joined by SQL.
   */
  createNumbers(columns: Readonly<Record<string, Float64Array>>): Promise<MadeTable>;
  /**
   * Makes a table of rows that a kernel has read, piece by piece, all of the same columns; the pieces are asked for one after
   * the other, and memory holds one at a time. Give it large pieces (some 100,000 rows): each costs about 10 ms. Throws where
   * there is no piece at all.
   */
  createRows(pieces: AsyncIterable<RowsPiece>): Promise<MadeTable>;
  /** Reads one BIGINT expression exactly. The expression must not be null. */
  bigints(table: string, expression: string, where?: string): Promise<BigInt64Array>;
}

/**
 * Number crunching that runs in a kernel worker: a pure function of structured-cloneable input, listed by name in
 * `src/kernels/index.ts`. `report` takes a fraction done; a kernel that runs longer than 0.5 s calls it at least that often.
 */
export interface Kernel<Input, Output> {
  readonly name: string;
  run(input: Input, report: (fraction: number) => void): Output | Promise<Output>;
}

/** What a step may ask of the kernel workers, which run beside the database. */
export interface Kernels {
  /**
   * Runs a kernel in a free worker. Typed arrays in `input` are copied unless their buffer is in `transfer`; `onReport` hears the
   * fraction done that the kernel reports.
   */
  call<Input, Output>(
    kernel: Kernel<Input, Output>,
    input: Input,
    transfer?: readonly ArrayBuffer[],
    onReport?: (fraction: number) => void,
  ): Promise<Output>;
}

/** A file as kernels read it. It can be cloned into a worker; a kernel gets it as a `Blob`, in whatever world. */
export type KernelFile = object;

/** The part of a `Blob` that kernels use. */
export interface ReadableFile {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** The phase of a run in which it takes a first look; its statements are not those that made the result. */
export const FIRST_LOOK = 'first look';

/** What a step can tell of a sample of its table while the whole is still being worked out. Shown, and never kept. */
export interface FirstLook {
  /** Rows looked at. */
  readonly rows: number;
  /** Rows of the table. */
  readonly of: number;
  /** Frames as the step states them, of the sample; those that take longer are empty. */
  readonly frames: Readonly<Record<string, Frame>>;
}

/** An opened source file: readable by SQL under `path` until the run ends, and by kernels as `file`. */
export interface OpenSource {
  /** Path for `read_csv`, under `import/`. */
  readonly path: string;
  /** For a kernel whose input has it as `file`. */
  readonly file: KernelFile;
  readonly name: string;
  readonly bytes: number;
  /** The first bytes of the text (inflated where the file is gzip), at most 1 MiB. */
  readonly head: Uint8Array;
  /** True when `head` is the whole text. */
  readonly headIsAll: boolean;
}

/** An opened text as UTF-8. */
export interface Utf8Source {
  readonly source: OpenSource;
  /** How many characters could not be read; each stands in the text as U+FFFD. */
  readonly unreadable: number;
}

/** Everything a step's `run` may touch. It names no world: the same in a browser and in Node. */
export interface RunContext {
  readonly database: Database;
  readonly kernels: Kernels;
  readonly signal: { readonly aborted: boolean };
  /**
   * Says what the run is doing; `fraction` (0 to 1) where it is known, `amount` where it is known of how much. The scan of a
   * `createTable` that follows goes on with the amount: its `done` is then the share of the scan.
   */
  progress(phase: string, fraction?: number, amount?: Amount): void;
  /** Shows a first look. Absent where nobody watches: then the work for it is to be left out. */
  readonly firstLook?: ((look: FirstLook) => void) | undefined;
  /** Opens a source; its SHA-256 is taken beside the run and is part of the result's key. */
  openSource(file: SourceFile): Promise<OpenSource>;
  /**
   * The text of an opened source as UTF-8, for encodings that the database does not read: any label that `TextDecoder` knows.
   * Reads the whole file once, about 100 MB/s.
   */
  inUtf8(source: OpenSource, encoding: string): Promise<Utf8Source>;
  /** Records a remark that must not go unsaid. */
  notice(notice: Notice): void;
  /**
   * An intermediate value that other runs need too, made here unless the engine still has it: in memory alone, within a bound of
   * bytes, gone when room is short and when the engine ends. `key` says everything the value depends on (the keys of tables, params,
   * the version of the rules), so that no result depends on whether it was remembered. The value is shared: nobody may change it. Where
   * `serves` refuses a remembered value, it is made anew and takes its place. `make` uses this context's calls and gives no notices.
   */
  remember<T>(
    key: string,
    bytes: (value: T) => number,
    make: () => Promise<T>,
    serves?: (value: T) => boolean,
  ): Promise<T>;
}

/** The inputs of a run, by slot; list slots hold arrays. */
export type RunInputs = Readonly<Record<string, Artifact | readonly Artifact[]>>;

/** What a step gives back. */
export interface RunOutput {
  readonly artifacts: Readonly<Record<string, ArtifactContent>>;
  readonly frames: Readonly<Record<string, Frame>>;
  /** Traits by output slot that this run brings about (sampled, synthetic, a part); laid over the inherited ones. */
  readonly traits?: Readonly<Record<string, Partial<Traits>>>;
}

/** How a step is computed. Throws `FailureError` for what a user can cause; honours `context.signal` by using the context's calls. */
export type RunStep<Params> = (
  context: RunContext,
  params: Params,
  inputs: RunInputs,
  patch?: PatchValue,
) => Promise<RunOutput>;
