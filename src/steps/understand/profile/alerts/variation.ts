import { counted } from '../../../../core/words';
import { dropColumns, quoted, type ColumnRule } from './alert';

/** Columns with one value, or nearly so. */
export const variation: ColumnRule = (column, { statistics: { rows }, thresholds, format }) => {
  const { name, count, distinct, values, missing } = column;
  const [top] = values.counts;
  if (rows < 2 || count === 0 || top === undefined) return [];
  const numbers = { value: top.value, rows: top.count, share: top.count / count, distinct, missing };
  if (distinct === 1) {
    const rest = missing > 0 ? `; ${format.count(missing)} are missing` : '';
    return [
      {
        alert: 'constant',
        column: name,
        severity: 'warning',
        text: `All ${counted(count, 'value', format)} are ${quoted(top.value)}${rest}: the column tells nothing apart.`,
        numbers,
        suggestion: dropColumns([name]),
        where: null,
      },
    ];
  }
  const share = top.count / count;
  if (share < thresholds.nearConstant || count < LEAST_VALUES) return [];
  return [
    {
      alert: 'near-constant',
      column: name,
      severity: 'note',
      text: `${quoted(top.value)} makes up ${format.share(share)} of the values; the alert begins at ${format.share(thresholds.nearConstant)}.`,
      numbers: { ...numbers, threshold: thresholds.nearConstant },
      suggestion: dropColumns([name]),
      where: null,
    },
  ];
};

/** Of fewer values, one being frequent says nothing. */
const LEAST_VALUES = 20;
