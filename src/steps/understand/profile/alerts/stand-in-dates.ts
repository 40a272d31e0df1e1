import { quoteIdentifier } from '../../../../core/sql';
import type { ColumnStatistics } from '../../../../core/statistics';
import { makeMissing, type Alert, type AlertInput } from './alert';
import type { Questions } from './questions';

/** Days that stand for "never", "always" and "not known" in databases, and the beginnings of their calendars. */
const STAND_INS: ReadonlySet<string> = new Set([
  ...['9999-12-31', '9999-01-01', '9999-09-09', '2999-12-31', '2099-12-31', '2199-12-31', '3000-01-01'],
  ...[
    '0001-01-01',
    '1000-01-01',
    '1753-01-01',
    '1800-01-01',
    '1899-12-30',
    '1899-12-31',
    '1900-01-01',
    '1970-01-01',
  ],
]);
/** How much farther away than the span of all others such a day lies; a first of January in the midst of data is a day. */
const LEAST_YEARS = 5;
const MOST_ASKED = 60;

const dayOf = (iso: string | null | undefined): string => (iso ?? '').slice(0, 10);
const yearOf = (iso: string): number => Number(iso.slice(0, 4));

/** Days such as 9999-12-31 and 1900-01-01 at the end of a date column, years away from all other dates. */
export async function standInDates(input: AlertInput, { table, select }: Questions): Promise<Alert[]> {
  const suspects = input.statistics.columns
    .filter(({ type, distinct }) => (type === 'date' || type === 'timestamp') && (distinct ?? 0) > 2)
    .flatMap(suspectEnds)
    .slice(0, MOST_ASKED);
  if (suspects.length === 0) return [];
  const each = suspects.map(({ column, day, isLast }, i) => {
    const end = `TIMESTAMP '${day}' + INTERVAL 1 DAY`;
    const next = isLast ? `max(x) FILTER (x < TIMESTAMP '${day}')` : `min(x) FILTER (x >= ${end})`;
    return `SELECT ${i} AS i, count_if(x >= TIMESTAMP '${day}' AND x < ${end})::DOUBLE AS n, (${next})::VARCHAR AS next
      FROM (SELECT ${quoteIdentifier(column.name)}::TIMESTAMP AS x FROM ${table}) WHERE isfinite(x)`;
  });
  const rows = await select(`SELECT * FROM (${each.join(' UNION ALL ')}) ORDER BY i`);
  return rows.flatMap((row) => {
    const suspect = suspects[Number(row.i)];
    if (suspect === undefined || row.next === null) return [];
    const next = dayOf(String(row.next));
    if (Math.abs(yearOf(next) - yearOf(suspect.day)) < LEAST_YEARS) return [];
    return [alertOf(suspect, Number(row.n), next, input)];
  });
}

interface Suspect {
  readonly column: ColumnStatistics;
  readonly day: string;
  readonly isLast: boolean;
}

function suspectEnds(column: ColumnStatistics): Suspect[] {
  const [first, last] = [dayOf(column.dates?.min), dayOf(column.dates?.max)];
  return [
    ...(STAND_INS.has(first) ? [{ column, day: first, isLast: false }] : []),
    ...(STAND_INS.has(last) ? [{ column, day: last, isLast: true }] : []),
  ];
}

function alertOf({ column, day }: Suspect, rows: number, next: string, { format }: AlertInput): Alert {
  const { name, count } = column;
  return {
    alert: 'hidden-missing',
    column: name,
    severity: 'severe',
    text: `${day} stands in ${format.count(rows)} of ${format.count(count)} rows, years away from all others (the next is ${next}): databases write it where a date is missing or open.`,
    numbers: { value: day, rows, count, next },
    suggestion: makeMissing(name, [day]),
    where: [{ kind: 'range', column: name, low: day, high: day }],
  };
}
