import type { Notice } from '../../../core/contract';
import type { FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';
import { conversion, unitOf, type Unit } from '../../../core/units';
import { counted } from '../../../core/words';

/** A share as a plain number: 0.05 for what is 5 %. */
export const PLAIN_SHARE: Unit = shareUnit();

function shareUnit(): Unit {
  const unit = unitOf('1');
  if (unit === undefined) throw new Error('There is no unit for a share of one.');
  return unit;
}

/**
 * True where the numbers without a unit, beside others in percent, are shares of one: they lie from -1 to 1, and their median is nearer
 * (by its ratio) to that of the others as shares of one than to that of the others as they are written. So it is of 0.05 beside 5%, and
 * not of 0.05 beside 0.05%, where the sign adds nothing, nor of 4 beside 5%. `met` has a row for each unit: word, is_known, n, middle
 * (the median of the distinct absolute values), largest.
 */
export function writesPlainShares(met: readonly FrameRow[]): boolean {
  const known = met.filter((row) => row.is_known === true);
  const bare = known.find((row) => row.word === '');
  const [share] = known
    .flatMap((row) => {
      const unit = unitOf(String(row.word));
      return unit === undefined || unit.kind !== PLAIN_SHARE.kind ? [] : [{ row, unit }];
    })
    .sort((a, b) => Number(b.row.n) - Number(a.row.n));
  if (bare === undefined || share === undefined || Number(bare.largest) > 1) return false;
  const factor = conversion(share.unit, PLAIN_SHARE) ?? 1;
  const middle = Number(bare.middle);
  return middle > 0 && middle < Number(share.row.middle) * Math.sqrt(factor);
}

/** What is said of numbers without a unit that stand beside shares in `unit`; `rows` of them. */
export function plainShareNotice(
  column: string,
  rows: number,
  { unit, isConverted }: { readonly unit: string; readonly isConverted: boolean },
  format: NumberFormat,
): Notice {
  const numbers = `“${column}”: ${counted(rows, 'number has', format, 'numbers have')} no unit`;
  if (isConverted) {
    const text = `${numbers} and ${rows === 1 ? 'is a share' : 'are shares'} of one beside values with “${unit}”: 0.05 is ${unit === '%' ? '5%' : '50‰'}.`;
    return { code: 'parse-plain-shares', text };
  }
  const text = `${numbers} and ${rows === 1 ? 'stands' : 'stand'} as written beside values with “${unit}”: 5 and 5${unit} become the same value. Where the sign is meant and the others are shares of one, set the unit to 1: 5% becomes 0.05 and 0.05 stays.`;
  return { code: 'parse-signs-ignored', text, isWarning: true };
}
