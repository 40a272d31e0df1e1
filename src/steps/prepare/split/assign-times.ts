import type { TableArtifact } from '../../../core/artifact';
import { requireColumn } from '../../../core/column-param';
import { failWith } from '../../../core/failure';
import { cellAt } from '../../../core/frame';
import type { Database, MadeTable, RunContext } from '../../../core/run-context';
import { quoteIdentifier, quoteLiteral } from '../../../core/sql';
import type { Column, ColumnType } from '../../../core/table';
import type { SplitParams } from './params';
import { FIRST_LEFT_OUT, LEFT_OUT, type Placing } from './placing';

/** Types whose values follow one another. A time of day does not: it comes again every day. */
const ORDERED: readonly ColumnType[] = ['date', 'timestamp', 'integer', 'number'];
const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

/**
 * A table of `part` for every row, in order: the earlier rows first, equal times in one part. Each cut is the first value
 * of the next part; rows within the gap before it, and rows without a time, are in no part. Throws `column-type`,
 * `split-cuts-count`, `split-cut-invalid`, `split-cuts-order` and `split-gap-invalid`.
 */
export async function byTime(
  { database }: RunContext,
  table: TableArtifact,
  params: SplitParams,
  placing: Placing,
): Promise<MadeTable> {
  const column = requireColumn(table, params.order, ORDERED);
  const times = `SELECT ${timeOf(column)} AS v FROM ${quoteIdentifier(table.table)}`;
  const isGiven = params.folds === null && params.cuts.length > 0;
  const cuts = isGiven
    ? await givenCuts(database, column, params)
    : await foundCuts(database, times, placing.shares);
  const gaps = await startsOfGaps(database, column, params.gap, cuts);
  const typed = (text: string): string => `${quoteLiteral(text)}::${typeOf(column)}`;
  // The last cut that a time has reached says its part; what no cut can be is beyond all times.
  const cases = cuts.flatMap((cut, piece) => {
    if (cut === null) return [];
    const [part, next] = [placing.partOf(piece), placing.partOf(piece + 1)];
    const before = `WHEN v < ${typed(cut)} THEN ${part}`;
    const gap = next === part || next >= FIRST_LEFT_OUT ? null : (gaps[piece] ?? null);
    return gap === null ? [before] : [`WHEN v >= ${gap} AND v < ${typed(cut)} THEN ${LEFT_OUT.gap}`, before];
  });
  const lastPiece = cuts.includes(null) ? cuts.indexOf(null) : cuts.length;
  return database.createTable(
    `SELECT (CASE WHEN v IS NULL THEN ${LEFT_OUT.missing} ${cases.join(' ')} ELSE ${placing.partOf(lastPiece)} END)::UTINYINT AS part FROM (${times})`,
  );
}

/** SQL: the value that orders the rows. NaN is no time; instants with a zone are taken as UTC. */
function timeOf({ name, sqlType }: Column): string {
  const value = quoteIdentifier(name);
  if (/^(FLOAT|DOUBLE)/i.test(sqlType)) return `CASE WHEN isnan(${value}) THEN NULL ELSE ${value} END`;
  return isZoned(sqlType) ? `${value}::TIMESTAMP` : value;
}

const isZoned = (sqlType: string): boolean => /WITH TIME ZONE|TIMESTAMPTZ/i.test(sqlType);
const typeOf = ({ sqlType }: Column): string => (isZoned(sqlType) ? 'TIMESTAMP' : sqlType);

/**
 * The cuts by share, as text: each the value whose rows before it are nearest in number to what is asked, the earlier of two
 * equally near. Each part gets a value of its own while there are enough; null where there are none left.
 */
