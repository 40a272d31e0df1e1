import type { ColumnFacts } from '../../core/column-facts';
import type { NumberFormat } from '../../core/number-format';

/** A figure of a column with its name; `exact` in full. */
export interface FactRow {
  readonly label: string;
  readonly text: string;
  readonly exact: string;
}

/** The figures of a column that there are, in the order they are read. */
export function factRows(facts: ColumnFacts, rows: number, format: NumberFormat): FactRow[] {
  const counted = (label: string, count: number): FactRow => ({
    label,
    text: format.count(count),
    exact: `${format.count(count)} of ${format.count(rows)} rows`,
  });
  const some = (label: string, count: number): FactRow[] => (count === 0 ? [] : [counted(label, count)]);
  const value = (label: string, text: string | null): FactRow[] =>
    text === null ? [] : [{ label, text: shownText(text, format), exact: text }];
  const mean = facts.mean === null ? null : String(facts.mean);
  return [
    counted('present', facts.present),
    counted('missing', facts.missing),
    counted('distinct', facts.distinct),
    ...value('least', facts.low),
    ...value('median', facts.median),
    ...value('greatest', facts.high),
    ...value('mean', mean),
    ...some('NaN', facts.nan),
    ...some('infinite', facts.infinite),
    ...some('empty text', facts.empty),
  ];
}

/** A number of a few digits stands as it is, one of many is rounded. */
function shownText(text: string, format: NumberFormat): string {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) return text;
  if (/^-?\d+$/.test(text)) return text;
  return format.number(number);
}
