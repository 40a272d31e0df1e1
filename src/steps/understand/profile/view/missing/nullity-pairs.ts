import { cellAt, type Frame } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';

/** A pair of columns in the picture: its row and place, and the correlation of being missing (-1 to 1). */
export interface PairCell {
  readonly row: number;
  readonly place: number;
  readonly r: number;
  readonly both: number;
}

/** The lower half of the square of all pairs: names of rows and places, and what stands where they meet. */
export interface PairSquare {
  readonly names: readonly string[];
  readonly cells: readonly PairCell[];
}

/** The pairs of the frame `missing_pairs` as a square; empty where there is none. */
export function pairSquare(frame: Frame): PairSquare {
  const names = new Map<string, number>();
  const placeOf = (name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  // The frame goes along the table's order: each first column is met with all further right.
  for (let row = 0; row < frame.rows; row++) {
    placeOf(String(cellAt(frame, 'column', row)));
    placeOf(String(cellAt(frame, 'other', row)));
  }
  const cells = Array.from({ length: frame.rows }, (_, row): PairCell => {
    const [one, other] = [
      placeOf(String(cellAt(frame, 'column', row))),
      placeOf(String(cellAt(frame, 'other', row))),
    ];
    return {
      row: Math.max(one, other),
      place: Math.min(one, other),
      r: Number(cellAt(frame, 'correlation', row)),
      both: Number(cellAt(frame, 'both', row)),
    };
  });
  return { names: [...names.keys()], cells };
}

/** Width and height in pixels. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** Where the cells stand: rows from the second column down, places from the first to the last but one. */
export function pairLayout({ names, cells }: PairSquare, size: Room, format: NumberFormat) {
  const side = Math.max(1, names.length - 1);
  const x = (place: number): number => (place * size.width) / side;
  const y = (row: number): number => ((row - 1) * size.height) / side;
  return {
    plot: { ...size, x, y },
    direction: 'both' as const,
    xTicks: [] as never[],
    yTicks: [] as never[],
    stops: cells.map(({ row, place, r, both }) => ({
      x: x(place),
      y: y(row),
      width: size.width / side,
      height: size.height / side,
      label: `${names[place] ?? ''} and ${names[row] ?? ''}`,
      value: `r = ${format.number(r)}; both missing in ${format.count(both)} ${both === 1 ? 'row' : 'rows'}`,
    })),
  };
}
