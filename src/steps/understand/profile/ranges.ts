import { cellAt, type Frame } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Column } from '../../../core/table';
import { mayExceedDoubles, nameOf, piecesOf, plainDate, type ProfileTable, type Treatment } from './columns';
import { decimalText, isoText } from './value-text';

/** What has to be known of a column before it can be measured. */
export interface ColumnRange {
  readonly column: Column;
  readonly treatment: Treatment;
  /** Non-null values; known here for numbers and booleans only. */
  readonly count: number;
  /** Exact range as text: of numbers that doubles may not hold, and of finite dates (ISO 8601). */
  readonly min: string | null;
  readonly max: string | null;
  /** True values of a boolean column. */
  readonly trues: number;
}

const COLUMNS_PER_STATEMENT = 500;

/** Asks for all ranges in one scan of the table (one for every 500 columns). */
export async function readRanges(
  { database }: RunContext,
  { table, columns }: ProfileTable,
): Promise<ColumnRange[]> {
  const ranges: ColumnRange[] = [];
  for (const piece of piecesOf(columns, COLUMNS_PER_STATEMENT)) {
    const questions = piece.flatMap((column, i) =>
      expressionsOf(column).map((expression, j) => `${expression} AS a${i}_${j}`),
    );
    const answers =
      questions.length === 0
        ? { rows: 0, columns: {} }
        : await database.query(`SELECT ${questions.join(', ')} FROM ${quoteIdentifier(table)}`);
    ranges.push(...piece.map((column, i) => rangeOf(column, (j) => answer(answers, i, j))));
  }
  return ranges;
}

type Answer = string | number | null;

function answer(frame: Frame, column: number, question: number): Answer {
  const cell = cellAt(frame, `a${column}_${question}`, 0);
  return typeof cell === 'boolean' ? null : cell;
}

function expressionsOf(column: Column): string[] {
  const name = nameOf(column);
  switch (column.type) {
    case 'integer':
    case 'number':
      return mayExceedDoubles(column)
        ? [`count(${name})::DOUBLE`, `min(${name})::VARCHAR`, `max(${name})::VARCHAR`]
        : [`count(${name})::DOUBLE`];
    case 'boolean':
      return [`count(${name})::DOUBLE`, `count_if(${name})::DOUBLE`];
    case 'date':
    case 'timestamp':
      return ['min', 'max'].map(
        (end) => `(${plainDate(column, `${end}(${name}) FILTER (WHERE isfinite(${name}))`)})::VARCHAR`,
      );
    case 'time':
      return ['min', 'max'].map((end) => `${end}(${plainDate(column, name)})::VARCHAR`);
    case 'text':
    case 'other':
      return [];
  }
}

function rangeOf(column: Column, ask: (question: number) => Answer): ColumnRange {
  const text = (question: number): string | null => {
    const value = ask(question);
    return value === null ? null : String(value);
  };
  const none = { column, count: 0, min: null, max: null, trues: 0 };
  switch (column.type) {
    case 'integer':
    case 'number': {
      const [min, max] = [text(1), text(2)].map((end) => (end === null ? null : decimalText(end)));
      const isNarrow = [min, max].every((end) => typeof end !== 'string' || fitsDouble(end, column.sqlType));
      const count = Number(ask(0));
      return { ...none, treatment: isNarrow ? 'narrow' : 'wide', count, min: min ?? null, max: max ?? null };
    }
    case 'boolean':
      return { ...none, treatment: 'booleans', count: Number(ask(0)), trues: Number(ask(1)) };
    case 'date':
    case 'timestamp':
    case 'time': {
      const iso = (value: string | null): string | null => (value === null ? null : isoText(value));
      return { ...none, treatment: 'dates', min: iso(text(0)), max: iso(text(1)) };
    }
    case 'text':
      return { ...none, treatment: 'text' };
    case 'other':
      return { ...none, treatment: 'other' };
  }
}

/**
 * True when doubles tell all numbers up to this end of a range apart: integers within 2^53, and decimals of at most 15 digits,
 * which survive the way to a double and back.
 */
function fitsDouble(end: string, sqlType: string): boolean {
  const scale = Number(/^DECIMAL\(\d+,\s*(\d+)\)$/i.exec(sqlType)?.[1] ?? 0);
  if (scale === 0) return Number.isSafeInteger(Number(end));
  return Math.abs(Number(end)) < 10 ** (15 - scale);
}
