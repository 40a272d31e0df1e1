import { cellAt, emptyFrame, frameRows, type Cell, type Frame, type FrameRow } from '../../core/frame';
import type { NumberFormat } from '../../core/number-format';

/** The frames of a judgement by name. */
export type Frames = Readonly<Record<string, Frame>>;

/** Columns whose pairs are drawn. */
const MOST_DRAWN = 64;

/** A figure with its name and what it means. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

const share = (value: Cell | undefined, format: NumberFormat): string =>
  typeof value === 'number' ? format.share(value) : '–';
const number = (value: Cell | undefined, format: NumberFormat): string =>
  typeof value === 'number' ? format.number(value) : '–';

/** The figures of the whole. */
export function wholeFigures({ fidelity = emptyFrame }: Frames, format: NumberFormat): Figure[] {
  const at = (name: string): Cell => cellAt(fidelity, name, 0);
  return [
    { name: 'Quality', value: share(at('quality'), format), meaning: 'mean of the next two' },
    {
      name: 'Columns',
      value: share(at('column_shapes'), format),
      meaning: 'how alike the columns are distributed',
    },
    {
      name: 'Pairs',
      value: share(at('pair_trends'), format),
      meaning: 'how alike they go together, two by two',
    },
    {
      name: 'Not told apart',
      value: share(at('detection'), format),
      meaning:
        'a logistic model is asked which rows are synthetic: all where it can only guess, none where it always knows',
    },
    {
      name: 'Differences it found (pMSE ratio)',
      value: number(at('pmse_ratio'), format),
      meaning:
        'how sure that model is of its answers. 1 to 2 is what chance makes of rows without a difference; 10 and more says that whole columns or pairs are unlike; far below 1, that rows follow the real ones more closely than chance would',
    },
  ];
}

/** The pairs as cells below the diagonal, and the columns that they are of; of more than 64 columns the first. */
export function pairCells(
  { fidelity_pairs: pairs = emptyFrame, fidelity_columns: frame = emptyFrame }: Frames,
  format: NumberFormat,
) {
  const names = frameRows(frame)
    .slice(0, MOST_DRAWN)
    .map(({ column }) => String(column));
  const places = new Map(names.map((name, place) => [name, place]));
  const cells = frameRows(pairs).flatMap((row) => {
    const [first, second] = [places.get(String(row.first)), places.get(String(row.second))];
    if (first === undefined || second === undefined) return [];
    const value = typeof row.score === 'number' ? row.score : null;
    // Rows are the columns from the second on, so that no row is empty.
    return [{ row: second - 1, column: first, value, text: pairText(row, format) }];
  });
  return { rows: names.slice(1), columns: names.slice(0, -1), cells };
}

function pairText(row: FrameRow, format: NumberFormat): string {
  const pair = `${String(row.first)} and ${String(row.second)}`;
  if (typeof row.real !== 'number' || typeof row.synthetic !== 'number') return pair;
  return `${pair}: correlation ${format.number(row.real)} in real rows, ${format.number(row.synthetic)} in synthetic ones`;
}

/**
 * Why a column of numbers has its score, which its bars may hide: the value up to which the shares of real and synthetic rows differ
 * most. Empty for others.
 */
export function gapSentence(
  { fidelity_columns: frame = emptyFrame }: Frames,
  column: string,
  format: NumberFormat,
): string {
  const row = frameRows(frame).find((one) => one.column === column);
  const { gap_at: at = null, gap_real: real, gap_synthetic: synthetic, score } = row ?? {};
  if (at === null || typeof real !== 'number' || typeof synthetic !== 'number') return '';
  const value = typeof at === 'number' ? format.number(at) : String(at);
  const hidden = 'bars are wide and may hide it';
  return `Up to ${value} lie ${format.share(real)} of the real values and ${format.share(synthetic)} of the synthetic ones. That is their largest difference (${hidden}), and the score, ${share(score, format)}, is what it leaves of 100 %.`;
}

/** The bars of one column's distribution, real beside synthetic; of a hidden column without its values. */
export function distributionGroups(
  { fidelity_distributions: frame = emptyFrame }: Frames,
  column: string,
  format: NumberFormat,
  isHidden = false,
) {
  return frameRows(frame)
    .filter((row) => row.column === column)
    .map((row, place) => ({
      label: isHidden && row.label !== null ? `value ${place + 1}` : binLabel(row, format),
      values: [Number(row.real), Number(row.synthetic)].map((value, series) => ({ series, value })),
    }));
}

function binLabel({ label, from, to }: FrameRow, format: NumberFormat): string {
  if (label !== null && label !== undefined) return String(label);
  const edge = (value: Cell | undefined): string =>
    typeof value === 'number' ? format.number(value) : String(value ?? '');
  if (from === null) return `below ${edge(to)}`;
  if (to === null) return `above ${edge(from)}`;
  return from === to ? edge(from) : `${edge(from)} – ${edge(to)}`;
}

/** The synthetic rows that are closest to a real one, each with the values of both. */
export function closestPairs({ fidelity_closest: frame = emptyFrame }: Frames) {
  const pairs = new Map<number, FrameRow[]>();
  for (const row of frameRows(frame)) {
    const place = Number(row.place);
    const known = pairs.get(place);
    if (known === undefined) pairs.set(place, [row]);
    else known.push(row);
  }
  return [...pairs].map(([place, rows]) => ({
    place,
    distance: Number(rows[0]?.distance ?? NaN),
    rows: [Number(rows[0]?.synthetic_row), Number(rows[0]?.real_row)] as const,
    // What differs comes first: the rest of a wide row is beyond the edge.
    columns: [...rows.filter(isOther), ...rows.filter((row) => !isOther(row))].map(
      ({ column, synthetic, real, differs }) => ({
        name: String(column),
        isMarked: differs === true,
        values: [synthetic ?? null, real ?? null],
      }),
    ),
  }));
}

const isOther = ({ differs }: FrameRow): boolean => differs === true;

/** The lines of distances to the closest real row: at the middle of each bin the share of the rows. */
export function distanceLines({ fidelity_distances: frame = emptyFrame }: Frames) {
  const rows = frameRows(frame);
  const line = (side: 'synthetic' | 'random') =>
    rows.map((row) => ({ x: (Number(row.from) + Number(row.to)) / 2, y: Number(row[side]) }));
  return [line('synthetic'), line('random')];
}
