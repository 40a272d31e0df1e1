import type { ValueCount } from '../../../../core/statistics';
import type { Alert, AlertInput } from './alert';
import { isMissingWord } from './missing-words';
import type { TextLook } from './text-look';

/** Dates as they are often written: what they look like, and their format for the database. */
const SHAPES: readonly { readonly shape: RegExp; readonly formats: readonly string[] }[] = [
  { shape: /^\d{4}-\d{1,2}-\d{1,2}$/, formats: ['%Y-%m-%d'] },
  { shape: /^\d{4}\/\d{1,2}\/\d{1,2}$/, formats: ['%Y/%m/%d'] },
  { shape: /^\d{1,2}\.\d{1,2}\.\d{4}$/, formats: ['%d.%m.%Y'] },
  { shape: /^\d{1,2}\/\d{1,2}\/\d{4}$/, formats: ['%m/%d/%Y', '%d/%m/%Y'] },
  { shape: /^\d{1,2}-\d{1,2}-\d{4}$/, formats: ['%m-%d-%Y', '%d-%m-%Y'] },
  { shape: /^\d{1,2}\/\d{1,2}\/\d{2}$/, formats: ['%m/%d/%y', '%d/%m/%y'] },
];
const LEAST_SHARE = 0.8;

/** Text columns that hold days, written in one way. */
export function writtenDates({ column, values }: TextLook, { format }: AlertInput): Alert[] {
  const present = values.filter(({ value }) => !isMissingWord(value));
  const rows = sum(present);
  for (const { shape, formats } of SHAPES) {
    const dates = present.filter(({ value }) => shape.test(value.trim()));
    if (rows === 0 || sum(dates) < LEAST_SHARE * rows) continue;
    const fit = formats.filter((each) => dates.every(({ value }) => hasMonth(value, each)));
    const chosen = fit[0] ?? formats[0]!;
    const doubt =
      fit.length > 1
        ? ' Whether the day or the month comes first cannot be told: look before you read them.'
        : '';
    const others = present.filter((each) => !dates.includes(each));
    const base = { alert: 'dates-as-text', column: column.name, severity: 'warning' } as const;
    const ofAll = values.length < (column.distinct ?? 0) ? ' of those listed' : '';
    return [
      {
        ...base,
        text: `${format.count(sum(dates))} texts${ofAll} are days, such as “${dates[0]!.value}” (${format.share(sum(dates) / rows)}); the alert begins at ${format.share(LEAST_SHARE)}.${doubt}`,
        numbers: { dates: sum(dates), count: rows, formats: fit.length === 0 ? formats : fit },
        suggestion: {
          step: 'parse',
          title: `Read “${column.name}” as dates`,
          params: { columns: [column.name], to: 'date', formats: [chosen], failures: 'missing' },
        },
        where:
          others.length === 0
            ? null
            : [
                {
                  kind: 'one-of',
                  column: column.name,
                  values: others.slice(0, 200).map(({ value }) => value),
                },
              ],
      },
    ];
  }
  return [];
}

const sum = (values: readonly ValueCount[]): number => values.reduce((total, { count }) => total + count, 0);

/** True where the part of a date that the format calls the month can be one. */
function hasMonth(value: string, format: string): boolean {
  const place = format.split(/[-/.]/).indexOf('%m');
  const month = Number(value.trim().split(/[-/.]/)[place]);
  return month >= 1 && month <= 12;
}
