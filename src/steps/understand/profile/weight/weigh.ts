import { requireColumn } from '../../../../core/column-param';
import { cellAt, type Frame, type FrameRow } from '../../../../core/frame';
import { numberFormat } from '../../../../core/number-format';
import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics, Statistics } from '../../../../core/statistics';
import { listText } from '../../../../core/words';
import { isoStart, truncateDate } from '../../../../kernels/calendar';
import { dateKindOf } from '../../../../kernels/merge-dates';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import { decimalText, isoText } from '../value-text';
import { CELLS, weighSql } from './weigh-sql';
import { readWeights, WEIGHT_TYPES, type Weights } from './weight-column';
import { framesOfWeights, type weightFrames, type WeightRows } from './weight-frames';

const ROWS_PER_STATEMENT = 2_000_000;
/** A statement over more columns costs more to plan than to run. */
const MOST_COLUMNS = 10;

/** Throws `column-unknown` or `column-type` where the table has no such weight; nothing is computed for it then. */
export function checkWeight(table: ProfileTable, name: string): void {
  if (name !== '') requireColumn(table, name, WEIGHT_TYPES);
}

/**
 * The statistics of a table with each row counted by its weight; empty frames where no weight is chosen (an empty name) or none
 * can be used, which a notice then says. Every column is grouped by value once, some 0.1 to 0.5 s a column and million rows.
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
  const weighted: FrameRow[] = [];
  const bins: FrameRow[] = [];
  const values: FrameRow[] = [];
  const size = columnsPerPiece(table.rows, ROWS_PER_STATEMENT, MOST_COLUMNS);
  for (const piece of piecesOf(statistics.columns, size)) {
    const parts = piece.map((column, i) => weighSql(column, i, table.table, weights));
    const frame = await context.database.query(parts.join('\nUNION ALL\n'));
    piece.forEach((column, i) => {
      const answers = answersOf(frame, i);
      weighted.push(weightedRow(column, answers, weights));
      bins.push(...binRows(column, answers));
      values.push(...valueRows(column, answers));
    });
    context.progress('weights', weighted.length / statistics.columns.length);
  }
  const rows: WeightRows = {
    weights: [rowOf(weights)],
    weighted,
    weighted_histograms: bins,
    weighted_values: values,
  };
  return framesOfWeights(rows);
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

/** One row of an answer: its text and its numbers. */
interface Answer {
  readonly kind: string;
  readonly text: string | null;
  readonly x: readonly (number | null)[];
}

function answersOf(frame: Frame, index: number): Answer[] {
  const answers: Answer[] = [];
  for (let row = 0; row < frame.rows; row++) {
    if (Number(cellAt(frame, 'c', row)) !== index) continue;
    const text = cellAt(frame, 'v', row);
    answers.push({
      kind: String(cellAt(frame, 'kind', row)),
      text: text === null ? null : String(text),
      x: Array.from({ length: CELLS }, (_, i) => finite(cellAt(frame, `x${i}`, row))),
    });
  }
  return answers;
}

function finite(cell: unknown): number | null {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

function weightedRow(
  { name, numbers }: ColumnStatistics,
  answers: readonly Answer[],
  { total }: Weights,
): FrameRow {
  const sums = answers.find(({ kind }) => kind === 'sum')?.x ?? [];
  const tenths = answers.find(({ kind }) => kind === 'decile')?.x ?? [];
  // Rounding aside, both add up to the total; made exact, so that a column without gaps has the same count as the others.
  const missing = sums[0] === 0 ? total : Math.min(total, sums[1] ?? 0);
  const row = { column: name, count: total - missing, missing, missing_share: missing / total };
  if (numbers === undefined) return row;
  const deciles = tenths.map((value, i) => [`d${i * 10}`, value] as const);
  return {
    ...row,
    mean: sums[3] ?? null,
    sd: sums[4] ?? null,
    median: tenths[5] ?? null,
    ...Object.fromEntries(deciles),
  };
}

/** The bins of the statistics, each with its weight; 0 where no row of weight falls in. */
function binRows(column: ColumnStatistics, answers: readonly Answer[]): FrameRow[] {
  const found = answers.filter(({ kind }) => kind === 'bin').map(({ x }) => [x[0] ?? 0, x[1] ?? 0] as const);
  const { name, numbers, dates, type } = column;
  const histogram = numbers?.histogram ?? null;
  if (histogram !== null) {
    const weightAt = new Map(found);
    return histogram.counts.map((_, bin) => ({
      column: name,
      kind: 'equal_width',
      bin,
      low: histogram.edges[bin] ?? null,
      high: histogram.edges[bin + 1] ?? null,
      weight: weightAt.get(bin) ?? 0,
      unit: null,
    }));
  }
  const calendar = dates?.histogram ?? null;
  if (calendar === null) return [];
  const { unit, starts } = calendar;
  const weightAt = new Map<string, number>();
  for (const [start, weight] of found) {
    const key = isoStart(truncateDate(start, unit), unit, dateKindOf(type));
    weightAt.set(key, (weightAt.get(key) ?? 0) + weight);
  }
  return starts.map((low, bin) => ({
    column: name,
    kind: 'date',
    bin,
    low,
    high: null,
    weight: weightAt.get(low) ?? 0,
    unit,
  }));
}

function valueRows(column: ColumnStatistics, answers: readonly Answer[]): FrameRow[] {
  const present = answers.find(({ kind }) => kind === 'sum')?.x[0] ?? 0;
  return answers
    .filter(({ kind }) => kind === 'top')
    .sort((a, b) => (b.x[0] ?? 0) - (a.x[0] ?? 0))
    .map(({ text, x }, i) => ({
      column: column.name,
      rank: i + 1,
      value: valueText(column, text ?? '', x[1] ?? null),
      weight: x[0] ?? 0,
      share: present > 0 ? (x[0] ?? 0) / present : 0,
    }));
}

/** A value as the frame `top_values` writes it. */
function valueText({ numbers, dates }: ColumnStatistics, text: string, value: number | null): string {
  if (dates !== undefined) return isoText(text);
  if (numbers === undefined) return text;
  if (value === null) return NOT_FINITE[text] ?? text;
  const isWide = typeof numbers.min === 'string' || typeof numbers.max === 'string';
  return isWide ? decimalText(text) : String(value);
}
const NOT_FINITE: Readonly<Record<string, string>> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity' };
