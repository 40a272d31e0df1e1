import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { plainDate } from '../columns';
import { TOP } from './weighed';
import type { Weights } from './weight-column';

/** Numbers that a row of an answer holds, `x0` to `x10`. */
export const CELLS = 11;
/** What rounding may take from a running sum of weights, as a share of the total. */
const ROUNDING = 1e-12;

/**
 * SQL that groups one column by value, once, with the weight of each value, and reads rows of four kinds off the groups: `sum`
 * (x0 weight of the values, x1 of what is missing, x2 of the finite ones, x3 mean, x4 sd), `decile` (x0 to x10), `bin` (x0 place
 * or begin in milliseconds, x1 weight) and `top` (v the value, x0 its weight, x1 the number). `index` tells the columns of a
 * statement apart.
 */
export function weighSql(column: ColumnStatistics, index: number, table: string, weights: Weights): string {
  const rows = `SELECT ${quoteIdentifier(column.name)} AS k, ${weights.sql} AS w FROM ${quoteIdentifier(table)}`;
  const groups = `SELECT k, sum(w) AS w FROM (${rows}) WHERE w IS NOT NULL GROUP BY k`;
  const isNumber = column.numbers !== undefined;
  const parts = isNumber ? `, ${numberParts(column)}` : '';
  const answers = [
    sumRow(index, isNumber),
    topRows(index, column),
    ...(isNumber ? numberRows(index, column) : dateRows(index, column)),
  ];
  return `(WITH g AS MATERIALIZED (${groups})${parts}\n${answers.join('\nUNION ALL\n')})`;
}

const rowOf = (index: number, kind: string, value: string, cells: readonly string[]): string =>
  `SELECT ${index}::DOUBLE AS c, '${kind}' AS kind, ${value} AS v, ${Array.from({ length: CELLS }, (_, i) => `(${cells[i] ?? 'NULL'})::DOUBLE AS x${i}`).join(', ')}`;

/**
 * Finite values in order with the weight up to each, the mean, and the greatest distance from it. Sums are taken around a middle
 * value, so that they keep their digits far from 0, and of distances that are divided by the greatest, so that no square overflows.
 */
function numberParts({ numbers }: ColumnStatistics): string {
  const deciles = numbers?.deciles ?? [];
  const isFar = !Number.isFinite((deciles[10] ?? 0) - (deciles[0] ?? 0));
  const middle = isFar ? 0 : (deciles[5] ?? 0);
  return `f AS MATERIALIZED (SELECT x, x - '${middle}'::DOUBLE AS d, w, sum(w) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS upto
      FROM (SELECT k::DOUBLE AS x, w FROM g WHERE k IS NOT NULL) WHERE isfinite(x)),
    t AS (SELECT max(upto) AS total FROM f),
    m AS (SELECT any_value(total) AS total, fsum(w / total * d) AS off FROM f, t),
    a AS (SELECT any_value(total) AS total, any_value(off) AS off, '${middle}'::DOUBLE + any_value(off) AS mean,
      max(abs(d - off)) AS reach FROM f, m)`;
}

function sumRow(index: number, isNumber: boolean): string {
  const sums = ['coalesce(sum(w) FILTER (k IS NOT NULL), 0)', 'coalesce(sum(w) FILTER (k IS NULL), 0)'];
  if (!isNumber) return `${rowOf(index, 'sum', 'NULL::VARCHAR', sums)} FROM g`;
  const sd =
    'CASE WHEN a.reach > 0 THEN a.reach * sqrt((SELECT fsum(w / a.total * ((d - a.off) / a.reach) ** 2) FROM f, a)) ELSE 0 * a.mean END';
  const cells = ['s.present', 's.gone', 'a.total', 'a.mean', sd];
  return `${rowOf(index, 'sum', 'NULL::VARCHAR', cells)} FROM (SELECT ${sums[0] ?? ''} AS present, ${sums[1] ?? ''} AS gone FROM g) AS s, a`;
}

function topRows(index: number, column: ColumnStatistics): string {
  const { numbers, dates, sqlType } = column;
  const isPlain = sqlType.toUpperCase() === 'VARCHAR';
  const order = isPlain || numbers !== undefined || dates !== undefined ? 'k' : 'k::VARCHAR';
  const top = `SELECT k, w FROM g WHERE k IS NOT NULL ORDER BY w DESC, ${order} DESC LIMIT ${TOP}`;
  const text = `(${dates === undefined ? 'k' : plainDate(column, 'k')})::VARCHAR`;
  return `${rowOf(index, 'top', text, ['w', numbers === undefined ? 'NULL' : 'k::DOUBLE'])} FROM (${top})`;
}

function numberRows(index: number, { numbers }: ColumnStatistics): string[] {
  const tenths = Array.from({ length: 10 }, (_, i) => {
    const share = (i + 1) / 10;
    return `min(x) FILTER (upto >= ${share} * total * (1 - ${ROUNDING}))`;
  });
  const deciles = `${rowOf(index, 'decile', 'NULL', ['min(x)', ...tenths])} FROM f, t`;
  const edges = numbers?.histogram?.edges ?? [];
  // The groups are in the bins that the statistics have: between the very same edges.
  const inner = edges.slice(1, -1).map((edge, i) => `WHEN x < '${edge}'::DOUBLE THEN ${i}`);
  if (edges.length < 2) return [deciles];
  const place = inner.length === 0 ? '0' : `CASE ${inner.join(' ')} ELSE ${inner.length} END`;
  const bins = `SELECT ${place} AS b, sum(w) AS w FROM f GROUP BY b`;
  return [deciles, `${rowOf(index, 'bin', 'NULL', ['b', 'w'])} FROM (${bins})`];
}

/** Dates by calendar unit; per year also where the unit is longer, since decades and centuries are made of years. */
function dateRows(index: number, column: ColumnStatistics): string[] {
  const unit = column.dates?.histogram?.unit;
  if (unit === undefined) return [];
  const date = plainDate(column, 'k');
  const isTime = column.type === 'time';
  const instant = isTime ? `DATE '1970-01-01' + ${date}` : `(${date})::TIMESTAMP`;
  const cut = unit === 'decade' || unit === 'century' ? 'year' : unit;
  const isFinite = isTime ? 'k IS NOT NULL' : 'isfinite(k)';
  const bins = `SELECT epoch_ms(date_trunc('${cut}', ${instant})) AS b, sum(w) AS w FROM g WHERE ${isFinite} GROUP BY b`;
  return [`${rowOf(index, 'bin', 'NULL', ['b', 'w'])} FROM (${bins})`];
}
