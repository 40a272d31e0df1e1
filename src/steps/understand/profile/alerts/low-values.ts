import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import type { Questions } from './questions';

/** The ends of a number column: its least and greatest values, ascending, and the median of those that are not 0. */
export interface Ends {
  readonly column: ColumnStatistics;
  /** Up to five of the least different values, and two of the greatest, ascending each. */
  readonly least: readonly number[];
  readonly greatest: readonly number[];
  /** Rows that hold the very least, and the very greatest. */
  readonly leastRows: number;
  readonly greatestRows: number;
  readonly medianNotZero: number;
}

const LEAST = 5;
/** Of more columns than this, the ends are not asked for: those of a very wide table are many for one statement. */
const MOST_ASKED = 60;

/**
 * The ends of columns: from their values where all are listed, else by one statement over all rows, which costs some 50 ms a
 * column and million rows. Ask for columns that are suspected of something.
 */
export async function endsOf(columns: readonly ColumnStatistics[], questions: Questions): Promise<Ends[]> {
  const listed = columns.filter(({ values }) => values.complete);
  const others = columns.filter(({ values }) => !values.complete).slice(0, MOST_ASKED);
  return [...listed.map(fromValues), ...(await fromRows(others, questions))];
}

function fromValues(column: ColumnStatistics): Ends {
  const entries = column.values.counts
    .map(({ value, count }) => ({ value: Number(value), count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  const notZero = entries.filter(({ value }) => value !== 0);
  const half = notZero.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  const middle = notZero.find(({ count }) => (passed += count) >= half);
  return {
    column,
    least: entries.slice(0, LEAST).map(({ value }) => value),
    greatest: entries.slice(-2).map(({ value }) => value),
    leastRows: entries[0]?.count ?? 0,
    greatestRows: entries.at(-1)?.count ?? 0,
    medianNotZero: middle?.value ?? 0,
  };
}

async function fromRows(columns: readonly ColumnStatistics[], { table, select }: Questions): Promise<Ends[]> {
  if (columns.length === 0) return [];
  const each = columns.map(({ name }, i) => {
    const x = `${quoteIdentifier(name)}::DOUBLE`;
    return `(WITH v AS MATERIALIZED (SELECT ${x} AS x, count(*) AS n FROM ${table} WHERE isfinite(${x}) GROUP BY 1),
      low AS (SELECT x, n FROM v ORDER BY x LIMIT ${LEAST}), high AS (SELECT x, n FROM v ORDER BY x DESC LIMIT 2)
      SELECT ${i} AS i, 'low' AS kind, x, n::DOUBLE AS n FROM low UNION ALL SELECT ${i}, 'high', x, n FROM high
      UNION ALL SELECT ${i}, 'median', quantile_disc(${x}, 0.5), 0 FROM ${table} WHERE ${x} <> 0 AND isfinite(${x}))`;
  });
  const rows = await select(`SELECT * FROM (${each.join(' UNION ALL ')}) ORDER BY i, kind, x`);
  return columns.map((column, i) => {
    const of = (kind: string) => rows.filter((row) => Number(row.i) === i && row.kind === kind);
    const [low, high] = [of('low'), of('high')];
    return {
      column,
      least: low.map(({ x }) => Number(x)),
      greatest: high.map(({ x }) => Number(x)),
      leastRows: Number(low[0]?.n ?? 0),
      greatestRows: Number(high.at(-1)?.n ?? 0),
      medianNotZero: Number(of('median')[0]?.x ?? 0),
    };
  });
}
