import { frameRows } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../../core/sql';

/** Numbers that people write where one is missing, as texts: runs of nines and the least numbers of small storage. */
export const STAND_INS: readonly string[] = [
  ...['-1', '-9', '-99', '-999', '-9999', '-99999', '-999999', '-888', '-777', '-8888', '-7777', '-32768'],
  ...['-1.0', '-9.0', '-99.0', '-999.0', '-9999.0', '-99.9', '-999.9', '-99.99', '-999.99', '-9999.99'],
  ...['999', '9999', '99999', '999999', '9999999', '999.0', '9999.0', '99999.0', '999.9', '9999.9', '999.99'],
  ...['-1,0', '-9,0', '-99,0', '-999,0', '-9999,0', '999,0', '9999,0', '-99,9', '-999,9', '999,9', '9999,9'],
];

/** A number that may stand for missing, and what speaks for it. */
export interface StandIn {
  readonly column: string;
  readonly token: string;
  readonly rows: number;
  readonly total: number;
  readonly isBelow: boolean;
  /** The next value above it (below it, where it is the greatest). */
  readonly next: number;
}

const SAMPLE_ROWS = 20_480;
const MOST_COLUMNS = 200;
/** A column of fewer values than these is a code or a sign, whose values all mean something. */
const LEAST_VALUES = 4;

const VALUES = new Set(STAND_INS.map((text) => Number(text.replace(',', '.'))));

/**
 * Numbers that may stand for missing in the columns given: the least or the greatest value, one that people write for missing,
 * which stands there more than once, and either is the only one below zero or lies farther from the next value than all others
 * from each other. Looks at 20,480 rows, and at all rows of the columns where something is found there.
 */
export async function findStandIns(
  context: RunContext,
  table: string,
  names: readonly string[],
): Promise<StandIn[]> {
  const sample = `(FROM ${quoteIdentifier(table)} LIMIT ${SAMPLE_ROWS})`;
  const likely = await extremes(context, sample, names.slice(0, MOST_COLUMNS));
  const columns = [...new Set(likely.map(({ column }) => column))];
  return extremes(context, quoteIdentifier(table), columns);
}

async function extremes(
  { database }: RunContext,
  from: string,
  names: readonly string[],
): Promise<StandIn[]> {
  if (names.length === 0) return [];
  const each = names.map((name) => {
    const x = quoteIdentifier(name);
    return `(WITH v AS (SELECT ${x}::DOUBLE AS x, count(*) AS n FROM ${from} WHERE isfinite(${x}::DOUBLE) GROUP BY 1),
      e AS (SELECT min(x) AS low, max(x) AS high, count(*) AS many FROM v)
      SELECT ${quoteLiteral(name)} AS name, low, high, many::DOUBLE AS many, sum(n)::DOUBLE AS total,
        (sum(n) FILTER (x = low))::DOUBLE AS lows, (sum(n) FILTER (x = high))::DOUBLE AS highs,
        min(x) FILTER (x > low) AS above, max(x) FILTER (x < high) AS below FROM v, e GROUP BY ALL)`;
  });
  const found = await database.query(each.join(' UNION ALL '));
  return frameRows(found).flatMap((row) => {
    const of = (key: string): number => Number(row[key]);
    if (of('many') < LEAST_VALUES) return [];
    const base = { column: String(row.name), total: of('total') };
    const least = { ...base, token: String(of('low')), rows: of('lows'), isBelow: true, next: of('above') };
    const most = { ...base, token: String(of('high')), rows: of('highs'), isBelow: false, next: of('below') };
    const isLow = of('low') < 0 && (of('above') >= 0 || of('above') - of('low') > of('high') - of('above'));
    const isHigh = of('high') > 0 && of('high') - of('below') > of('below') - of('low');
    const fits = ({ token, rows }: StandIn): boolean => rows > 1 && VALUES.has(Number(token));
    return [...(isLow && fits(least) ? [least] : []), ...(isHigh && fits(most) ? [most] : [])];
  });
}
