import type { TableArtifact } from '../../../core/artifact';
import { frameRows, type Cell } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';

/** Examples that are shown of one finding. */
const EXAMPLES = 5;

/** What of one table stands in the other too. */
export interface Overlap {
  readonly kind: 'rows' | 'key';
  readonly columns: readonly string[];
  /** Different rows or keys in both. */
  readonly shared: number;
  readonly rows: number;
  readonly rowsBeside: number;
  /** Values of the columns, as texts, in the order of their texts. */
  readonly examples: readonly (readonly Cell[])[];
}

/**
 * Rows that are equal in the named columns, in both tables: a missing value equals a missing one, as NaN equals NaN; of a key
 * nothing may be missing. One GROUP BY over both tables: 1 to 3 s per million rows of 20 columns.
 */
export async function overlapOf(
  database: Database,
  tables: readonly [TableArtifact, TableArtifact],
  kind: Overlap['kind'],
  columns: readonly string[],
): Promise<Overlap> {
  const names = columns.map((_, i) => `c${i}`);
  const present = columns.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(' AND ');
  const sides = tables.map(({ table }, side) => {
    const list = columns.map((column, i) => `${quoteIdentifier(column)} AS c${i}`);
    const where = kind === 'key' ? ` WHERE ${present}` : '';
    return `SELECT ${list.join(', ')}, ${side} AS side FROM ${quoteIdentifier(table)}${where}`;
  });
  const both = await database.createTable(
    `SELECT ${names.join(', ')}, count(*) FILTER (side = 0)::DOUBLE AS here, count(*) FILTER (side = 1)::DOUBLE AS beside
     FROM (${sides.join(' UNION ALL ')}) GROUP BY ${names.join(', ')} HAVING here > 0 AND beside > 0`,
  );
  const from = quoteIdentifier(both.table);
  const [sums] = frameRows(
    await database.query(`SELECT sum(here) AS here, sum(beside) AS beside FROM ${from}`),
  );
  const texts = names.map((name) => `${name}::VARCHAR AS ${name}`).join(', ');
  const few = await database.query(
    `SELECT ${texts} FROM (SELECT * FROM ${from} ORDER BY ALL LIMIT ${EXAMPLES}) ORDER BY ALL`,
  );
  return {
    kind,
    columns,
    shared: both.rows,
    rows: Number(sums?.here ?? 0),
    rowsBeside: Number(sums?.beside ?? 0),
    examples: frameRows(few).map((row) => names.map((name) => row[name] ?? null)),
  };
}
