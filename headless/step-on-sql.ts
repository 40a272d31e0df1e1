import type { Notice } from '../src/core/contract';
import type { Kernel, RunOutput, RunStep } from '../src/core/run-context';
import type { TableArtifact } from '../src/core/artifact';
import { plainTraits } from '../src/core/artifact';
import { openDuckdb } from '../workers/duckdb/open';
import type { KernelCallOptions, KernelPool } from '../workers/engine/kernel-pool';
import { openStepScope } from '../workers/engine/step-context';
import { Sources } from '../workers/engine/sources';
import { TableStore } from '../workers/engine/table-store';
import { nodeWorld } from './node-world';

/** What a step gave back for a table made by SQL. */
export interface SqlRun extends RunOutput {
  readonly notices: readonly Notice[];
  readonly sql: readonly string[];
}

/** A database of its own in which steps run on tables that no file can make: lists, 128-bit integers, infinite dates. */
export interface SqlBench {
  /** Makes a table from a SELECT. */
  makeTable(select: string): Promise<TableArtifact>;
  /** Runs a step on one table, its kernels in this thread. */
  run(step: RunStep<Record<string, never>>, table: TableArtifact): Promise<SqlRun>;
  close(): void;
}

/** Opens such a database, for tests of steps. Takes 1 to 2 s. */
export async function openSqlBench(): Promise<SqlBench> {
  const nowhere = new URL('file:///');
  const world = nodeWorld({ kernelScript: nowhere, samples: nowhere });
  const duckdb = await openDuckdb(world.duckdb);
  const kernels = { call: callHere } as unknown as KernelPool;
  const tables = new TableStore();
  const scopeOf = (): ReturnType<typeof openStepScope> =>
    openStepScope({
      duckdb,
      kernels,
      sources: new Sources(world, kernels),
      tables,
      files: {},
      signal: new AbortController().signal,
      onProgress: () => undefined,
      thrift: false,
    });
  return {
    makeTable: async (select) => {
      const made = await scopeOf().context.database.createTable(select);
      return { kind: 'table', key: made.table, traits: plainTraits, ...made };
    },
    run: async (step, table) => {
      const { context, notices, sql } = scopeOf();
      return { ...(await step(context, {}, { table })), notices, sql };
    },
    close: () => duckdb.terminate(),
  };
}

/** Runs a kernel as a worker would: on a structured clone, the transferred buffers gone from this side. */
async function callHere<Input, Output>(
  kernel: Kernel<Input, Output>,
  input: Input,
  { transfer = [] }: KernelCallOptions = {},
): Promise<Output> {
  return kernel.run(structuredClone(input, { transfer: [...transfer] }), () => undefined);
}
