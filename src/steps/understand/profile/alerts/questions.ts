import { frameRows, type FrameRow } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier } from '../../../../core/sql';
import type { ProfileTable } from '../columns';

/** Rows that are looked at before all rows are asked. */
export const SAMPLE_ROWS = 20_480;

/** What the rules that must ask may ask, about the table that was profiled. */
export interface Questions {
  readonly rows: number;
  /** True where the sample is the whole table. */
  readonly isAll: boolean;
  /** The table, quoted for SQL; and a part of it that stands for it in a first look. */
  readonly table: string;
  readonly sample: string;
  /** The rows of one SELECT. */
  readonly select: (sql: string) => Promise<FrameRow[]>;
  /** Numeric expressions over the rows of the sample; what is missing is NaN. */
  readonly sampled: (expressions: readonly string[]) => Promise<Float64Array[]>;
}

/** Questions about a table. Of a large one the first rows are copied, to be looked at first. */
export async function questionsOf(
  { database }: RunContext,
  { table, rows }: ProfileTable,
): Promise<Questions> {
  const isAll = rows <= SAMPLE_ROWS;
  const head = `FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS}`;
  const sample = isAll ? table : (await database.createTable(head)).table;
  return {
    rows,
    isAll,
    table: quoteIdentifier(table),
    sample: quoteIdentifier(sample),
    select: async (sql) => frameRows(await database.query(sql)),
    sampled: (expressions) =>
      expressions.length === 0 ? Promise.resolve([]) : database.numbers(sample, expressions),
  };
}
