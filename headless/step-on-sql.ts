import type { ArtifactContent, TableArtifact, Traits } from '../src/core/artifact';
import { plainTraits } from '../src/core/artifact';
import type { Notice, Reading, StepContract } from '../src/core/contract';
import { frameRows, type FrameRow } from '../src/core/frame';
import { numberFormat } from '../src/core/number-format';
import type { Kernel, RunOutput, RunStep } from '../src/core/run-context';
import { quoteIdentifier, quoteLiteral } from '../src/core/sql';
import { runOf } from '../src/steps/runs';
import { openDuckdb, type Duckdb } from '../workers/duckdb/open';
import type { KernelCallOptions, KernelPool } from '../workers/engine/kernel-pool';
import { openStepScope, type StepScope } from '../workers/engine/step-context';
import { Sources } from '../workers/engine/sources';
import { TableStore } from '../workers/engine/table-store';
import type { World } from '../workers/engine/world';
import { nodeWorld } from './node-world';

/** What a step gave back for a table made by SQL. */
export interface SqlRun extends RunOutput {
  readonly notices: readonly Notice[];
  readonly sql: readonly string[];
}

/** What a step gave back, with the rows of every table it made, by slot, and what is read out of it. */
export interface StepTrial extends SqlRun {
  readonly rows: Readonly<Record<string, FrameRow[]>>;
  readonly reading: Reading;
}

/** What a step is tried on: the rows of a SELECT, their traits, and the name by which the reading speaks of them. */
export interface TrialTable {
  readonly select: string;
  readonly traits?: Partial<Traits>;
  readonly name?: string;
}

/** A database in which steps run on tables that no file can make: lists, 128-bit integers, infinite dates. */
export interface SqlBench {
  /** Makes a table from a SELECT. */
  makeTable(select: string): Promise<TableArtifact>;
  /** Runs a step on one table, its kernels in this thread. */
  run(step: RunStep<Record<string, never>>, table: TableArtifact): Promise<SqlRun>;
  /**
   * Runs a step of the list that takes one table in its slot `table`; params left out have their defaults. Throws what the
   * step throws. Cost: all rows it makes come into memory.
   */
  tryStep(contract: StepContract, table: TrialTable, params: object): Promise<StepTrial>;
  /** The same of a step with other slots, some of them lists. Its outputs have the traits of the first table. */
  tryOnTables(
    contract: StepContract,
    tables: Readonly<Record<string, TrialTable | readonly TrialTable[]>>,
    params: object,
  ): Promise<StepTrial>;
  /** The rows that a SELECT gives, in order. */
  rows(select: string): Promise<FrameRow[]>;
  /** The rows of a table that a step made, in order; throws where it made none. */
  rowsOf(made: ArtifactContent | undefined): Promise<FrameRow[]>;
  /** Drops the tables made. */
  close(): Promise<void>;
}

/** What all benches of a process share: opening a database takes 1 to 2 s. */
interface Ground {
  readonly world: World;
  readonly duckdb: Duckdb;
  readonly tables: TableStore;
}

let ground: Promise<Ground> | undefined;

async function openGround(): Promise<Ground> {
  const nowhere = new URL('file:///');
  const world = nodeWorld({ kernelScript: nowhere, samples: nowhere });
  return { world, duckdb: await openDuckdb(world.duckdb), tables: new TableStore() };
}

