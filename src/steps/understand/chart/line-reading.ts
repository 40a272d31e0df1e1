import type { Cell, FrameRow } from '../../../core/frame';
import type { Told } from './reading';
import { measureWords } from './words';

/** Where a line begins and ends, and its highest and lowest points; of several lines, that of the one with most rows. */
export function lineSentences({ facts, params, rows, series, format }: Told): string {
  const most = series.reduce(
    (best, { rows: n }, index) => (Number(n) > Number(series[best]?.rows) ? index : best),
    0,
  );
  const points = rows.filter((row) => Number(row.series) === most && row.value !== null);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 'No point of the line has a value.';
  const x = (cell: Cell | undefined): string =>
    typeof cell !== 'number' || isShort(cell) ? String(cell) : format.number(cell);
  const value = (row: FrameRow): string =>
    params.aggregate === 'count' ? format.count(Number(row.value)) : format.number(Number(row.value));
  const subject = `${measureWords(params)}${facts.unit === null ? '' : ` per ${facts.unit}`}`;
  const { label, kind } = series[most] ?? {};
  const which =
    series.length < 2
      ? 'T'
      : `Of ${series.length} lines, most rows are in ${kind === 'value' ? `“${String(label)}”` : String(kind)}: t`;
  const whole = `${which}${subject.slice(1)}`;
  if (points.length === 1) return `${whole} is ${value(first)} at ${x(first.x)}, the only point.`;
  const by = (compare: (one: number, other: number) => boolean): FrameRow =>
    points.reduce((best, row) => (compare(Number(row.value), Number(best.value)) ? row : best));
  const highest = by((one, other) => one > other);
  const lowest = by((one, other) => one < other);
  if (highest.value === lowest.value) {
    return `${whole} is ${value(first)} throughout, from ${x(first.x)} to ${x(last.x)}.`;
  }
  return (
    `${whole} goes from ${value(first)} (${x(first.x)}) to ${value(last)} (${x(last.x)}); ` +
    `highest ${value(highest)} (${x(highest.x)}), lowest ${value(lowest)} (${x(lowest.x)}).`
  );
}

/** Whole numbers up to four digits stand as they are: they may be years. */
const isShort = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 10_000;
