import type { RunContext } from '../../../core/run-context';
import type { Statistics } from '../../../core/statistics';
import type { NumberDetails } from '../../../kernels/number-details';
import { columnStatistics } from './assemble';
import type { ProfileTable, Ticker, Treatment } from './columns';
import { countDuplicates } from './duplicates';
import { summarizeNumericColumns } from './numbers';
import { readRanges } from './ranges';
import { groupColumns } from './values';

const NUMERIC: ReadonlySet<Treatment> = new Set(['narrow', 'wide']);
const GROUPED: ReadonlySet<Treatment> = new Set(['wide', 'text', 'dates', 'other']);

/** What was measured of a table. */
export interface MeasuredTable {
  readonly statistics: Statistics;
  /** Box, extremes and order of the columns of numbers, by name: the kernels see them on the way. */
  readonly details: ReadonlyMap<string, NumberDetails>;
}

/**
 * The statistics of a table: first the ranges of all columns in one scan, then, side by side, the numbers in the kernels and
 * groups and repeated rows in the database; the repeated rows of a part say nothing of the whole, and can be left out.
 */
export async function measureTable(
  context: RunContext,
  table: ProfileTable,
  { countsDuplicates = true } = {},
): Promise<MeasuredTable> {
  context.progress('ranges');
  const ranges = await readRanges(context, table);
  const numeric = ranges.filter((range) => NUMERIC.has(range.treatment));
  const grouped = ranges.filter((range) => GROUPED.has(range.treatment));
  const tick = ticker(context, numeric.length + grouped.length, table.rows * table.columns.length);
  const inDatabase = async () => {
    const groups = await groupColumns(context, table, grouped, tick);
    return [groups, countsDuplicates ? await countDuplicates(context, table) : null] as const;
  };
  const [summaries, [groups, duplicates]] = await Promise.all([
    summarizeNumericColumns(context, table, numeric, tick),
    inDatabase(),
  ]);
  const summaryOf = new Map(numeric.map((range, i) => [range, summaries[i]]));
  const details = new Map(
    numeric.flatMap(({ column }, i) => {
      const found = summaries[i]?.details;
      return found === undefined ? [] : [[column.name, found] as const];
    }),
  );
  const groupOf = new Map(grouped.map((range, i) => [range, groups[i]]));
  const columns = ranges.map((range) =>
    columnStatistics(context, table, { range, summary: summaryOf.get(range), grouped: groupOf.get(range) }),
  );
  return { statistics: { version: 1, rows: table.rows, duplicates, columns }, details };
}

/** Counts measured columns of both lanes into one progress, told in values of the table, with the column begun last. */
function ticker(context: RunContext, total: number, values: number): Ticker {
  let measured = 0;
  let at: string | undefined;
  const tell = (): void => {
    const share = measured / total;
    context.progress('columns', share, { done: share * values, total: values, unit: 'values', at });
  };
  return {
    begun: (column) => {
      at = column;
      tell();
    },
    done: (columns) => {
      measured += columns;
      tell();
    },
  };
}
