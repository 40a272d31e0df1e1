import { quoteLiteral } from '../../../../core/sql';
import type { LoadParams } from '../params';

/** Stands for "no text means missing": no field holds this character alone. */
const NOTHING = '\u0001';

/** The texts that mean missing, as an SQL list. */
export function missingList(missing: readonly string[]): string {
  return `[${(missing.length === 0 ? [NOTHING] : missing).map(quoteLiteral).join(', ')}]`;
}

/** The options of `read_csv` and `sniff_csv` for how numbers are written; none where they are written as the engine reads them. */
export function numberOptions({ decimal, thousands }: LoadParams): string[] {
  return [
    ...(decimal === '.' ? [] : [`decimal_separator = ${quoteLiteral(decimal)}`]),
    ...(thousands === 'none' ? [] : [`thousands = ${quoteLiteral(thousands)}`]),
  ];
}
