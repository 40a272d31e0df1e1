import type { ColumnHead, HeadBar, HeadKind } from '../../core/column-head';
import type { NumberFormat } from '../../core/number-format';

/** What one bar of a head's picture holds: "12 to 18: 1,204 rows". */
export function barText(bar: HeadBar, kind: HeadKind, format: NumberFormat): string {
  return `${rangeText(bar, kind, format)}: ${rowsText(bar.count, format)}`;
}

/** A head's picture in words, for those who do not see it. */
export function pictureText(head: ColumnHead, format: NumberFormat): string {
  const [first] = head.bars;
  const last = head.bars.at(-1);
  if (first === undefined || last === undefined) return 'no values to draw';
  const highest = head.bars.reduce((most, bar) => (bar.count > most.count ? bar : most));
  if (head.kind === 'values') return `most frequent: ${barText(highest, head.kind, format)}`;
  const range = rangeText({ ...first, high: last.high }, head.kind, format);
  return head.bars.length === 1
    ? barText(first, head.kind, format)
    : `${range}; most in ${barText(highest, head.kind, format)}`;
}

/** How many distinct values a column has: "353 distinct", "all different", "one value". */
export function distinctText({ distinct, present }: ColumnHead, format: NumberFormat): string {
  if (present === 0) return 'no values';
  if (distinct === 1) return 'one value';
  return distinct === present ? 'all different' : `${format.count(distinct)} distinct`;
}

/** How much of a column is missing: "8.6 % missing"; nothing where nothing is. */
export function missingText({ missing, present }: ColumnHead, format: NumberFormat): string {
  return missing === 0 ? '' : `${format.share(missing / (missing + present))} missing`;
}

/** How much of a column is missing, in full: "381 of 4,454 rows"; undefined where nothing is. */
export function missingTitle({ missing, present }: ColumnHead, format: NumberFormat): string | undefined {
  return missing === 0 ? undefined : `${format.count(missing)} of ${rowsText(missing + present, format)}`;
}

const rowsText = (count: number, format: NumberFormat): string =>
  `${format.count(count)} ${count === 1 ? 'row' : 'rows'}`;

function rangeText({ low, high, value }: HeadBar, kind: HeadKind, format: NumberFormat): string {
  if (value !== null || low === null || high === null)
    return value === null || value === '' ? 'empty text' : `“${value}”`;
  const [from, to] = [low, high].map((end) =>
    kind === 'numbers' ? format.number(end) : dateText(end, kind),
  );
  return from === to ? `${from}` : `${from} to ${to}`;
}

/** A day or an instant in UTC; JavaScript's calendar ends before the database's. */
function dateText(milliseconds: number, kind: HeadKind): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return 'a day beyond the year 275760';
  const [day = '', time = ''] = date.toISOString().split('T');
  return kind === 'days' ? day : `${day} ${time.slice(0, 5)}`;
}
