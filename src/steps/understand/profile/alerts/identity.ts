import { namesIdentifier, readAsIdentifiers } from '../../../../core/meaning/identifier-name';
import type { ColumnStatistics } from '../../../../core/statistics';
import { dropColumns, type ColumnRule } from './alert';

/** Fewer different values are classes, not identifiers. */
const LEAST_IDENTIFIERS = 20;
/** In fewer rows values are all different by chance. */
const LEAST_ROWS = 20;

/** Columns in which no value occurs twice, and identifiers that do repeat: then rows come in groups. */
export const identity: ColumnRule = (column, { statistics: { rows }, format }) => {
  const { name, count, distinct, type } = column;
  if (distinct === null || rows < LEAST_ROWS) return [];
  // Measured numbers seldom repeat: that says nothing.
  if (distinct === count && count === rows && type !== 'number') {
    const isTime = type === 'date' || type === 'timestamp' || type === 'time';
    return [
      {
        alert: 'unique',
        column: name,
        severity: 'note',
        text: `All ${format.count(rows)} values are different: ${isTime ? 'one row for each instant' : 'an identifier, which a model would learn by heart'}.`,
        numbers: { distinct, rows },
        suggestion: isTime ? null : dropColumns([name]),
        where: null,
      },
    ];
  }
  if (distinct < LEAST_IDENTIFIERS || distinct >= count || !isIdentifier(column)) return [];
  const each = count / distinct;
  return [
    {
      alert: 'repeated-identifier',
      column: name,
      severity: 'warning',
      text: `It reads as an identifier, and its ${format.count(distinct)} values stand in ${format.count(count)} rows, ${format.number(each)} each on average: rows of one group must not be divided between training and test.`,
      numbers: { distinct, count, rowsEach: each },
      suggestion: {
        step: 'split',
        title: `Split by group, rows of one “${name}” together`,
        params: { method: 'group', by: [name] },
      },
      where: null,
    },
  ];
};

/** True for integers and texts whose name or values say that they tell persons or things apart. */
export function isIdentifier({ name, type, values }: ColumnStatistics): boolean {
  if (type !== 'integer' && type !== 'text') return false;
  if (namesIdentifier(name)) return true;
  return type === 'text' && readAsIdentifiers(values.counts.map(({ value }) => value));
}
