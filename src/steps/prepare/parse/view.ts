import { frameRows, type Cell, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';

/** Units that are named; the frame holds all. */
const UNITS_AT_MOST = 8;

/** What the view shows of one column. */
export interface ColumnView {
  readonly facts: FrameRow;
  readonly texts: readonly { readonly label: string; readonly count: number; readonly share: number }[];
  readonly bins: readonly { readonly low: Cell; readonly high: Cell; readonly count: number }[];
  /** The calendar unit of the bins of dates; null of numbers. */
  readonly dateUnit: string | null;
  readonly units: readonly FrameRow[];
  readonly formats: readonly FrameRow[];
  readonly failures: readonly FrameRow[];
  readonly remedies: readonly FrameRow[];
}

/** The columns of a result, each with what belongs to it. */
export function columnViews(frames: Readonly<Record<string, Frame>>): ColumnView[] {
  const rowsOf = (name: string, column: Cell | undefined): FrameRow[] =>
    frameRows(frames[name] ?? { rows: 0, columns: {} }).filter((row) => row.column === column);
  return frameRows(frames.columns ?? { rows: 0, columns: {} }).map((facts) => {
    const present = Number(facts.parsed) + Number(facts.failed);
    const histogram = rowsOf('histograms', facts.column);
    return {
      facts,
      texts: rowsOf('texts', facts.column).map(({ value, rows }) => ({
        label: String(value),
        count: Number(rows),
        share: Number(rows) / Math.max(1, present),
      })),
      bins: histogram.map(({ low, high, count }) => ({
        low: low ?? null,
        high: high ?? null,
        count: Number(count),
      })),
      dateUnit: typeof histogram[0]?.unit === 'string' ? histogram[0].unit : null,
      units: rowsOf('units', facts.column),
      formats: rowsOf('formats', facts.column),
      failures: rowsOf('failures', facts.column),
      remedies: rowsOf('remedies', facts.column),
    };
  });
}

/** "no unit: 2 · oz: 12 · lb: 3 (× 16)". Units that could not be taken stand at the end, and say so. */
export function unitsText({ units }: Pick<ColumnView, 'units'>, format: NumberFormat): string {
  const isTaken = (row: FrameRow): boolean => row.factor !== null;
  const remark = (row: FrameRow): string => {
    if (!isTaken(row)) return ' (not taken)';
    return row.factor === 1 ? '' : ` (× ${format.number(Number(row.factor))})`;
  };
  return [...units.filter(isTaken), ...units.filter((row) => !isTaken(row))]
    .slice(0, UNITS_AT_MOST)
    .map((row) => {
      const name = row.unit === '' ? 'no unit' : String(row.unit);
      return `${name}: ${format.count(Number(row.rows))}${remark(row)}`;
    })
    .join(' · ');
}

/** What a remedy would set, in words; its params are the JSON of the frame `remedies`. */
export function remedyText(params: string): string {
  const set = JSON.parse(params) as Readonly<Record<string, string>>;
  if (set.behind !== undefined) return 'Leave out the words behind the unit';
  if (set.unit !== undefined) return `Take off “${set.unit}”`;
  const named: Readonly<Record<string, string>> = { ' ': 'a space', "'": 'an apostrophe', none: 'nothing' };
  const mark = (given = ''): string => named[given] ?? `“${given}”`;
  return `Read ${mark(set.decimal)} before decimals, ${mark(set.thousands)} between thousands`;
}