/** Opens a bench on the database of this process, for tests of steps. The first takes 1 to 2 s. */
export async function openSqlBench(): Promise<SqlBench> {
  const { world, duckdb, tables } = await (ground ??= openGround());
  const scopes: StepScope[] = [];
  const kernels = { call: callHere } as unknown as KernelPool;
  const scopeOf = (): StepScope => {
    const scope = openStepScope({
      duckdb,
      kernels,
      sources: new Sources(world, kernels),
      tables,
      files: {},
      signal: new AbortController().signal,
      onProgress: () => undefined,
      thrift: false,
    });
    scopes.push(scope);
    return scope;
  };
  const makeTable: SqlBench['makeTable'] = async (select) => {
    const made = await scopeOf().context.database.createTable(select);
    return { kind: 'table', key: made.table, traits: plainTraits, ...made };
  };
  const rows: SqlBench['rows'] = async (select) => frameRows(await scopeOf().context.database.query(select));
  const rowsOf: SqlBench['rowsOf'] = (made) => {
    if (made?.kind !== 'table') throw new Error('The step made no such table.');
    return rows(`FROM ${quoteIdentifier(made.table)}`);
  };
  const makeInput = async ({ select, traits = {} }: TrialTable): Promise<TableArtifact> => ({
    ...(await makeTable(select)),
    traits: { ...plainTraits, ...traits },
  });
  const tryOnTables: SqlBench['tryOnTables'] = async (contract, tables, asked) => {
    const { context, notices, sql } = scopeOf();
    const params = contract.params.parse(asked);
    const inputs: Record<string, TableArtifact | TableArtifact[]> = {};
    for (const [slot, given] of Object.entries(tables)) {
      inputs[slot] = isList(given) ? await inOrder(given, makeInput) : await makeInput(given);
    }
    const output = await (await runOf(contract.id))(context, params, inputs);
    const made = Object.entries(output.artifacts).filter(([, { kind }]) => kind === 'table');
    const rowsBySlot = await Promise.all(made.map(async ([slot, one]) => [slot, await rowsOf(one)] as const));
    const traits = Object.values(inputs).flat()[0]?.traits ?? plainTraits;
    const artifacts = Object.entries(output.artifacts).map(
      ([slot, one]) => [slot, { ...one, key: slot, traits }] as const,
    );
    const names = Object.entries(tables).map(
      ([slot, given]) => [slot, isList(given) ? given.map(nameOf) : nameOf(given)] as const,
    );
    const reading = contract.read({
      params,
      inputs: Object.fromEntries(names),
      outputs: Object.fromEntries(artifacts.map(([slot]) => [slot, slot])),
      artifacts: Object.fromEntries(artifacts),
      frames: output.frames,
      notices,
      format: numberFormat('en'),
    });
    return { ...output, notices, sql, rows: Object.fromEntries(rowsBySlot), reading };
  };
  return {
    makeTable,
    rows,
    rowsOf,
    run: async (step, table) => {
      const { context, notices, sql } = scopeOf();
      return { ...(await step(context, {}, { table })), notices, sql };
    },
    tryStep: (contract, table, params) => tryOnTables(contract, { table }, params),
    tryOnTables,
    close: async () => {
      for (const table of scopes.flatMap(({ made }) => [...made])) await tables.discard(duckdb.main, table);
    },
  };
}

const nameOf = ({ name = 'table' }: TrialTable): string => name;

function isList(given: TrialTable | readonly TrialTable[]): given is readonly TrialTable[] {
  return Array.isArray(given);
}

async function inOrder<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await each(item));
  return results;
}

/**
 * A SELECT of the rows of a CSV text with a header and without quotes, in their order; its columns have the SQL types given,
 * and an empty field is missing.
 */
export function selectOfCsv(text: string, types: readonly string[]): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const literal = (field: string): string => (field === '' ? 'NULL' : quoteLiteral(field));
  const rows = lines.map((line) => `(${line.split(',').map(literal).join(', ')})`);
  const columns = header
    .split(',')
    .map(
      (name, place) => `${quoteIdentifier(name)}::${types[place] ?? 'VARCHAR'} AS ${quoteIdentifier(name)}`,
    );
  const names = header.split(',').map(quoteIdentifier);
  return `SELECT ${columns.join(', ')} FROM (VALUES ${rows.join(', ')}) AS t(${names.join(', ')})`;
}

/** Runs a kernel as a worker would: on a structured clone, the transferred buffers gone from this side. */
async function callHere<Input, Output>(
  kernel: Kernel<Input, Output>,
  input: Input,
  { transfer = [] }: KernelCallOptions = {},
): Promise<Output> {
  return kernel.run(structuredClone(input, { transfer: [...transfer] }), () => undefined);
}
