import { cellAt, type Frame } from '../../../../core/frame';
import type { RunContext } from '../../../../core/run-context';
import type { ColumnStatistics } from '../../../../core/statistics';
import { columnsPerPiece, piecesOf, type ProfileTable } from '../columns';
import { decimalText, isoText } from '../value-text';
import { CELLS, weighSql } from './weigh-sql';
import type { WeighedColumn } from './weighed';
import type { Weights } from './weight-column';

/** Columns that are weighed, and by what. */
export interface Weighing {
  readonly columns: readonly ColumnStatistics[];
  readonly weights: Weights;
}

/** Hears of each column that was weighed. */
export type OnWeighed = (column: ColumnStatistics, found: WeighedColumn) => void;

const ROWS_PER_STATEMENT = 2_000_000;
/** A statement over more columns costs more to plan than to run. */
const MOST_COLUMNS = 10;

/** Weighs columns of any kind, each grouped by value in the database: some 0.03 s a column, and 0.1 to 0.5 s a million rows. */
export async function weighGroups(
  { database }: RunContext,
  table: ProfileTable,
  { columns, weights }: Weighing,
  onWeighed: OnWeighed,
): Promise<void> {
  const size = columnsPerPiece(table.rows, ROWS_PER_STATEMENT, MOST_COLUMNS);
  for (const piece of piecesOf(columns, size)) {
    const parts = piece.map((column, i) => weighSql(column, i, table.table, weights));
    const frame = await database.query(parts.join('\nUNION ALL\n'));
    piece.forEach((column, i) => onWeighed(column, weighedOf(column, answersOf(frame, i))));
  }
}

/** One row of an answer: its text and its numbers. */
interface Answer {
  readonly kind: string;
  readonly text: string | null;
  readonly x: readonly (number | null)[];
}

function answersOf(frame: Frame, index: number): Answer[] {
  const answers: Answer[] = [];
  for (let row = 0; row < frame.rows; row++) {
    if (Number(cellAt(frame, 'c', row)) !== index) continue;
    const text = cellAt(frame, 'v', row);
    answers.push({
      kind: String(cellAt(frame, 'kind', row)),
      text: text === null ? null : String(text),
      x: Array.from({ length: CELLS }, (_, i) => finite(cellAt(frame, `x${i}`, row))),
    });
  }
  return answers;
}

function finite(cell: unknown): number | null {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

function weighedOf(column: ColumnStatistics, answers: readonly Answer[]): WeighedColumn {
  const ofKind = (kind: string): readonly Answer[] => answers.filter((answer) => answer.kind === kind);
  const [sums = []] = ofKind('sum').map(({ x }) => x);
  const [deciles = []] = ofKind('decile').map(({ x }) => x);
  return {
    present: sums[0] ?? 0,
    gone: sums[1] ?? 0,
    mean: sums[3] ?? null,
    sd: sums[4] ?? null,
    deciles,
    bins: ofKind('bin').map(({ x }) => [x[0] ?? 0, x[1] ?? 0] as const),
    top: [...ofKind('top')]
      .sort((a, b) => (b.x[0] ?? 0) - (a.x[0] ?? 0))
      .map(({ text, x }) => ({ value: valueText(column, text ?? '', x[1] ?? null), weight: x[0] ?? 0 })),
  };
}

/** A value as the frame `top_values` writes it. */
function valueText({ numbers, dates }: ColumnStatistics, text: string, value: number | null): string {
  if (dates !== undefined) return isoText(text);
  if (numbers === undefined) return text;
  if (value === null) return NOT_FINITE[text] ?? text;
  const isWide = typeof numbers.min === 'string' || typeof numbers.max === 'string';
  return isWide ? decimalText(text) : String(value);
}
const NOT_FINITE: Readonly<Record<string, string>> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity' };
