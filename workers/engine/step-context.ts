import type { Amount } from '../../src/core/amount';
import { FailureError, makeFailure } from '../../src/core/failure';
import type { Notice } from '../../src/core/contract';
import {
  FIRST_LOOK,
  type FirstLook,
  type GuardedQuery,
  type MadeTable,
  type OpenSource,
  type RunContext,
} from '../../src/core/run-context';
import type { SourceFile, SourceFingerprint } from '../../src/core/source';
import { quoteIdentifier } from '../../src/core/sql';
import type { EngineLimits, FileHandles } from '../../src/engine/protocol';
import { decodeBigints, decodeNumbers } from '../duckdb/decode';
import type { Duckdb } from '../duckdb/open';
import { failureOfGuarded, guardQuery } from './guard-query';
import type { KernelPool } from './kernel-pool';
import { choosePlace, LIMITS } from './limits';
import { Remembered } from './remembered';
import type { Sources } from './sources';
import type { TableStore } from './table-store';

/** Values moved to JavaScript in one piece; the engine's heap holds about twice as much at a time. */
const PIECE_VALUES = 4_000_000;
const KEPT_STATEMENTS = 200;
/** How much larger a CSV is than its gzip, about. */
const GZIP_GROWTH = 5;

/** What one run of a step works with, and what it leaves behind. */
export interface StepScope {
  readonly context: RunContext;
  readonly notices: Notice[];
  readonly sql: string[];
  /** Tables made and not yet adopted. */
  readonly made: Set<string>;
  /** Waits for the hashes of all opened sources. */
  fingerprints(): Promise<SourceFingerprint[]>;
  /** Forgets registered paths. */
  close(): Promise<void>;
}

/** What a scope is made from. */
export interface ScopeParts {
  readonly duckdb: Duckdb;
  readonly kernels: KernelPool;
  readonly sources: Sources;
  readonly tables: TableStore;
  readonly files: FileHandles;
  readonly signal: AbortSignal;
  readonly onProgress: (phase: string, fraction?: number, amount?: Amount) => void;
  readonly onFirstLook?: ((look: FirstLook) => void) | undefined;
  /** True when memory has run out once. */
  readonly thrift: boolean;
  /** True when a table that the run reads stands on disk. */
  readonly readsDisk?: boolean;
  readonly limits?: EngineLimits;
  /** What runs remember for each other; without it, a run remembers for itself. */
  readonly remembered?: Remembered;
}

/** Builds the context of one run. */
export function openStepScope(parts: ScopeParts): StepScope {
  const { duckdb, signal } = parts;
  const notices: Notice[] = [];
  const sql: string[] = [];
  const made = new Set<string>();
  const opened: { fingerprint: Promise<SourceFingerprint>; close: () => Promise<void> }[] = [];
  const closing: (() => Promise<void>)[] = [];
  let phase = 'working';
  let amount: Amount | undefined;
  let bytes = 0;
  const record = (statement: string): string => {
    if (sql.length < KEPT_STATEMENTS && phase !== FIRST_LOOK) sql.push(statement);
    return statement;
  };
  const guarded: GuardedQuery[] = [];
  const inText = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw failureOfGuarded(error, guarded);
    });
  const onProgress = (fraction: number): void =>
    parts.onProgress(phase, fraction, amount && { ...amount, done: fraction * amount.total });
  const place = () => {
    const { thrift, readsDisk = false, limits = LIMITS } = parts;
    return choosePlace(duckdb, { sourceBytes: bytes, thrift, readsDisk, limits });
  };

  const context: RunContext = {
    signal,
    database: {
      query: (statement) => inText(duckdb.main.query(record(statement), { signal })),
      createTable: async (select): Promise<MadeTable> => {
        const table = parts.tables.passingName();
        // Noted before it is made: a cancel may come when the table stands already.
        made.add(table);
        const options = { signal, onProgress, place: await place() };
        return inText(parts.tables.create(duckdb.main, table, record(select), options));
      },
      createNumbers: (columns) => {
        const table = parts.tables.passingName();
        made.add(table);
        return parts.tables.createNumbers(duckdb.main, table, columns, { signal });
      },
      createRows: async (pieces) => {
        const table = parts.tables.passingName();
        made.add(table);
        return parts.tables.createRows(duckdb.main, table, pieces, { signal, place: await place() });
      },
      guardQuery: async (query) => {
        const one = await guardQuery(duckdb.main, query, signal);
        guarded.push(one);
        return one;
      },
      numbers: (table, expressions, where) => readNumbers(parts, record, table, expressions, where),
      bigints: async (table, expression, where) => {
        const statement = record(selectFrom(table, [`(${expression})::BIGINT`], where));
        return decodeBigints(await duckdb.main.ipc(statement, { signal }));
      },
    },
    kernels: {
      call: (kernel, input, transfer, onReport) =>
        parts.kernels.call(kernel, input, { signal, onProgress: onReport, ...(transfer && { transfer }) }),
    },
    progress: (next, fraction, of) => {
      phase = next;
      amount = of;
      parts.onProgress(next, fraction, of);
    },
    firstLook: parts.onFirstLook,
    openSource: async (file: SourceFile): Promise<OpenSource> => {
      const one = await parts.sources.open(file, parts.files, duckdb, signal);
      opened.push(one);
      bytes += one.source.bytes * (one.source.path.endsWith('.gz') ? GZIP_GROWTH : 1);
      return one.source;
    },
    inUtf8: async (source, encoding) => {
      const { close, ...utf8 } = await parts.sources.inUtf8(source, encoding, duckdb, signal);
      closing.push(close);
      return utf8;
    },
    notice: (notice) => void notices.push(notice),
    remember: rememberIn(parts, sql),
  };
  return {
    context,
    notices,
    sql,
    made,
    fingerprints: () => Promise.all(opened.map((one) => one.fingerprint)),
    close: async () =>
      void (await Promise.all([...closing, ...opened.map((one) => one.close)].map((close) => close()))),
  };
}

