import type { RunContext, RunInputs, RunOutput } from '../../../core/run-context';
import { tableAt } from '../../../core/run-inputs';
import type { Statistics } from '../../../core/statistics';
import { framesOfAlerts } from './alerts/alert-frame';
import { findAlerts } from './alerts/find-alerts';
import { columnStatistics } from './assemble';
import { valueCap, type ProfileTable, type Treatment } from './columns';
import { countDuplicates } from './duplicates';
import { framesOf } from './frames';
import { missingness } from './missingness';
import { summarizeNumericColumns } from './numbers';
import { readRanges, type ColumnRange } from './ranges';
import type { ProfileParams } from './step';
import { groupColumns, type GroupedColumn } from './values';

/**
 * Profiles a table: first the ranges of all columns in one scan, then, side by side, the numbers in the kernels and groups and
 * repeated rows in the database.
 */
export async function run(context: RunContext, params: ProfileParams, inputs: RunInputs): Promise<RunOutput> {
  const table = profiledTable(inputs);
  context.progress('ranges');
  const ranges = await readRanges(context, table);
  const numeric = ranges.filter((range) => NUMERIC.has(range.treatment));
  const grouped = ranges.filter((range) => GROUPED.has(range.treatment));
  const tick = ticker(context, numeric.length + grouped.length, table.rows * table.columns.length);
  const [summaries, [groups, duplicates]] = await Promise.all([
    summarizeNumericColumns(context, table, numeric, tick),
    readGroups(context, table, grouped, tick),
  ]);
  const summaryOf = new Map(numeric.map((range, i) => [range, summaries[i]]));
  const groupOf = new Map(grouped.map((range, i) => [range, groups[i]]));
  const columns = ranges.map((range) =>
    columnStatistics(context, table, { range, summary: summaryOf.get(range), grouped: groupOf.get(range) }),
  );
  const statistics: Statistics = { version: 1, rows: table.rows, duplicates, columns };
  context.progress('alerts');
  const gaps = await missingness(context, table, statistics);
  const alerts = await findAlerts(context, table, statistics, params);
  return {
    artifacts: { statistics: { kind: 'statistics', value: statistics } },
    frames: { ...framesOf(statistics), alerts: framesOfAlerts(alerts), ...gaps },
  };
}

const NUMERIC: ReadonlySet<Treatment> = new Set(['narrow', 'wide']);
const GROUPED: ReadonlySet<Treatment> = new Set(['wide', 'text', 'dates', 'other']);

function profiledTable(inputs: RunInputs): ProfileTable {
  const { table, rows, columns } = tableAt(inputs);
  return { table, rows, columns, cap: valueCap(columns.length) };
}

/** Counts measured columns of both lanes into one progress, told in values of the table. */
function ticker(context: RunContext, total: number, values: number): (columns: number) => void {
  let measured = 0;
  return (columns) => {
    measured += columns;
    const share = measured / total;
    context.progress('columns', share, { done: share * values, total: values, unit: 'values' });
  };
}

/** What the database does while the kernels work: groups of values, then repeated rows. */
async function readGroups(
  context: RunContext,
  table: ProfileTable,
  ranges: readonly ColumnRange[],
  tick: (columns: number) => void,
): Promise<[GroupedColumn[], NonNullable<Statistics['duplicates']>]> {
  const groups = await groupColumns(context, table, ranges, tick);
  return [groups, await countDuplicates(context, table)];
}
