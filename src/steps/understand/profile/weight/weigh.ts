import { requireColumn } from '../../../../core/column-param';
import type { Frame, FrameRow } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics, Statistics } from '../../../../core/statistics';
import { listText } from '../../../../core/words';
import type { ProfileTable } from '../columns';
import { weighGroups } from './weigh-groups';
import { isForKernels, weighNumericColumns } from './weigh-numeric';
import { isForTexts, weighTextColumns } from './weigh-texts';
import { rowsOfWeighed, type WeighedColumn } from './weighed';
import { readWeights, WEIGHT_TYPES, type Weights } from './weight-column';
import { framesOfWeights, type weightFrames, type WeightRows } from './weight-frames';

/** Throws `column-unknown` or `column-type` where the table has no such weight; nothing is computed for it then. */
export function checkWeight(table: ProfileTable, name: string): void {
  if (name !== '') requireColumn(table, name, WEIGHT_TYPES);
}

/**
 * The statistics of a table with each row counted by its weight; empty frames where no weight is chosen (an empty name) or none
 * can be used, which a notice then says. Some 0.1 to 0.5 s a column and million rows, and a few milliseconds a column of short tables.
 */
export async function weigh(
  context: RunContext,
  table: ProfileTable,
  statistics: Statistics,
  name: string,
): Promise<Record<keyof typeof weightFrames, Frame>> {
  if (name === '') return framesOfWeights();
  context.progress('weights');
  const weights = await readWeights(context, table, name);
  sayLeftOut(context, weights, statistics.rows);
  if (!(weights.total > 0) || !Number.isFinite(weights.total)) return framesOfWeights();
  const weighed = await weighColumns(context, table, statistics.columns, weights);
  const rowsOf = statistics.columns.map((column, i) => rowsOfWeighed(column, weighed[i]!, weights.total));
  const rows: WeightRows = {
    weights: [rowOf(weights)],
    weighted: rowsOf.map(({ figures }) => figures),
    weighted_histograms: rowsOf.flatMap(({ bins }) => bins),
    weighted_values: rowsOf.flatMap(({ values }) => values),
  };
  return framesOfWeights(rows);
}

/**
 * Each column in the way that is cheapest for it: numbers in the kernels, texts and truths many to a statement, the rest (dates, lists,
 * numbers that doubles do not hold or that NaN stands among) a group for each in the database.
 */
async function weighColumns(
  context: RunContext,
  table: ProfileTable,
  columns: readonly ColumnStatistics[],
  weights: Weights,
): Promise<WeighedColumn[]> {
  const weighed = new Map<ColumnStatistics, WeighedColumn>();
  const lanes = [
    { columns: columns.filter(isForKernels), weigh: weighNumericColumns },
    { columns: columns.filter(isForTexts), weigh: weighTextColumns },
    { columns: columns.filter((column) => !isForKernels(column) && !isForTexts(column)), weigh: weighGroups },
  ];
  for (const lane of lanes) {
    await lane.weigh(context, table, { columns: lane.columns, weights }, (column, found) => {
      weighed.set(column, found);
      context.progress('weights', weighed.size / columns.length);
    });
  }
  return columns.map((column) => {
    const found = weighed.get(column);
    if (found === undefined) throw new Error(`The column ${column.name} was not weighed.`);
    return found;
  });
}

function rowOf({ name, rows, total, effective, zero, missing, negative, notFinite }: Weights): FrameRow {
  return { column: name, rows, total, effective, zero, missing, negative, not_finite: notFinite };
}

/** Says which rows no weighted figure counts, and why there are no figures where there are none. */
function sayLeftOut(context: RunContext, weights: Weights, rows: number): void {
  const format = numberFormat('en');
  const { name, missing, negative, notFinite, total } = weights;
  if (rows === 0) return;
  const reasons = [
    ...(missing > 0 ? [`${format.count(missing)} without one`] : []),
    ...(negative > 0 ? [`${format.count(negative)} below 0`] : []),
    ...(notFinite > 0 ? [`${format.count(notFinite)} of NaN or infinity`] : []),
  ];
  const left = missing + negative + notFinite;
  if (left > 0) {
    const what = left === 1 ? 'row has' : 'rows have';
    const text = `${format.count(left)} ${what} no weight that can be used (${listText(reasons)}) and no part in the figures weighted by “${name}”.`;
    context.notice({ code: 'weights-left-out', text, isWarning: true });
  }
  if (total > 0 && Number.isFinite(total)) return;
  const why = weights.rows > 0 ? 'add up to more than a number can hold' : 'have no sum above 0';
  const text = `Nothing is weighted: the weights in “${name}” ${why}.`;
  context.notice({ code: 'weights-unusable', text, isWarning: true });
}
