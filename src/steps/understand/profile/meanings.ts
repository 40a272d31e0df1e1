import type { Database } from '../../../core/run-context';
import { personalMeanings } from '../../../core/meaning/personal';
import type { MeaningId } from '../../../core/meaning/meanings';
import type { ColumnStatistics, Statistics } from '../../../core/statistics';

/** Values of a column that are looked at; fewer in tables of thousands of columns. */
const MOST_VALUES = 100;
const MOST_VALUES_OF_TABLE = 20_000;

/** What the columns of a table mean where that is personal, by name, from their statistics. Reads no row of the table. */
export function meaningsOf(
  database: Pick<Database, 'query'>,
  { rows, columns }: Statistics,
): Promise<ReadonlyMap<string, MeaningId>> {
  const most = Math.max(
    5,
    Math.min(MOST_VALUES, Math.floor(MOST_VALUES_OF_TABLE / Math.max(1, columns.length))),
  );
  return personalMeanings(
    database,
    columns.map((column) => ({
      ...{ column: column.name, type: column.type, rows, count: column.count, distinct: column.distinct },
      ...{ min: endOf(column, 'min'), max: endOf(column, 'max') },
      values: column.values.counts.slice(0, most).map(({ value }) => value),
    })),
  );
}

/** An end of a column of numbers; null where doubles do not hold it. */
function endOf({ numbers }: ColumnStatistics, end: 'min' | 'max'): number | null {
  const value = numbers?.[end] ?? null;
  return typeof value === 'number' ? value : null;
}
