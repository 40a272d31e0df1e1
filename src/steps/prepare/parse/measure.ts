import { frameRows, type Cell, type FrameRow } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { dateHistogram, dateUnitFor, parseIso } from '../../../kernels/calendar';
import { BINS, equalWidthEdges } from '../../../kernels/histogram';
import type { Target } from './step';

/** Failing texts of a column that are listed. */
const MOST_FAILURES = 200;
const TOP_TEXTS = 6;

/** What became of one column, counted over its distinct texts. */
export interface Measured {
  readonly parsed: number;
  readonly failed: number;
  readonly distinct: number;
  readonly distinctFailed: number;
  readonly failures: readonly FrameRow[];
  readonly texts: readonly FrameRow[];
  readonly bins: readonly Bin[];
}

/** A bin of the values that were read; see the frame `histograms`. */
interface Bin {
  readonly low: Cell;
  readonly high: Cell;
  readonly unit: Cell;
  readonly count: number;
}

/** Counts and pictures of a column. Cost: a few scans of its distinct texts. */
export async function measure(database: Database, table: string, to: Target): Promise<Measured> {
  const from = quoteIdentifier(table);
  const rowsOf = async (sql: string): Promise<FrameRow[]> => frameRows(await database.query(sql));
  const [counts] = await rowsOf(
    `SELECT coalesce(sum(rows) FILTER (WHERE value IS NOT NULL), 0)::DOUBLE AS parsed,
       coalesce(sum(rows) FILTER (WHERE value IS NULL), 0)::DOUBLE AS failed, count(*)::DOUBLE AS n,
       count(*) FILTER (WHERE value IS NULL)::DOUBLE AS n_failed FROM ${from}`,
  );
  return {
    parsed: Number(counts?.parsed),
    failed: Number(counts?.failed),
    distinct: Number(counts?.n),
    distinctFailed: Number(counts?.n_failed),
    failures: await rowsOf(
      `SELECT x AS value, rows, first_row FROM ${from} WHERE value IS NULL ORDER BY rows DESC, first_row LIMIT ${String(MOST_FAILURES)}`,
    ),
    texts: await rowsOf(
      `SELECT x AS value, rows FROM ${from} ORDER BY rows DESC, first_row LIMIT ${String(TOP_TEXTS)}`,
    ),
    bins: await binsOf(rowsOf, from, to),
  };
}

type RowsOf = (sql: string) => Promise<FrameRow[]>;

function binsOf(rowsOf: RowsOf, from: string, to: Target): Promise<readonly Bin[]> {
  switch (to) {
    case 'number':
    case 'integer':
      return numberBins(rowsOf, from);
    case 'date':
    case 'timestamp':
      return dateBins(rowsOf, from, to);
    case 'boolean':
      return truthBins(rowsOf, from);
    default:
      return to satisfies never;
  }
}

async function numberBins(rowsOf: RowsOf, from: string): Promise<Bin[]> {
  const [range] = await rowsOf(
    `SELECT min(value)::DOUBLE AS low, max(value)::DOUBLE AS high FROM ${from} WHERE value IS NOT NULL`,
  );
  if (range?.low === null || range?.high === null) return [];
  const edges = equalWidthEdges(Number(range?.low), Number(range?.high), BINS);
  const last = edges.length - 2;
  const counts = edges.slice(0, -1).map((low, bin) => {
    const above = bin === 0 ? 'true' : `value::DOUBLE >= ${String(low)}::DOUBLE`;
    const below = bin === last ? 'true' : `value::DOUBLE < ${String(edges[bin + 1])}::DOUBLE`;
    return `coalesce(sum(rows) FILTER (WHERE ${above} AND ${below}), 0)::DOUBLE AS b${String(bin)}`;
  });
  const [found] = await rowsOf(`SELECT ${counts.join(', ')} FROM ${from} WHERE value IS NOT NULL`);
  return counts.map((_, bin) => ({
    low: edges[bin] ?? null,
    high: edges[bin + 1] ?? null,
    unit: null,
    count: Number(found?.[`b${String(bin)}`]),
  }));
}

/** Days are counted in the database, so that at most one row a day is fetched; finer units only within one day's span. */
async function dateBins(rowsOf: RowsOf, from: string, to: 'date' | 'timestamp'): Promise<Bin[]> {
  const [range] = await rowsOf(
    `SELECT min(value)::TIMESTAMP AS low, max(value)::TIMESTAMP AS high FROM ${from} WHERE isfinite(value)`,
  );
  const [low, high] = [instant(range?.low), instant(range?.high)];
  if (low === null || high === null) return [];
  const unit = dateUnitFor(low, high, to);
  const grain = ['second', 'minute', 'hour'].includes(unit) ? unit : 'day';
  const entries = await rowsOf(
    `SELECT date_trunc('${grain}', value)::TIMESTAMP AS begin_of, sum(rows)::DOUBLE AS n FROM ${from} WHERE isfinite(value) GROUP BY begin_of ORDER BY begin_of`,
  );
  const histogram = dateHistogram(
    entries.flatMap(({ begin_of, n }) => {
      const start = instant(begin_of);
      return start === null ? [] : [[start, Number(n)] as const];
    }),
    unit,
    to,
  );
  return (histogram?.starts ?? []).map((start, bin) => ({
    low: start,
    high: null,
    unit,
    count: histogram?.counts[bin] ?? 0,
  }));
}

const instant = (cell: Cell | undefined): number | null => (typeof cell === 'string' ? parseIso(cell) : null);

async function truthBins(rowsOf: RowsOf, from: string): Promise<Bin[]> {
  const found = await rowsOf(
    `SELECT value, sum(rows)::DOUBLE AS n FROM ${from} WHERE value IS NOT NULL GROUP BY value ORDER BY value DESC`,
  );
  return found.map(({ value, n }) => ({ low: value ?? null, high: null, unit: null, count: Number(n) }));
}
