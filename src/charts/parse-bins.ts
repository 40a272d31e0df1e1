import type { Cell } from '../core/frame';
import type { Bin } from './bins';
import { isTimeOfDay, parseInstant, unitEnd, type DateUnit } from './instant';

/** A bin as a frame states it: edges as numbers, as text (beyond 2^53), or the begin of a calendar unit. */
export interface StatedBin {
  readonly low: Cell;
  readonly high: Cell;
  readonly count: number;
}

/** Bins ready to draw, with their calendar unit where they are times. */
export interface ParsedBins {
  readonly bins: readonly Bin[];
  readonly dateUnit: DateUnit | undefined;
}

const UNITS: readonly string[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
] satisfies DateUnit[];

/** Turns stated bins into drawable ones; edges that are no number or instant are left out. `unit` null means numbers. */
export function parseBins(stated: readonly StatedBin[], unit: string | null): ParsedBins {
  const dateUnit = unit !== null && UNITS.includes(unit) ? (unit as DateUnit) : undefined;
  const parsed = stated.map((bin) => (dateUnit === undefined ? numberBin(bin) : dateBin(bin, dateUnit)));
  return { bins: parsed.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high)), dateUnit };
}

function numberBin({ low, high, count }: StatedBin): Bin {
  return { low: toNumber(low), high: toNumber(high), count };
}

function dateBin({ low, count }: StatedBin, unit: DateUnit): Bin {
  const text = String(low);
  const start = parseInstant(text);
  if (Number.isNaN(start)) return { low: NaN, high: NaN, count };
  const label = isTimeOfDay(text) ? { label: text.replace(/^(\d\d:\d\d):00$/, '$1') } : {};
  return { low: start, high: unitEnd(start, unit), count, ...label };
}

const toNumber = (cell: Cell): number => (cell === null || cell === '' ? NaN : Number(cell));
