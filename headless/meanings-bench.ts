import type { TableArtifact } from '../src/core/artifact';
import type { Frame } from '../src/core/frame';
import { describeMeanings, type Meaning } from '../src/core/meaning/describe';
import { meaningFacts } from '../src/core/meaning/facts';
import { numberFormat } from '../src/core/number-format';
import { quoteIdentifier, quoteLiteral } from '../src/core/sql';
import type { Duckdb } from '../workers/duckdb/open';
import { openAskBench } from '../workers/engine/ask-bench';
import { readMeanings } from '../workers/engine/meanings';
import { nodeWorld } from './node-world';

const format = numberFormat('en');

/** A database in which tests make tables and ask what their columns mean. */
export interface MeaningsBench {
  readonly duckdb: Duckdb;
  tableOf(select: string): Promise<TableArtifact>;
  factsOf(table: TableArtifact, columns?: readonly string[]): Promise<Frame>;
  meaningsOf(select: string): Promise<Meaning[]>;
  /** The meaning of one column that holds these values, so many times each. */
  meaningOf(values: readonly string[], name?: string, times?: number, type?: string): Promise<Meaning>;
  /** Its id alone. */
  found(values: readonly string[], name?: string, times?: number, type?: string): Promise<Meaning['meaning']>;
  close(): void;
}

/** Opens it. Takes 1 to 2 s. */
export async function openMeaningsBench(): Promise<MeaningsBench> {
  const nowhere = new URL('file:///');
  const { duckdb, tableOf, close } = await openAskBench(
    nodeWorld({ kernelScript: nowhere, samples: nowhere }),
  );
  const factsOf: MeaningsBench['factsOf'] = (table, columns = table.columns.map(({ name }) => name)) =>
    readMeanings(duckdb.patient, table, columns, new AbortController().signal);
  const meaningsOf: MeaningsBench['meaningsOf'] = async (select) =>
    describeMeanings(meaningFacts(await factsOf(await tableOf(select))), {}, format);
  const meaningOf: MeaningsBench['meaningOf'] = async (values, name = 'x', times = 1, type = 'VARCHAR') => {
    const list = values.map(quoteLiteral).join(', ');
    const [meaning] = await meaningsOf(
      `SELECT unnest([${list}])::${type} AS ${quoteIdentifier(name)} FROM range(${times})`,
    );
    if (meaning === undefined) throw new Error('There is no meaning.');
    return meaning;
  };
  return {
    duckdb,
    tableOf,
    factsOf,
    meaningsOf,
    meaningOf,
    found: async (...given) => (await meaningOf(...given)).meaning,
    close,
  };
}
