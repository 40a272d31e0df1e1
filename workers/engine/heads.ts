import type { TableArtifact } from '../../src/core/artifact';
import { HEAD_FRAME, type HeadKind } from '../../src/core/column-head';
import { requireColumn } from '../../src/core/column-param';
import { cellAt, frameOfRows, type Frame, type FrameRow } from '../../src/core/frame';
import { quoteIdentifier } from '../../src/core/sql';
import type { Column } from '../../src/core/table';
import type { Connection } from '../duckdb/connection';

const MOST_BARS = 16;
const TOP_VALUES = 8;
const VALUE_CHARACTERS = 80;
const DAY_MS = 86_400_000;

/**
 * What the heads of some columns tell, in the order they were asked for: see `ColumnHead`. One statement a column, which groups
 * its values once and reads count, distinct values and bars from the groups.
 */
export async function readHeads(
  connection: Connection,
  table: TableArtifact,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Frame> {
  const rows: FrameRow[] = [];
  for (const name of names) {
    const column = requireColumn(table, name);
    const kind = kindOf(column);
    const found = await connection.query(
      kind === 'values' ? valuesSql(table, column) : binsSql(table, column, kind),
      {
        signal,
      },
    );
    rows.push(...headRows(column, kind, table.rows, found));
  }
  return frameOfRows(HEAD_FRAME, rows);
}

function kindOf({ type }: Column): HeadKind {
  if (type === 'integer' || type === 'number') return 'numbers';
  if (type === 'date') return 'days';
  return type === 'timestamp' ? 'instants' : 'values';
}

/** Values with how often each occurs. What the database cannot group as it is (a map, say) is grouped by its text. */
function groups({ table }: TableArtifact, { name, type }: Column): string {
  const value = quoteIdentifier(name);
  const key = type === 'other' ? `${value}::VARCHAR` : value;
  return `g AS MATERIALIZED (SELECT ${key} AS v, count(*) AS n FROM ${quoteIdentifier(table)} WHERE ${value} IS NOT NULL GROUP BY 1)`;
}

const TOTALS =
  't AS (SELECT count(*)::DOUBLE AS distinct_count, coalesce(sum(n), 0)::DOUBLE AS present FROM g)';

function valuesSql(table: TableArtifact, column: Column): string {
  const top = `SELECT left(v::VARCHAR, ${VALUE_CHARACTERS}) AS value, n::DOUBLE AS n, v FROM g ORDER BY n DESC, v LIMIT ${TOP_VALUES}`;
  return `WITH ${groups(table, column)}, ${TOTALS} SELECT present, distinct_count, value, n FROM t LEFT JOIN (${top}) ON true ORDER BY n DESC, v`;
}

/**
 * The number a value is binned by: days since 1970, milliseconds since 1970, or the value. Only finite ones have a bar. Halves are
 * compared, since the width of all doubles is no double.
 */
function binsSql(table: TableArtifact, column: Column, kind: HeadKind): string {
  const finite = `f AS (SELECT ${axisOf(column, kind)} AS x, n FROM g WHERE isfinite(${kind === 'numbers' ? 'v::DOUBLE' : 'v'}))`;
  const range = 'r AS (SELECT min(x) AS low, max(x) AS high FROM f)';
  const bin = isWhole(column)
    ? `floor((x - low) / ${wholeWidth('low', 'high')})`
    : `least(coalesce(floor((x / 2 - low / 2) / nullif(high / 2 - low / 2, 0) * ${MOST_BARS}), 0), ${MOST_BARS - 1})`;
  const bins = `SELECT ${bin} AS bin, sum(n)::DOUBLE AS n FROM f, r GROUP BY 1`;
  return `WITH ${groups(table, column)}, ${TOTALS}, ${finite}, ${range} SELECT present, distinct_count, low, high, bin, n FROM t, r LEFT JOIN (${bins}) ON true ORDER BY bin`;
}

function axisOf({ sqlType }: Column, kind: HeadKind): string {
  if (kind === 'numbers') return 'v::DOUBLE';
  if (kind === 'days') return `(v - DATE '1970-01-01')::DOUBLE`;
  // Zones are taken off: an instant counts in UTC.
  return `epoch_ms(${sqlType.toUpperCase() === 'TIMESTAMP' ? 'v' : 'v::TIMESTAMP'})::DOUBLE`;
}

const isWhole = ({ type }: Column): boolean => type === 'integer' || type === 'date';

/** Whole numbers have bars of whole width, so that every bar may hold as many of them. */
const wholeWidth = (low: string, high: string): string =>
  `greatest(1, ceil((${high} - ${low} + 1) / ${MOST_BARS}))`;

function headRows(column: Column, kind: HeadKind, rows: number, found: Frame): FrameRow[] {
  const number = (name: string, row = 0): number => Number(cellAt(found, name, row));
  const present = number('present');
  const head = {
    column: column.name,
    kind,
    present,
    missing: rows - present,
    distinct: number('distinct_count'),
  };
  const bare = { ...head, low: null, high: null, value: null, count: null };
  if (found.rows === 0 || cellAt(found, 'n', 0) === null) return [bare];
  const each = Array.from({ length: found.rows }, (_, row) => row);
  if (kind === 'values') {
    return each.map((row) => ({ ...bare, value: cellAt(found, 'value', row), count: number('n', row) }));
  }
  const counts = new Map(each.map((row) => [number('bin', row), number('n', row)]));
  return edges(number('low'), number('high'), column).map(([low, high], bin) => ({
    ...bare,
    low: low * (kind === 'days' ? DAY_MS : 1),
    high: high * (kind === 'days' ? DAY_MS : 1),
    count: counts.get(bin) ?? 0,
  }));
}

/** The first and last value of every bar, those without a value too. */
function edges(low: number, high: number, column: Column): [number, number][] {
  if (low === high) return [[low, high]];
  if (isWhole(column)) {
    const width = Math.max(1, Math.ceil((high - low + 1) / MOST_BARS));
    const bars = Math.floor((high - low) / width) + 1;
    return Array.from({ length: bars }, (_, bin) => {
      const start = low + bin * width;
      return [start, Math.min(high, start + width - 1)];
    });
  }
  const at = (bin: number): number => low * (1 - bin / MOST_BARS) + high * (bin / MOST_BARS);
  return Array.from({ length: MOST_BARS }, (_, bin) => [at(bin), at(bin + 1)]);
}
