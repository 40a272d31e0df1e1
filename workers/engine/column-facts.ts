import type { TableArtifact } from '../../src/core/artifact';
import { requireColumn } from '../../src/core/column-param';
import { cellAt, frameOfRows, type Frame } from '../../src/core/frame';
import { quoteIdentifier } from '../../src/core/sql';
import type { Column } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';

const TOP_VALUES = 24;
const LONGEST_LISTED = 1000;
/** A power of two changes no digit, and leaves room for the sum of numbers as large as there are. */
const SCALE = '18446744073709551616.0::DOUBLE';

/** Answers a `column` question: the facts in every row, a frequent value in each. See `ColumnFacts`. */
export async function readColumnFacts(
  connection: Connection,
  table: TableArtifact,
  name: string,
  signal: AbortSignal,
): Promise<Frame> {
  const column = requireColumn(table, name);
  const spread = await connection.query(spreadSql(table, column), { signal });
  const values = await connection.query(valuesSql(table, column), { signal });
  const present = Number(cellAt(values, 'present', 0));
  const facts = {
    present,
    missing: table.rows - present,
    distinct: Number(cellAt(values, 'distinct_count', 0)),
    ...Object.fromEntries(SPREAD.map((each) => [each, cellAt(spread, each, 0)])),
  };
  const rows = Array.from({ length: values.rows }, (_, row) => ({
    ...facts,
    value: cellAt(values, 'value', row),
    count: cellAt(values, 'n', row),
  }));
  return frameOfRows(['present', 'missing', 'distinct', ...SPREAD, 'value', 'count'], rows);
}

const SPREAD = ['nan', 'infinite', 'empty', 'low', 'high', 'median', 'mean'] as const;

function valuesSql({ table }: TableArtifact, { name, type }: Column): string {
  const value = quoteIdentifier(name);
  const key = type === 'other' ? `${value}::VARCHAR` : value;
  const groups = `g AS MATERIALIZED (SELECT ${key} AS v, count(*) AS n FROM ${quoteIdentifier(table)} WHERE ${value} IS NOT NULL GROUP BY 1)`;
  const totals =
    't AS (SELECT count(*)::DOUBLE AS distinct_count, coalesce(sum(n), 0)::DOUBLE AS present FROM g)';
  const top = `SELECT v::VARCHAR AS value, n::DOUBLE AS n, v FROM g WHERE length(v::VARCHAR) <= ${LONGEST_LISTED} ORDER BY n DESC, v LIMIT ${TOP_VALUES}`;
  return `WITH ${groups}, ${totals} SELECT present, distinct_count, value, n FROM t LEFT JOIN (${top}) ON true ORDER BY n DESC, v`;
}

function spreadSql({ table }: TableArtifact, column: Column): string {
  const { nan, finite, infinite, low, high, median, mean, empty } = spreadOf(column);
  const when = (aggregate: string): string =>
    aggregate === 'NULL' ? 'NULL' : `${aggregate} FILTER (${finite})`;
  const count = (condition: string): string => `(count(*) FILTER (${condition}))::DOUBLE`;
  return `SELECT ${count(nan)} AS nan, ${count(infinite)} AS infinite, ${count(empty)} AS empty, (${when(low)})::VARCHAR AS low, (${when(high)})::VARCHAR AS high, (${when(median)})::VARCHAR AS median, ${when(mean)} * ${SCALE} AS mean FROM ${quoteIdentifier(table)}`;
}

/** The parts of the statement that differ by type; `false` and `NULL` where there is no such thing. */
function spreadOf({ name, type, sqlType }: Column) {
  const value = quoteIdentifier(name);
  const bounds = { low: `min(${value})`, high: `max(${value})` };
  const none = {
    nan: 'false',
    infinite: 'false',
    empty: 'false',
    finite: 'true',
    low: 'NULL',
    high: 'NULL',
    median: 'NULL',
    mean: 'NULL',
  };
  switch (type) {
    case 'integer':
    case 'number': {
      const mean = `avg(${value}::DOUBLE / ${SCALE})`;
      const exact = { ...none, ...bounds, median: `median(${value})`, mean };
      if (!/^(DOUBLE|FLOAT|REAL)$/i.test(sqlType)) return exact;
      return { ...exact, nan: `isnan(${value})`, infinite: `isinf(${value})`, finite: `isfinite(${value})` };
    }
    case 'date':
    case 'timestamp': {
      const of = type === 'date' ? value : `${value}::TIMESTAMP`;
      const ordered = { low: `min(${of})`, high: `max(${of})`, median: `quantile_disc(${of}, 0.5)` };
      return { ...none, ...ordered, infinite: `isinf(${of})`, finite: `isfinite(${of})` };
    }
    case 'time':
      return { ...none, ...bounds, median: `quantile_disc(${value}, 0.5)` };
    case 'text':
      return { ...none, empty: `${value}::VARCHAR = ''` };
    case 'boolean':
    case 'other':
      return none;
    default:
      return type satisfies never;
  }
}
