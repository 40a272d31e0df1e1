import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { dateHistogram, dateUnitFor, isoStart, parseIso, type DateUnit } from '../../../kernels/calendar';
import { aggregateOf, finiteOrNull } from './aggregate';
import type { Drawing } from './drawing';
import type { Facts } from './facts';
import type { SeriesPlan } from './series';
import type { Aggregate } from './step';

/** The range of the used dates and the unit they are cut into; no unit where they reach beyond the calendar. */
export interface Calendar {
  readonly unit: DateUnit | null;
  readonly kind: 'date' | 'timestamp';
  readonly facts: Partial<Facts>;
}

/** Reads the range of the dates and finds the unit that makes about 10 to 60 of them. */
export async function calendarOf({ database }: RunContext, drawing: Drawing): Promise<Calendar> {
  const ends = ['min', 'max'].map((end) => `epoch_ms(${end}(${drawing.xValue}))::DOUBLE AS ${end}`);
  const frame = await database.query(`SELECT ${ends.join(', ')} FROM ${drawing.table} WHERE ${drawing.used}`);
  const [first, last] = ['min', 'max'].map((end) => Number(cellAt(frame, end, 0))) as [number, number];
  const kind = drawing.x.type === 'date' ? 'date' : 'timestamp';
  if (!isWithin(first) || !isWithin(last)) return { unit: null, kind, facts: { rule: 'calendar' } };
  const unit = dateUnitFor(first, last, kind);
  const ISO = kind === 'date' ? 'day' : 'second';
  return {
    unit,
    kind,
    facts: { rule: 'calendar', unit, x_low: isoStart(first, ISO, kind), x_high: isoStart(last, ISO, kind) },
  };
}

/** JavaScript's calendar ends at the years ±270,000, about. */
const isWithin = (instant: number): boolean => Math.abs(instant) < 8.5e15;

/** Rows and aggregate of one unit and series. */
export interface UnitCell {
  readonly rows: number;
  readonly value: number | null;
}

/** The units from first to last, gaps included, and what each holds. */
export interface CountedUnits {
  readonly starts: readonly string[];
  at(unit: number, series: number): UnitCell | undefined;
}

/** Counts rows, and aggregates y, per calendar unit and series. */
export async function countUnits(
  { database }: RunContext,
  drawing: Drawing,
  plan: SeriesPlan,
  { unit, kind }: Calendar,
  aggregate: Aggregate = 'count',
): Promise<CountedUnits> {
  if (unit === null) return { starts: [], at: () => undefined };
  const frame = await database.query(
    `SELECT ${startOf(drawing.xValue, unit)}::DOUBLE AS start, (${plan.expression})::DOUBLE AS series, ` +
      `count(*)::DOUBLE AS rows, ${aggregateOf(aggregate, drawing.yValue ?? 'NULL')} AS value ` +
      `FROM ${drawing.table} WHERE ${drawing.used} GROUP BY 1, 2`,
  );
  const cells = new Map<string, UnitCell>();
  const entries: [number, number][] = [];
  for (let row = 0; row < frame.rows; row++) {
    const start = Number(cellAt(frame, 'start', row));
    const rows = Number(cellAt(frame, 'rows', row));
    entries.push([start, rows]);
    const value = finiteOrNull(cellAt(frame, 'value', row));
    cells.set(`${start}/${Number(cellAt(frame, 'series', row))}`, { rows, value });
  }
  const starts = dateHistogram(entries, unit, kind)?.starts ?? [];
  const instants = starts.map((start) => parseIso(start) ?? 0);
  return { starts, at: (index, series) => cells.get(`${instants[index] ?? NaN}/${series}`) };
}

/** SQL for the begin of a date's unit in milliseconds. Decades and centuries begin with a year that 10 or 100 divides. */
function startOf(date: string, unit: DateUnit): string {
  if (unit !== 'decade' && unit !== 'century') return `epoch_ms(date_trunc('${unit}', ${date}))`;
  const years = unit === 'decade' ? 10 : 100;
  return `epoch_ms(make_date((floor(year(${date}) / ${years}) * ${years})::BIGINT, 1, 1))`;
}