async function foundCuts(
  database: Database,
  times: string,
  shares: readonly number[],
): Promise<(string | null)[]> {
  const counts = await database.createTable(
    `SELECT v, row_number() OVER (ORDER BY v) - 1 AS place, sum(n) OVER (ORDER BY v) - n AS before
    FROM (SELECT v, count(*) AS n FROM (${times}) WHERE v IS NOT NULL GROUP BY v)`,
  );
  const from = quoteIdentifier(counts.table);
  const total = await database.query(
    `SELECT coalesce(max(before), 0)::DOUBLE AS before, count(*)::DOUBLE AS places FROM ${from}`,
  );
  const places = Number(cellAt(total, 'places', 0));
  const rows = await database.query(`SELECT count(*)::DOUBLE AS n FROM (${times}) WHERE v IS NOT NULL`);
  const cuts: (string | null)[] = [];
  let [share, least] = [0, 1];
  for (const [piece, own] of shares.slice(0, -1).entries()) {
    share += own;
    const most = Math.max(least, places - (shares.length - 1 - piece));
    const target = share * Number(cellAt(rows, 'n', 0));
    const frame = await database.query(
      `SELECT v::VARCHAR AS cut, place::DOUBLE AS place FROM ${from}
      WHERE place BETWEEN ${least} AND ${most} ORDER BY abs(before - ${target}), place LIMIT 1`,
    );
    if (frame.rows === 0) cuts.push(null);
    else {
      cuts.push(String(cellAt(frame, 'cut', 0)));
      least = Number(cellAt(frame, 'place', 0)) + 1;
    }
  }
  return cuts;
}

/** The cuts that the params name, checked; as the database writes them. */
async function givenCuts(database: Database, column: Column, params: SplitParams): Promise<string[]> {
  const { cuts, parts } = params;
  if (cuts.length !== parts.length - 1)
    failWith('split-cuts-count', { parts: parts.length, needed: parts.length - 1, given: cuts.length });
  const type = typeOf(column);
  const values = cuts.map((cut) => `(${quoteLiteral(cut.trim())})`).join(', ');
  const frame = await database.query(
    `SELECT t, TRY_CAST(t AS ${type})::VARCHAR AS cut, coalesce(TRY_CAST(t AS ${type}) <= lag(TRY_CAST(t AS ${type})) OVER (), false) AS is_late
    FROM (VALUES ${values}) AS given(t)`,
  );
  return cuts.map((cut, row) => {
    const text = cellAt(frame, 'cut', row);
    if (text === null) return failWith('split-cut-invalid', { cut, type: column.type, name: column.name });
    if (cellAt(frame, 'is_late', row) === true)
      return failWith('split-cuts-order', { cut, before: cuts[row - 1] ?? '' });
    return String(text);
  });
}

/** SQL: where the gap before each cut begins; null where there is none. */
async function startsOfGaps(
  database: Database,
  column: Column,
  text: string,
  cuts: readonly (string | null)[],
): Promise<(string | null)[]> {
  const gap = gapOf(column, text);
  if (gap === null || cuts.every((cut) => cut === null)) return cuts.map(() => null);
  const starts = cuts.map((cut, piece) => {
    const value = cut === null ? 'NULL' : `${quoteLiteral(cut)}::${typeOf(column)}`;
    // Before an infinite cut there is no gap.
    return `TRY(${value}::${gap.type} - ${gap.length})::VARCHAR AS s${piece}`;
  });
  const frame = await database.query(`SELECT ${starts.join(', ')}`);
  return cuts.map((_, piece) => {
    const start = cellAt(frame, `s${piece}`, 0);
    return start === null ? null : `${quoteLiteral(String(start))}::${gap.type}`;
  });
}

/** The length of the gap as SQL, and the type it is taken from: a day less some hours is an instant. Null where there is none. */
function gapOf(
  { name, type }: Column,
  gap: string,
): { readonly length: string; readonly type: string } | null {
  const [, amount = '', unit = ''] = /^([\d.]+) ?(\p{L}*)$/u.exec(gap.trim()) ?? [];
  if (amount === '' || Number(amount) === 0) return null;
  const isWhole = /^\d+$/.test(amount);
  if (type === 'integer' || type === 'number') {
    if (unit !== '') failWith('split-gap-invalid', { gap, name, type });
    return { length: amount, type: type === 'integer' && isWhole ? 'HUGEINT' : 'DOUBLE' };
  }
  const known = UNITS.find((each) => [each, `${each}s`].includes(unit.toLowerCase()));
  if (!isWhole || (unit !== '' && known === undefined)) failWith('split-gap-invalid', { gap, name, type });
  return { length: `INTERVAL '${amount} ${known ?? 'day'}'`, type: 'TIMESTAMP' };
}
