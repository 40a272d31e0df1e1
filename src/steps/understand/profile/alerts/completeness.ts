import { counted } from '../../../../core/words';
import { dropColumns, isNumeric, type Alert, type ColumnRule } from './alert';

/** From this share of missing values on, filling them makes most of a column up. */
const MOSTLY_MISSING = 0.6;
const WARNS_FROM = 0.05;

/** Columns with missing values, and without any value. */
export const completeness: ColumnRule = (column, { statistics: { rows }, thresholds, format }) => {
  const { name, missing, count } = column;
  if (rows === 0) return [];
  const where = [{ kind: 'missing', column: name } as const];
  const numbers = { missing, rows, share: missing / rows, threshold: thresholds.missingShare };
  if (count === 0) {
    const text = `Not one of ${counted(rows, 'row', format)} has a value.`;
    const base = { alert: 'empty', column: name, severity: 'warning', where: null } as const;
    return [{ ...base, text, numbers, suggestion: dropColumns([name]) }];
  }
  const share = missing / rows;
  if (share <= thresholds.missingShare) return [];
  const text = `${format.count(missing)} of ${counted(rows, 'value', format)} are missing (${format.share(share)}); the alert begins above ${format.share(thresholds.missingShare)}.`;
  const fill = {
    step: 'impute',
    title: `Fill what is missing in “${name}”`,
    params: {
      columns: [name],
      method: isNumeric(column) ? 'median' : 'mode',
      indicator: share >= WARNS_FROM,
    },
  };
  const found: Alert = {
    alert: 'missing',
    column: name,
    severity: share >= WARNS_FROM ? 'warning' : 'note',
    text,
    numbers,
    suggestion: share > MOSTLY_MISSING ? dropColumns([name]) : fill,
    where,
  };
  return [found];
};
