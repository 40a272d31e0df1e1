import type { Column } from '../../../core/table';
import { quoteIdentifier } from '../../../core/sql';

/**
 * How a column is measured: its numbers by a kernel, its values by a GROUP BY (`wide` numbers need both), or its truths by two
 * counts.
 */
export type Treatment = 'narrow' | 'wide' | 'text' | 'dates' | 'booleans' | 'other';

/** What one profile works with. */
export interface ProfileTable {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Most values listed per column. */
  readonly cap: number;
}

const MOST_VALUES = 1000;
const FEWEST_VALUES = 20;
const MOST_VALUES_OF_TABLE = 200_000;

/** Most values listed per column: 1,000, and fewer in tables of more than 200 columns, so that the artifact stays small. */
export function valueCap(columns: number): number {
  const share = Math.floor(MOST_VALUES_OF_TABLE / Math.max(1, columns));
  return Math.min(MOST_VALUES, Math.max(FEWEST_VALUES, share));
}

/** True for the types whose values a double may not tell apart; then the range decides. */
export function mayExceedDoubles({ sqlType }: Column): boolean {
  return /^(U?BIGINT|U?HUGEINT|DECIMAL)/.test(sqlType.toUpperCase());
}

/** Splits a list into pieces of at most `size`. */
export function piecesOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Columns of which so many rows make about `cells` values: at least one, at most `most`. */
export function columnsPerPiece(rows: number, cells: number, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(cells / Math.max(1, rows))));
}

/**
 * The SQL by which the dates of a column are ordered and cut, of type DATE, TIMESTAMP or TIME. Zones are taken off: an instant
 * counts in UTC.
 */
export function plainDate({ sqlType }: Column, expression: string): string {
  const type = sqlType.toUpperCase();
  if (type === 'TIMESTAMP WITH TIME ZONE') return `${expression}::TIMESTAMP`;
  return type === 'TIME WITH TIME ZONE' ? `${expression}::TIME` : expression;
}

/** The quoted name of a column. */
export const nameOf = (column: Column): string => quoteIdentifier(column.name);

/** Hears how far the columns are: which one was begun, and how many were finished. */
export interface Ticker {
  begun(column: string): void;
  done(columns: number): void;
}
