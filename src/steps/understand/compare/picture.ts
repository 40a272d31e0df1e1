import { emptyFrame, frameRows, type Cell, type Frame, type FrameRow } from '../../../core/frame';
import type { NumberFormat } from '../../../core/number-format';

type Frames = Readonly<Record<string, Frame>>;

/** A finding with the names of its columns and its examples, a list of values each. */
export interface OverlapView {
  readonly row: FrameRow;
  readonly names: readonly string[];
  readonly examples: readonly (readonly Cell[])[];
}

/** The findings of a result, in their order. */
export function overlapsOf(frames: Frames): OverlapView[] {
  const examples = frameRows(frames.examples ?? emptyFrame);
  return frameRows(frames.overlap ?? emptyFrame).map((row) => {
    const own = examples.filter(({ overlap }) => overlap === row.overlap);
    const numbers = [...new Set(own.map(({ example }) => example))];
    return {
      row,
      names: JSON.parse(String(row.columns)) as string[],
      examples: numbers.map((number) =>
        own.filter(({ example }) => example === number).map(({ value }) => value ?? null),
      ),
    };
  });
}

/** The columns of a result: the most different first, those that could not be compared last. */
export function comparedRows(frames: Frames): FrameRow[] {
  const rank = ({ problem, jensen_shannon: distance }: FrameRow): number =>
    problem === null ? (typeof distance === 'number' ? -distance : 1) : 2;
  return frameRows(frames.compared ?? emptyFrame).sort((a, b) => rank(a) - rank(b));
}

/** A value or a bin of a column with its shares in both tables. */
export interface ShareView {
  readonly label: string;
  readonly share: number;
  readonly beside: number;
}

/** The shares of every column, by its name. */
export function sharesByColumn(
  frames: Frames,
  types: ReadonlyMap<string, string>,
  format: NumberFormat,
): Map<string, ShareView[]> {
  const byColumn = new Map<string, ShareView[]>();
  for (const row of frameRows(frames.shares ?? emptyFrame)) {
    const name = String(row.column);
    const edge = (cell: Cell | undefined): string => edgeText(Number(cell), types.get(name) ?? '', format);
    const label = row.low === null ? String(row.value) : `${edge(row.low)} to ${edge(row.high)}`;
    const one = { label, share: Number(row.share ?? 0), beside: Number(row.share_beside ?? 0) };
    byColumn.set(name, [...(byColumn.get(name) ?? []), one]);
  }
  return byColumn;
}

/** The edge of a bin: a number, or of dates the day that so many seconds since 1970 are in. */
function edgeText(edge: number, type: string, format: NumberFormat): string {
  if (type !== 'date' && type !== 'timestamp') return format.number(edge);
  const day = new Date(edge * 1000);
  return Number.isNaN(day.getTime()) ? String(edge) : (day.toISOString().split('T')[0] ?? '');
}