/** A value as it is remembered, with the statements it was made by: they belong to every run that uses it. */
interface Made {
  readonly value: unknown;
  readonly sql: readonly string[];
}

function rememberIn(
  { remembered = new Remembered(), signal }: ScopeParts,
  sql: string[],
): RunContext['remember'] {
  return async <T>(
    key: string,
    bytes: (value: T) => number,
    make: () => Promise<T>,
    serves: (value: T) => boolean = () => true,
  ): Promise<T> => {
    let isMadeHere = false;
    const made = await remembered.recall<Made>({
      key,
      bytes: ({ value }) => bytes(value as T),
      serves: ({ value }) => serves(value as T),
      make: async () => {
        isMadeHere = true;
        const before = sql.length;
        const value = await make();
        return { value, sql: sql.slice(before) };
      },
      signal,
    });
    if (!isMadeHere) sql.push(...made.sql.slice(0, Math.max(0, KEPT_STATEMENTS - sql.length)));
    return made.value as T;
  };
}

async function readNumbers(
  { duckdb, signal, tables }: ScopeParts,
  record: (sql: string) => string,
  table: string,
  expressions: readonly string[],
  where?: string,
): Promise<Float64Array[]> {
  const rows = tables.rowsOf(table) ?? (await countRows(duckdb, table, signal));
  const step = Math.max(1, Math.floor(PIECE_VALUES / expressions.length));
  const select = expressions.map((expression) => `(${expression})::DOUBLE`);
  const pieces: Float64Array[][] = [];
  record(selectFrom(table, select, where));
  for (let start = 0; start < rows; start += step) {
    if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
    // By LIMIT and OFFSET: a table of the user's may have a column named rowid.
    const piece = rows <= step ? table : { table, start, step };
    const bytes = await duckdb.main.ipc(selectFrom(piece, select, where), { signal });
    pieces.push(decodeNumbers(bytes));
  }
  return expressions.map((_, index) => join(pieces.map((piece) => piece[index] ?? new Float64Array())));
}

async function countRows({ main }: Duckdb, table: string, signal: AbortSignal): Promise<number> {
  const count = await main.query(`SELECT count(*)::DOUBLE AS n FROM ${quoteIdentifier(table)}`, { signal });
  return Number(count.columns.n?.[0] ?? 0);
}

/** A stretch of a table's rows, in their order. */
interface Piece {
  readonly table: string;
  readonly start: number;
  readonly step: number;
}

function selectFrom(from: string | Piece, expressions: readonly string[], where?: string): string {
  const source =
    typeof from === 'string'
      ? quoteIdentifier(from)
      : `(FROM ${quoteIdentifier(from.table)} LIMIT ${from.step} OFFSET ${from.start})`;
  const list = expressions.map((expression, index) => `${expression} AS c${index}`).join(', ');
  return `SELECT ${list} FROM ${source}${where === undefined ? '' : ` WHERE ${where}`}`;
}

function join(pieces: readonly Float64Array[]): Float64Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
