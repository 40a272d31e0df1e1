import { cellAt, type Cell, type Frame } from './frame';

/** A value as the database writes it, and how many rows have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/**
 * What is told of one column on request: exact counts over all rows of the table. `low`, `high` and `median` are texts as the
 * database writes them, of the finite values; null for types without an order, and where there is none. The median of numbers
 * is the mean of the two in the middle, of days and times the lower one.
 */
export interface ColumnFacts {
  readonly present: number;
  readonly missing: number;
  readonly distinct: number;
  readonly nan: number;
  /** Values that are ∞ or −∞; days and instants too. */
  readonly infinite: number;
  readonly empty: number;
  readonly low: string | null;
  readonly high: string | null;
  readonly median: string | null;
  readonly mean: number | null;
  /** The most frequent values, equal ones in order; texts of more than 1,000 characters are not listed. */
  readonly top: readonly ValueCount[];
}

/** Reads the answer to a `column` question; null where there is none. */
export function columnFacts(frame: Frame): ColumnFacts | null {
  if (frame.rows === 0) return null;
  const cell = (name: string, row = 0): Cell => cellAt(frame, name, row);
  const count = (name: string): number => Number(cell(name) ?? 0);
  const text = (name: string, row = 0): string | null => {
    const value = cell(name, row);
    return value === null ? null : String(value);
  };
  const mean = cell('mean');
  const top = Array.from({ length: frame.rows }, (_, row) => ({
    value: text('value', row),
    count: Number(cell('count', row) ?? 0),
  }));
  return {
    present: count('present'),
    missing: count('missing'),
    distinct: count('distinct'),
    nan: count('nan'),
    infinite: count('infinite'),
    empty: count('empty'),
    low: text('low'),
    high: text('high'),
    median: text('median'),
    mean: mean === null ? null : Number(mean),
    top: top.flatMap(({ value, count: rows }) => (value === null ? [] : [{ value, count: rows }])),
  };
}
