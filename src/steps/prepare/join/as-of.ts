import type { Database, MadeTable } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import { commonType } from '../../../core/union-types';
import {
  compared,
  figure,
  isKeyless,
  keysAreEqual,
  numbered,
  rowNumberName,
  type Matches,
  type Matching,
} from './match';
import type { Pair } from './keys';
import type { JoinParams } from './step';

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** Which rows meet, and how many. */
export interface AsOfMatches {
  /** A table of two columns: the number of a row of left that meets one, and of the row of right, from 1. */
  readonly table: MadeTable;
  readonly matches: Matches;
  /** Rows of right that are not looked at, since a later one has the same key and time. */
  readonly repeatedTimes: number;
}

/**
 * Finds for every row of left the last row of right at or before its time, among those of equal keys. Of rows of right with
 * the same key and time the last one counts. A missing key or time, and a time that is NaN, meets nothing.
 */
export async function matchAsOf(database: Database, matching: Matching): Promise<AsOfMatches> {
  const { pairs, params } = matching;
  const time = pairs.find(({ role }) => role === 'time');
  if (time === undefined) throw new Error('An as-of join has a pair of times.');
  const i = rowNumberName(matching);
  const on = [
    keysAreEqual(matching),
    `${compared(time, 'left', params)} ${params.sameTime ? '>=' : '>'} ${compared(time, 'right', params)}`,
  ];
  const partition = pairs.map((pair) => compared(pair, 'right', params)).join(', ');
  // A row of left without a time would meet the last one of its key: the database takes the missing time for the greatest.
  const timed = `(SELECT * FROM ${numbered(matching, 'left')} WHERE NOT (${isKeyless(matching, 'left')})) AS l`;
  const latest = `(SELECT * FROM ${numbered(matching, 'right')} WHERE NOT (${isKeyless(matching, 'right')})
    QUALIFY row_number() OVER (PARTITION BY ${partition} ORDER BY ${i} DESC) = 1) AS r`;
  const near = isNear(time, params);
  const table = await database.createTable(`
    SELECT l.${i} AS l, r.${i} AS r FROM ${timed} ASOF JOIN ${latest}
    ON ${on.filter((each) => each !== '').join(' AND ')}${near === null ? '' : ` WHERE ${near}`}`);
  const counts = await database.query(`
    SELECT count(r)::DOUBLE AS matched, count(DISTINCT r)::DOUBLE AS met FROM ${quoteIdentifier(table.table)}`);
  const keyless = async (side: 'left' | 'right'): Promise<number> => {
    const from = `${quoteIdentifier(matching[side].table)} AS ${side === 'left' ? 'l' : 'r'}`;
    return figure(
      await database.query(`SELECT count(*)::DOUBLE AS n FROM ${from} WHERE ${isKeyless(matching, side)}`),
      'n',
    );
  };
  const distinct = await database.query(`SELECT count(*)::DOUBLE AS n FROM (SELECT DISTINCT ${partition}
    FROM ${quoteIdentifier(matching.right.table)} AS r WHERE NOT (${isKeyless(matching, 'right')}))`);
  const right = { matched: figure(counts, 'met'), keyless: await keyless('right'), repeated: 0 };
  const matched = figure(counts, 'matched');
  return {
    table,
    matches: {
      left: { matched, keyless: await keyless('left'), repeated: 0 },
      right,
      pairs: matched,
      repeatedInBoth: 0,
    },
    repeatedTimes: matching.right.rows - right.keyless - figure(distinct, 'n'),
  };
}

/** SQL: that the row of right is no further back than the tolerance; null where any is near enough. */
function isNear(time: Pair, params: JoinParams): string | null {
  if (params.tolerance === null) return null;
  const left = compared(time, 'left', params);
  const right = compared(time, 'right', params);
  if (time.left.type === 'integer' && time.right.type === 'integer') {
    return `(${left})::HUGEINT - (${right})::HUGEINT <= ${params.tolerance}`;
  }
  const common = commonType([time.left, time.right]);
  const isMoment = time.left.type === 'date' || time.left.type === 'timestamp' || common === 'clash';
  if (!isMoment) return `(${left}) - (${right}) <= ${params.tolerance}`;
  const microseconds = Math.round(params.tolerance * SECONDS[params.unit] * 1e6);
  return `${right} >= ${left} - to_microseconds(${microseconds})`;
}
