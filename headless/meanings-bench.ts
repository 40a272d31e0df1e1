import { plainTraits, type TableArtifact } from '../src/core/artifact';
import type { Frame } from '../src/core/frame';
import { describeMeanings, type Meaning } from '../src/core/meaning/describe';
import { meaningFacts } from '../src/core/meaning/facts';
import { numberFormat } from '../src/core/number-format';
import { quoteIdentifier, quoteLiteral } from '../src/core/sql';
import { columnTypeOf } from '../src/core/table';
import { openDuckdb, type Duckdb } from '../workers/duckdb/open';
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
  const duckdb = await openDuckdb(nodeWorld({ kernelScript: nowhere, samples: nowhere }).duckdb);
  let made = 0;

  const tableOf: MeaningsBench['tableOf'] = async (select) => {
    const table = `t${(made += 1)}`;
    await duckdb.main.query(`CREATE TABLE ${table} AS ${select}`);
    const { columns } = await duckdb.main.query(`DESCRIBE ${table}`);
    const rows = await duckdb.main.query(`SELECT count(*)::DOUBLE AS n FROM ${table}`);
    return {
      kind: 'table',
      key: table,
      table,
      traits: plainTraits,
      rows: Number(rows.columns.n?.[0]),
      columns: Array.from(columns.column_name ?? [], (name, index) => {
        const sqlType = String(columns.column_type?.[index]);
        return { name: String(name), type: columnTypeOf(sqlType), sqlType };
      }),
    };
  };
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
    close: () => {
      duckdb.terminate();
    },
  };
}
