import { frameRows, type Cell, type Frame } from '../../../core/frame';

/** A bar in two parts: what was there, and what was filled in. */
export interface FilledBar {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** A bar of a histogram, with its edges. */
export interface FilledBin extends FilledBar {
  readonly low: number;
  readonly high: number;
}

/** Rows of a frame by the column of the table that they tell of, in order. */
export function byColumn<Bar>(
  frame: Frame,
  toBar: (row: Readonly<Record<string, Cell>>) => Bar,
): ReadonlyMap<string, readonly Bar[]> {
  const bars = new Map<string, Bar[]>();
  for (const row of frameRows(frame)) {
    const column = String(row.column);
    bars.set(column, [...(bars.get(column) ?? []), toBar(row)]);
  }
  return bars;
}

/** How a number of a column is written: of dates and times as ISO 8601 says, from milliseconds since 1970. */
export function edgeText(type: Cell, value: number, number: (value: number) => string): string {
  if (type !== 'date' && type !== 'timestamp') return number(value);
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return number(value);
  const text = instant.toISOString();
  return type === 'date' ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** The picture in words: where most of what was filled went. */
export function barsSummary(bars: readonly FilledBar[], count: (value: number) => string): string {
  const filled = bars.reduce((sum, { before, after }) => sum + after - before, 0);
  if (filled === 0) return 'Nothing was filled in.';
  const most = bars.reduce((best, bar) => (bar.after - bar.before > best.after - best.before ? bar : best));
  return `${count(filled)} filled in, ${count(most.after - most.before)} of them at ${most.label}, beside ${count(most.before)} that were there.`;
}
