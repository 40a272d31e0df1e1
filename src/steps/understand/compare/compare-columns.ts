import type { TableArtifact } from '../../../core/artifact';
import { binCountsSql } from '../../../core/bins-sql';
import { cellAt, frameRows, type Cell } from '../../../core/frame';
import type { SharedColumn, TablePair } from '../../../core/overlap';
import type { Database, RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { BINS, equalWidthEdges } from '../../../kernels/histogram';
import { standardDeviation } from '../../../kernels/moments';
import { summarizeColumns, type NumberSummary } from '../../../kernels/summary';
import { chiSquareForShape, jensenShannon, largestDifference, type CountPair } from './distances';

/** Values that are shown of one column. */
const SHOWN_VALUES = 8;

/** What is told of one column: a row of `compared`, and its rows of `shares`. */
export interface ComparedColumn {
  readonly figures: Readonly<Record<string, Cell>>;
  readonly shares: readonly Readonly<Record<string, Cell>>[];
}

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number';
const isDate = ({ type }: Column): boolean => type === 'date' || type === 'timestamp';

/** Compares a column of two tables: two scans of each; of numbers and dates three, and a kernel beside them. */
export async function compareColumn(
  context: RunContext,
  pair: TablePair,
  { column, beside }: SharedColumn,
): Promise<ComparedColumn> {
  const { database } = context;
  const counts = await Promise.all(pair.map((table) => countsOf(database, table, column.name)));
  const figures = {
    column: column.name,
    type: column.type,
    type_beside: beside.type,
    missing: shareOf(counts[0]!.missing, pair[0].rows),
    missing_beside: shareOf(counts[1]!.missing, pair[1].rows),
    distinct: counts[0]!.distinct,
    distinct_beside: counts[1]!.distinct,
  };
  const found =
    isNumeric(column) || isDate(column)
      ? await byBins(context, pair, column, counts)
      : await byValues(database, pair, column);
  return { ...found, figures: { ...figures, ...found.figures } };
}

interface Counts {
  readonly missing: number;
  readonly distinct: number;
}

async function countsOf(database: Database, { table, rows }: TableArtifact, name: string): Promise<Counts> {
  const x = quoteIdentifier(name);
  const frame = await database.query(
    `SELECT count(${x})::DOUBLE AS n, count(DISTINCT ${x})::DOUBLE AS d FROM ${quoteIdentifier(table)}`,
  );
  return { missing: rows - Number(cellAt(frame, 'n', 0)), distinct: Number(cellAt(frame, 'd', 0)) };
}

const shareOf = (count: number, of: number): number | null => (of === 0 ? null : count / of);

/** Numbers and dates: bins of equal width over the range of both, and NaN and the infinities as values of their own. */
async function byBins(
  context: RunContext,
  pair: TablePair,
  column: Column,
  counts: readonly Counts[],
): Promise<ComparedColumn> {
  const name = quoteIdentifier(column.name);
  const sql = isDate(column) ? `CASE WHEN isfinite(${name}) THEN epoch(${name}) END` : `${name}::DOUBLE`;
  const summaries = await Promise.all(
    pair.map((table, side) => summaryOf(context, table, sql, counts[side]!.missing)),
  );
  const numbers = summaries.map((summary) => summary.numbers);
  const edgesOf = (of: 'min' | 'max') =>
    numbers.flatMap((one) => (one[of] === null ? [] : [Number(one[of])]));
  const [low, high] = [Math.min(...edgesOf('min')), Math.max(...edgesOf('max'))];
  const edges = Number.isFinite(low) ? equalWidthEdges(low, high, BINS) : [];
  const bins = await Promise.all(
    pair.map(({ table }) => binsOf(context.database, table, { sql, low, high }, edges.length - 1)),
  );
  const pairs = edges.slice(1).map((_, bin): CountPair => [bins[0]![bin] ?? 0, bins[1]![bin] ?? 0]);
  const special = (['nan', 'positiveInfinity', 'negativeInfinity'] as const).map((kind): CountPair => {
    // A date that is missing came as NaN; it has no infinities here.
    return isDate(column) ? [0, 0] : [numbers[0]![kind], numbers[1]![kind]];
  });
  const all = [...pairs, ...special];
  const moments = numbers.map((one) => one.moments);
  const isMeasured = (side: number): boolean => isNumeric(column) && moments[side]!.n > 0;
  const shares = sharesOf(all);
  return {
    figures: {
      mean: isMeasured(0) ? moments[0]!.mean : null,
      mean_beside: isMeasured(1) ? moments[1]!.mean : null,
      sd: isMeasured(0) ? standardDeviation(moments[0]!) : null,
      sd_beside: isMeasured(1) ? standardDeviation(moments[1]!) : null,
      jensen_shannon: jensenShannon(all),
      chi_square: chiSquareForShape(all),
    },
    shares: pairs.map((_, bin) => ({
      column: column.name,
      low: edges[bin] ?? null,
      high: edges[bin + 1] ?? null,
      ...shares[bin],
    })),
  };
}

async function summaryOf(
  { database, kernels }: RunContext,
  { table }: TableArtifact,
  sql: string,
  missing: number,
): Promise<NumberSummary> {
  const [values = new Float64Array(0)] = await database.numbers(table, [sql]);
  const [summary] = await kernels.call(summarizeColumns, { columns: [{ values, missing }], cap: 1 });
  if (summary === undefined) throw new Error('No kernel summarised the column.');
  return summary;
}

async function binsOf(
  database: Database,
  table: string,
  value: { readonly sql: string; readonly low: number; readonly high: number },
  bins: number,
): Promise<number[]> {
  const counts = new Array<number>(Math.max(0, bins)).fill(0);
  if (bins < 1) return counts;
  const frame = await database.query(binCountsSql(table, [{ item: 0, ...value }], bins));
  for (const { bin, n } of frameRows(frame)) counts[Number(bin)] = Number(n);
  return counts;
}

/** Texts, truths and all else: value by value. */
async function byValues(database: Database, pair: TablePair, column: Column): Promise<ComparedColumn> {
  const name = quoteIdentifier(column.name);
  const [here, beside] = pair.map(
    ({ table }) =>
      `(SELECT ${name}::VARCHAR AS v, count(*) AS n FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL GROUP BY 1)`,
  );
  const counted = await database.createTable(
    `SELECT v, coalesce(a.n, 0)::DOUBLE AS here, coalesce(b.n, 0)::DOUBLE AS beside FROM ${here} AS a FULL JOIN ${beside} AS b USING (v) ORDER BY v`,
  );
  const from = counted.table;
  const [one = [], other = []] = await database.numbers(from, ['here', 'beside']);
  const pairs = Array.from(one, (n, i): CountPair => [n, other[i] ?? 0]);
  const most = largestDifference(pairs);
  const shares = sharesOf(pairs);
  const frequent = pairs
    .map(([a, b], place) => ({ place, rows: a + b }))
    .sort((a, b) => b.rows - a.rows || a.place - b.place)
    .slice(0, SHOWN_VALUES);
  const texts = await Promise.all(
    [...frequent.map(({ place }) => place), ...(most === null ? [] : [most.at])].map((place) =>
      database.query(`SELECT v FROM ${quoteIdentifier(from)} LIMIT 1 OFFSET ${place}`),
    ),
  );
  const textAt = (i: number): Cell => (texts[i] === undefined ? null : cellAt(texts[i], 'v', 0));
  return {
    figures: {
      jensen_shannon: jensenShannon(pairs),
      chi_square: chiSquareForShape(pairs),
      l_infinity: most?.distance ?? null,
      l_infinity_at: most === null ? null : textAt(frequent.length),
    },
    shares: frequent.map(({ place }, i) => ({ column: column.name, value: textAt(i), ...shares[place] })),
  };
}

/** Each pair of counts as shares of their sides. */
function sharesOf(pairs: readonly CountPair[]): { share: number | null; share_beside: number | null }[] {
  const here = pairs.reduce((sum, [one]) => sum + one, 0);
  const beside = pairs.reduce((sum, [, other]) => sum + other, 0);
  return pairs.map(([one, other]) => ({ share: shareOf(one, here), share_beside: shareOf(other, beside) }));
}
