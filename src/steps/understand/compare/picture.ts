import { emptyFrame, frameRows, type Cell, type Frame, type FrameRow } from '../../../core/frame';
import { MASK } from '../../../core/masking';
import type { NumberFormat } from '../../../core/number-format';

type Frames = Readonly<Record<string, Frame>>;

/** A finding with the names of its columns and its examples, a list of values each. */
export interface OverlapView {
  readonly row: FrameRow;
  readonly names: readonly string[];
  readonly examples: readonly (readonly Cell[])[];
}

/** True for columns whose values are not to be shown now. */
export type IsHidden = (column: string) => boolean;

/** The columns whose values may be personal. */
export function personalIn({ compared = emptyFrame }: Frames): ReadonlySet<string> {
  const rows = frameRows(compared).filter(({ is_personal: isPersonal }) => isPersonal === true);
  return new Set(rows.map(({ column }) => String(column)));
}

/** The findings of a result, in their order; of hidden columns, and only of values, `MASK` in place of an example. */
export function overlapsOf(frames: Frames, isHidden: IsHidden): OverlapView[] {
  const examples = frameRows(frames.examples ?? emptyFrame);
  return frameRows(frames.overlap ?? emptyFrame).map((row) => {
    const own = examples.filter(({ overlap }) => overlap === row.overlap);
    const numbers = [...new Set(own.map(({ example }) => example))];
    return {
      row,
      names: JSON.parse(String(row.columns)) as string[],
      examples: numbers.map((number) =>
        own
          .filter(({ example }) => example === number)
          .map(({ column, value }) =>
            value !== undefined && value !== null && isHidden(String(column)) ? MASK : (value ?? null),
          ),
      ),
    };
  });
}

/** The columns of a result: the most different first, those that could not be compared last; no value of a hidden one. */
export function comparedRows(frames: Frames, isHidden: IsHidden): FrameRow[] {
  const rank = ({ problem, jensen_shannon: distance }: FrameRow): number =>
    problem === null ? (typeof distance === 'number' ? -distance : 1) : 2;
  return frameRows(frames.compared ?? emptyFrame)
    .map((row) => (isHidden(String(row.column)) ? { ...row, l_infinity_at: MASK } : row))
    .sort((a, b) => rank(a) - rank(b));
}

/** A value or a bin of a column with its shares in both tables. */
export interface ShareView {
  readonly label: string;
  readonly share: number;
  readonly beside: number;
}

/** The shares of every column, by its name; those of a hidden one under labels that give no value away. */
export function sharesByColumn(
  frames: Frames,
  types: ReadonlyMap<string, string>,
  { format, isHidden }: { readonly format: NumberFormat; readonly isHidden: IsHidden },
): Map<string, ShareView[]> {
  const byColumn = new Map<string, ShareView[]>();
  for (const row of frameRows(frames.shares ?? emptyFrame)) {
    const name = String(row.column);
    const edge = (cell: Cell | undefined): string => edgeText(Number(cell), types.get(name) ?? '', format);
    const own = byColumn.get(name) ?? [];
    const value = row.low === null ? String(row.value) : `${edge(row.low)} to ${edge(row.high)}`;
    const label = isHidden(name) ? `${MASK} (hidden ${own.length + 1})` : value;
    const one = { label, share: Number(row.share ?? 0), beside: Number(row.share_beside ?? 0) };
    byColumn.set(name, [...own, one]);
  }
  return byColumn;
}

/** The edge of a bin: a number, or of dates the day that so many seconds since 1970 are in. */
function edgeText(edge: number, type: string, format: NumberFormat): string {
  if (type !== 'date' && type !== 'timestamp') return format.number(edge);
  const day = new Date(edge * 1000);
  return Number.isNaN(day.getTime()) ? String(edge) : (day.toISOString().split('T')[0] ?? '');
}
