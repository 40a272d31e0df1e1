import { plainTraits, type TableArtifact } from '../../src/core/artifact';
import type { Frame } from '../../src/core/frame';
import type { RowCondition, RowView, SortKey } from '../../src/core/row-view';
import { columnTypeOf } from '../../src/core/table';
import type { ViewQuery } from '../../src/core/view';
import { openDuckdb, type Duckdb } from '../duckdb/open';
import { answer } from './answers';
import { KernelPool } from './kernel-pool';
import type { World } from './world';

/** What a table alone answers, without the step that made it. */
type TableQuestion = Exclude<ViewQuery, { kind: 'made-files' }>;

/** Tables of a real database that a test asks questions about. */
export interface AskBench {
  readonly duckdb: Duckdb;
  /** Makes a table of a SELECT. */
  readonly tableOf: (select: string) => Promise<TableArtifact>;
  /** Asks about a table, whatever slot the question names. */
  readonly ask: (table: TableArtifact, query: TableQuestion, signal?: AbortSignal) => Promise<Frame>;
  /** The numbers, in the table, of the rows that a view leaves. */
  readonly rowsOf: (
    table: TableArtifact,
    view: RowView,
    offset?: number,
    limit?: number,
  ) => Promise<number[]>;
  readonly close: () => void;
}

/** Opens a database for the tests of a file. */
export async function openAskBench(world: World): Promise<AskBench> {
  const kernels = new KernelPool(world);
  const duckdb = await openDuckdb(world.duckdb);
  const never = new AbortController().signal;
  let made = 0;
  const ask: AskBench['ask'] = (table, query, signal = never) =>
    answer(duckdb, query, new Map([['table', table]]), signal, kernels);
  return {
    duckdb,
    tableOf: (select) => makeTable(duckdb, `t${(made += 1)}`, select),
    ask,
    rowsOf: async (table, view, offset = 0, limit = 1000) => {
      const page = await ask(table, { kind: 'page', slot: 'table', offset, limit, view, rowNumbers: '№' });
      return Array.from(page.columns['№'] ?? [], Number);
    },
    close: () => duckdb.terminate(),
  };
}

/** A view sorted by one column. */
export const sorted = (column: string, direction: SortKey['direction'] = 'ascending'): RowView => ({
  order: [{ column, direction }],
  where: [],
});

/** A view of the rows for which all conditions hold. */
export const where = (...conditions: RowCondition[]): RowView => ({ order: [], where: conditions });

async function makeTable({ main }: Duckdb, table: string, select: string): Promise<TableArtifact> {
  await main.query(`CREATE TABLE ${table} AS ${select}`);
  const { columns } = await main.query(`DESCRIBE ${table}`);
  const rows = await main.query(`SELECT count(*)::DOUBLE AS n FROM ${table}`);
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
}
