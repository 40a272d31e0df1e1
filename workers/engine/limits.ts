import type { EngineLimits, TablePlace } from '../../src/engine/protocol';
import type { Duckdb } from '../duckdb/open';

const GIB = 1024 ** 3;

/**
 * The bounds of an engine in a tab, measured in `docs/decisions/big-tables.md`. A wasm heap ends at 4 GiB and DuckDB stops at 3.1
 * GiB; a run needs room beside the tables that are kept.
 */
export const LIMITS: EngineLimits = {
  memoryBudget: 1.5 * GIB,
  memoryLimit: 3.1 * GIB,
  compressAbove: 800e6,
  diskAbove: 2e9,
};

/** What decides where a table is made. */
export interface PlaceFacts {
  /** Bytes of text that the run has opened so far. */
  readonly sourceBytes: number;
  /** True when a table that the run reads stands on disk: what is made of it is likely as large. */
  readonly readsDisk: boolean;
  /** True when memory has run out once. */
  readonly thrift: boolean;
  readonly limits: EngineLimits;
}

/**
 * Where a run makes its tables. What is large goes to disk where there is one; where there is none, or the browser refuses, it
 * is compressed.
 */
export async function choosePlace({ disk }: Pick<Duckdb, 'disk'>, facts: PlaceFacts): Promise<TablePlace> {
  const { sourceBytes, readsDisk, thrift, limits } = facts;
  const wantsDisk = thrift || readsDisk || sourceBytes > limits.diskAbove;
  if (wantsDisk && disk !== null && (await disk.open())) return 'disk';
  return wantsDisk || sourceBytes > limits.compressAbove ? 'compressed' : 'plain';
}
