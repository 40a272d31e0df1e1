import { quoteIdentifier } from '../sql';
import type { Column } from '../table';
import { holdsExactly, isFloating } from './cells';
import { doubleLiteral, numberOf, type TransformMethod } from './method';

/** Beyond this no integer of the database is. */
const MOST_INTEGER = 1e38;

/** The bounds of a column; null for an open side. */
export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Values beyond a bound become the bound. Missing stays missing, NaN stays NaN, ±Infinity is beyond every bound. A side
 * without a bound is open. Constants: `low` and `high`, and the range `min` to `max` they were learned on. Integers stay
 * integers: in an integer column the bounds are rounded inwards, in one of decimals to its digits.
 */
export const clip: TransformMethod = {
  types: () => ['integer', 'number'],
  replace: (column, constants) => {
    const quoted = quoteIdentifier(column.name);
    const bounds = { low: numberOf(constants, 'low'), high: numberOf(constants, 'high') };
    const { below, above } = beyondTests(column, bounds);
    const cases = [
      below === 'false' ? '' : ` WHEN ${below} THEN ${boundSql(column, bounds.low, 'low')}`,
      above === 'false' ? '' : ` WHEN ${above} THEN ${boundSql(column, bounds.high, 'high')}`,
    ].join('');
    return [{ sql: cases === '' ? quoted : `CASE${cases} ELSE ${quoted} END`, name: column.name }];
  },
};

/** SQL that is true where a value lies below the low bound, or above the high one; `false` for an open side. Null where missing. */
export function beyondTests(column: Column, { low, high }: Bounds): { below: string; above: string } {
  const quoted = quoteIdentifier(column.name);
  const [least, most] = [boundSql(column, low, 'low'), boundSql(column, high, 'high')];
  // For the database NaN is greater than every number.
  const known = isFloating(column) ? ` AND NOT isnan(${quoted})` : '';
  return {
    below: least === null ? 'false' : `${quoted} < ${least}`,
    above: most === null ? 'false' : `(${quoted} > ${most}${known})`,
  };
}

/** A bound as the values of a column can have it: of integers the next integer inside, of decimals with its digits. */
export function boundFor({ type, sqlType }: Column, bound: number, side: 'low' | 'high'): number {
  const inwards = side === 'low' ? Math.ceil : Math.floor;
  if (type === 'integer') return inwards(bound) + 0;
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)/i.exec(sqlType)?.[1];
  if (scale === undefined || holdsExactly({ sqlType }, String(bound))) return bound;
  const rounded = inwards(bound * 10 ** Number(scale)) / 10 ** Number(scale);
  return Number.isFinite(rounded) ? rounded : bound;
}

function boundSql(column: Column, bound: number | null, side: 'low' | 'high'): string | null {
  if (bound === null) return null;
  const fitted = boundFor(column, bound, side);
  const text = String(fitted);
  if (column.type !== 'integer') {
    return holdsExactly(column, text) ? `'${text}'::${column.sqlType}` : doubleLiteral(fitted);
  }
  return Math.abs(fitted) >= MOST_INTEGER ? null : BigInt(fitted).toString();
}
