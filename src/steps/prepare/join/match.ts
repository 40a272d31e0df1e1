import type { TableArtifact } from '../../../core/artifact';
import { cellAt, type Frame } from '../../../core/frame';
import type { Database } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { commonType } from '../../../core/union-types';
import type { Pair } from './keys';
import type { JoinParams } from './step';

/** Two tables and what is compared of them. */
export interface Matching {
  readonly left: TableArtifact;
  readonly right: TableArtifact;
  readonly pairs: readonly Pair[];
  readonly params: JoinParams;
}

/** How the rows of a table fared; see the frame `sides`. */
export interface Side {
  readonly matched: number;
  readonly keyless: number;
  readonly repeated: number;
}

/** What matching found. */
export interface Matches {
  readonly left: Side;
  readonly right: Side;
  readonly pairs: number;
  /** Keys that stand more than once in both tables. */
  readonly repeatedInBoth: number;
}

type SideName = 'left' | 'right';
const ALIAS = { left: 'l', right: 'r' } as const;

/** A name that no column of the two tables has, for the number of a row. */
export function rowNumberName({ left, right }: Pick<Matching, 'left' | 'right'>): string {
  const taken = new Set([...left.columns, ...right.columns].map(({ name }) => name.toLowerCase()));
  let name = 'row_number';
  while (taken.has(name)) name = `${name}_`;
  return quoteIdentifier(name);
}

/** SQL: the rows of a side, each with its number, as `l` or `r`. */
export function numbered(matching: Matching, side: SideName): string {
  const from = quoteIdentifier(matching[side].table);
  return `(SELECT *, row_number() OVER () AS ${rowNumberName(matching)} FROM ${from}) AS ${ALIAS[side]}`;
}

/** SQL: the value of a column as it is compared; a NaN is no time. */
export function compared(pair: Pair, side: SideName, { compare }: JoinParams, alias = ALIAS[side]): string {
  const column: Column = pair[side];
  const name = `${alias}.${quoteIdentifier(column.name)}`;
  if (pair.role === 'key' && compare === 'as text') return `${name}::VARCHAR`;
  const common = commonType([pair.left, pair.right]);
  const cast = common === 'clash' ? null : common.cast;
  const value = cast === null ? name : `${name}::${cast}`;
  const isFloating = /^(FLOAT|DOUBLE)/i.test(cast ?? column.sqlType);
  return pair.role === 'time' && isFloating ? `CASE WHEN isnan(${value}) THEN NULL ELSE ${value} END` : value;
}

/** SQL: that the keys of `l` and `r` are equal. */
export function keysAreEqual({ pairs, params }: Matching): string {
  const keys = pairs.filter(({ role }) => role === 'key');
  return keys
    .map((pair) => `${compared(pair, 'left', params)} = ${compared(pair, 'right', params)}`)
    .join(' AND ');
}

/** SQL: that a row of a side has no value in one of the columns compared. */
export function isKeyless({ pairs, params }: Matching, side: SideName): string {
  return pairs.map((pair) => `(${compared(pair, side, params)}) IS NULL`).join(' OR ');
}

/**
 * Counts what equal keys bring together, before it is brought together: groups each table by its keys and joins the groups. One
 * statement, no row is made.
 */
export async function countMatches(database: Database, matching: Matching): Promise<Matches> {
  const { pairs } = matching;
  const grouped = (side: SideName): string => {
    const keys = pairs.map((pair, place) => `${compared(pair, side, matching.params)} AS k${place}`);
    const from = `${quoteIdentifier(matching[side].table)} AS ${ALIAS[side]}`;
    return `SELECT ${keys.join(', ')}, count(*)::HUGEINT AS n FROM ${from} GROUP BY ${pairs.map((_, place) => place + 1).join(', ')}`;
  };
  const on = pairs.map((_, place) => `a.k${place} = b.k${place}`).join(' AND ');
  const keyless = pairs.map((_, place) => `k${place} IS NULL`).join(' OR ');
  const frame = await database.query(`
    WITH a AS MATERIALIZED (${grouped('left')}), b AS MATERIALIZED (${grouped('right')}),
      met AS (SELECT a.n AS ln, b.n AS rn FROM a JOIN b ON ${on})
    SELECT coalesce(sum(ln), 0)::DOUBLE AS left_matched, coalesce(sum(rn), 0)::DOUBLE AS right_matched,
      coalesce(sum(ln * rn), 0)::DOUBLE AS pairs, count(*) FILTER (ln > 1)::DOUBLE AS left_repeated,
      count(*) FILTER (rn > 1)::DOUBLE AS right_repeated, count(*) FILTER (ln > 1 AND rn > 1)::DOUBLE AS both_repeated,
      (SELECT coalesce(sum(n), 0) FROM a WHERE ${keyless})::DOUBLE AS left_keyless,
      (SELECT coalesce(sum(n), 0) FROM b WHERE ${keyless})::DOUBLE AS right_keyless
    FROM met`);
  return {
    left: sideOf(frame, 'left'),
    right: sideOf(frame, 'right'),
    pairs: figure(frame, 'pairs'),
    repeatedInBoth: figure(frame, 'both_repeated'),
  };
}

function sideOf(frame: Frame, side: SideName): Side {
  return {
    matched: figure(frame, `${side}_matched`),
    keyless: figure(frame, `${side}_keyless`),
    repeated: figure(frame, `${side}_repeated`),
  };
}

/** A number of the first row of a frame. */
export function figure(frame: Frame, column: string): number {
  return Number(cellAt(frame, column, 0));
}
