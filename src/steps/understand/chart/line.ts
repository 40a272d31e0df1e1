import { cellAt, frameOfRows, type Cell } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { aggregateOf, finiteOrNull } from './aggregate';
import type { Part } from './bars';
import { edgesOf, type Binning } from './binning';
import { calendarOf, countUnits } from './calendar';
import { isDate, type Drawing } from './drawing';
import type { Facts } from './facts';
import { frames } from './frames';
import { binOf } from './histogram';
import type { SeriesPlan } from './series';
import type { ChartParams } from './step';

const COLUMNS = Object.keys(frames.line ?? {});
/** Distinct numbers that a line passes one by one; of more, it passes bins. */
const MOST_VALUES = 400;
const BINS = 100;

interface Point {
  readonly x: Cell;
  readonly series: number;
  readonly value: number | null;
  readonly rows: number;
}

/**
 * A line per series: over calendar units for dates, over every value of x for up to 400 distinct numbers, else over 100 bins of
 * equal width. A unit without rows is 0 for counts and sums, and a gap for every other aggregate; a value
 * that a log scale has no place for is a gap too.
 */
export async function line(
  context: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
  { used }: Facts,
): Promise<Part> {
  if (used === 0) return { facts: {}, frame: frameOfRows(COLUMNS, []) };
  const { points, facts } = isDate(drawing.x)
    ? await overDates(context, drawing, plan, params)
    : await overNumbers(context, drawing, plan, params);
  const placed = points.map((point) =>
    params.yScale === 'log' && (point.value ?? 1) <= 0 ? { ...point, value: null } : { ...point },
  );
  const notDrawn = placed.filter(({ value, rows }) => value === null && rows > 0).length;
  return { facts: { ...facts, not_drawn: notDrawn }, frame: frameOfRows(COLUMNS, placed) };
}

async function overDates(
  context: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  { aggregate }: ChartParams,
): Promise<{ points: readonly Point[]; facts: Partial<Facts> }> {
  const calendar = await calendarOf(context, drawing);
  const counted = await countUnits(context, drawing, plan, calendar, aggregate);
  const empty = { rows: 0, value: aggregate === 'count' || aggregate === 'sum' ? 0 : null };
  const points = plan.series.flatMap((_, series) =>
    counted.starts.map((x, unit) => ({ x, series, ...(counted.at(unit, series) ?? empty) })),
  );
  return { points, facts: calendar.facts };
}

async function overNumbers(
  { database }: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  params: ChartParams,
): Promise<{ points: readonly Point[]; facts: Partial<Facts> }> {
  const rows = `FROM ${drawing.table} WHERE ${drawing.used}`;
  const range = await database.query(
    `SELECT min(v) AS low, max(v) AS high, count(DISTINCT v)::DOUBLE AS n FROM (SELECT ${drawing.xValue} AS v ${rows})`,
  );
  const [low, high, values] = ['low', 'high', 'n'].map((name) => Number(cellAt(range, name, 0))) as [
    number,
    number,
    number,
  ];
  const isBinned = values > MOST_VALUES;
  const binning: Binning = { bins: BINS, low, high, width: high / BINS - low / BINS, rule: 'equal_width' };
  const frame = await database.query(
    `SELECT ${isBinned ? binOf('v', binning) : 'v'} + 0.0::DOUBLE AS place, s::DOUBLE AS series, count(*)::DOUBLE AS rows, ` +
      `${aggregateOf(params.aggregate, 'y')} AS value FROM (SELECT ${drawing.xValue} AS v, ${drawing.yValue ?? 'NULL'} AS y, ` +
      `${plan.expression} AS s ${rows}) GROUP BY 1, 2 ORDER BY 2, 1`,
  );
  const edges = edgesOf(binning);
  const back = (value: number): number => (params.xScale === 'log' ? 10 ** value : value);
  const points = Array.from({ length: frame.rows }, (_, row): Point => {
    const place = Number(cellAt(frame, 'place', row));
    const middle = isBinned ? (edges[place] ?? 0) / 2 + (edges[place + 1] ?? 0) / 2 : place;
    return {
      x: back(middle),
      series: Number(cellAt(frame, 'series', row)),
      value: finiteOrNull(cellAt(frame, 'value', row)),
      rows: Number(cellAt(frame, 'rows', row)),
    };
  });
  return {
    points,
    facts: { rule: isBinned ? 'equal_width' : 'values', x_low: back(low), x_high: back(high) },
  };
}
