import type { Statistics } from '../../../../core/statistics';

/**
 * A profile as a file: the statistics artifact as the headless runner prints it, in JSON. `name` is the table, `leftOut` names the
 * columns that were hidden and not to be saved. `value` is `Statistics`; two of the same columns merge.
 */
export interface StatisticsFile {
  readonly kind: 'statistics';
  readonly name: string;
  readonly leftOut: readonly string[];
  readonly value: Statistics;
}

/** The text of such a file, two spaces deep, without the columns of the names given. */
export function statisticsText(name: string, value: Statistics, leftOut: ReadonlySet<string>): string {
  const columns = value.columns.filter((column) => !leftOut.has(column.name));
  const file: StatisticsFile = {
    kind: 'statistics',
    name,
    leftOut: value.columns.flatMap((column) => (leftOut.has(column.name) ? [column.name] : [])),
    value: { ...value, columns },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
