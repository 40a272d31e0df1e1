import { cellAt, frameOfRows, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import type { Part } from './bars';
import { chooseBins, edgesOf, type Binning } from './binning';
import { calendarOf, countUnits } from './calendar';
import { double, isDate, type Drawing } from './drawing';
import type { Facts } from './facts';
import { frames } from './frames';
import type { SeriesPlan } from './series';
import type { ChartParams } from './step';

const COLUMNS = Object.keys(frames.bins ?? {});

/** Counts of rows per bin and series: bins of equal width for numbers (of their logarithms on a log scale), calendar units for dates. */
export async function histogram(
  context: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
  { used }: Facts,
): Promise<Part> {
  if (used === 0) return { facts: {}, frame: frameOfRows(COLUMNS, []) };
  return isDate(drawing.x) ? overDates(context, drawing, plan) : overNumbers(context, drawing, plan, params);
}

async function overDates(context: RunContext, drawing: Drawing, plan: SeriesPlan): Promise<Part> {
  const calendar = await calendarOf(context, drawing);
  const { facts } = calendar;
  if (calendar.unit === null) return { facts, frame: frameOfRows(COLUMNS, []) };
  const counted = await countUnits(context, drawing, plan, calendar);
  const rows = counted.starts.flatMap((low, unit) =>
    plan.series.map((_, series) => ({ low, high: null, series, count: counted.at(unit, series)?.rows ?? 0 })),
  );
  return { facts, frame: frameOfRows(COLUMNS, rows) };
}

async function overNumbers(
  { database }: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
): Promise<Part> {
  const isLog = params.xScale === 'log';
  const rows = `FROM ${drawing.table} WHERE ${drawing.used}`;
  const spread = await database.query(
    `SELECT count(*)::DOUBLE AS n, min(v) AS low, max(v) AS high, quantile_cont(v, 0.25) AS q1, ` +
      `quantile_cont(v, 0.75) AS q3 FROM (SELECT ${drawing.xValue} AS v ${rows})`,
  );
  const at = (name: string): number => Number(cellAt(spread, name, 0));
  const isInteger = drawing.x.type === 'integer' && !isLog;
  const binning = chooseBins(
    { count: at('n'), low: at('low'), high: at('high'), q1: at('q1'), q3: at('q3'), isInteger },
    params.bins,
  );
  const counts = await database.query(
    `SELECT ${binOf('v', binning)}::DOUBLE AS bin, s::DOUBLE AS series, count(*)::DOUBLE AS n ` +
      `FROM (SELECT ${drawing.xValue} AS v, ${plan.expression} AS s ${rows}) GROUP BY 1, 2`,
  );
  const back = (value: number): number => (isLog ? 10 ** value : value);
  return {
    facts: { rule: binning.rule, x_low: back(at('low')), x_high: back(at('high')) },
    frame: binFrame(edgesOf(binning).map(back), counts, plan),
  };
}

/**
 * SQL for the number of a value's bin. The quotient may fall beside an edge by the last bit, so it is put right by comparing
 * the value with the edges themselves, as they are stated. All is halved, since the range of [-max, max] would overflow.
 */
export function binOf(value: string, { bins, low, width }: Binning): string {
  if (width === 0) return '0';
  const [half, start, step] = [`(${value} / 2)`, double(low / 2), double(width / 2)];
  const guess = `floor((${half} - ${start}) / ${step})`;
  const edge = (shift: number): string => `${start} + (${guess} + ${shift}) * ${step}`;
  const exact = `${guess} - (${half} < ${edge(0)})::INTEGER + (${half} >= ${edge(1)})::INTEGER`;
  return `greatest(0, least(${bins - 1}, ${exact}))`;
}

function binFrame(edges: readonly number[], counts: Frame, plan: SeriesPlan): Frame {
  const found = new Map<string, number>();
  for (let row = 0; row < counts.rows; row++) {
    const place = `${Number(cellAt(counts, 'bin', row))}/${Number(cellAt(counts, 'series', row))}`;
    found.set(place, Number(cellAt(counts, 'n', row)));
  }
  const rows = edges.slice(1).flatMap((high, bin) =>
    plan.series.map((_, series) => ({
      low: edges[bin] ?? null,
      high,
      series,
      count: found.get(`${bin}/${series}`) ?? 0,
    })),
  );
  return frameOfRows(COLUMNS, rows);
}
