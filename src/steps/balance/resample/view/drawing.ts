import { cellAt, frameRows, type Frame } from '../../../../core/frame';

/** Classes that have a bar and a colour of their own; the rest are in the table. */
export const MOST_BARS = 12;
const MOST_COLOURS = 7;

/** The bar of a class: rows before, and after, of which some were there. */
export interface ClassBar {
  readonly label: string;
  readonly before: number;
  /** Null where no number was asked for. */
  readonly asked: number | null;
  readonly after: number;
  readonly real: number;
  readonly made: number;
}

/** Bars of the classes, in the order of the frame. Where there are too many, those of the largest before. */
export function classBars(classes: Frame): ClassBar[] {
  const bars = frameRows(classes)
    .filter((row) => row.class !== null)
    .map((row) => {
      const figure = (name: string): number => Number(row[name]);
      return {
        label: String(row.class),
        asked: row.asked === null || row.asked === undefined ? null : figure('asked'),
        ...{ before: figure('before'), after: figure('after') },
        ...{ real: figure('real'), made: figure('made') },
      };
    });
  if (bars.length <= MOST_BARS) return bars;
  const least = [...bars].sort((a, b) => b.before - a.before)[MOST_BARS - 1]?.before ?? 0;
  return bars.filter(({ before }) => before >= least).slice(0, MOST_BARS);
}

/** A dot of the picture; its class by the number of its colour, -1 for a class without one. */
export interface PictureDot {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly colour: number;
  readonly isNew: boolean;
  /** A row of the input that was left out. */
  readonly isRemoved: boolean;
  /** Of a new row: where the row stands that it was made from, and then the neighbour that it lies towards, if there is one. */
  readonly parents: readonly { readonly x: number; readonly y: number }[];
}

/** The dots of the picture. Colours go to classes in the order of the bars. */
export function pictureDots(picture: Frame, bars: readonly ClassBar[]): PictureDot[] {
  const colours = new Map(bars.slice(0, MOST_COLOURS).map(({ label }, place) => [label, place]));
  return Array.from({ length: picture.rows }, (_, row) => {
    const label = String(cellAt(picture, 'class', row));
    return {
      x: Number(cellAt(picture, 'x', row)),
      y: Number(cellAt(picture, 'y', row)),
      label,
      colour: colours.get(label) ?? -1,
      isNew: cellAt(picture, 'is_new', row) === true,
      isRemoved: cellAt(picture, 'is_removed', row) === true,
      parents: parentsAt(picture, row),
    };
  });
}

function parentsAt(picture: Frame, row: number): { x: number; y: number }[] {
  return ['parent', 'neighbour'].flatMap((of) => {
    const [x, y] = [cellAt(picture, `${of}_x`, row), cellAt(picture, `${of}_y`, row)];
    return x === null || y === null ? [] : [{ x: Number(x), y: Number(y) }];
  });
}

/** New rows that have lines to their parents: more would be a thicket. */
const MOST_LINED = 60;

/** The new rows whose parents are shown: evenly spaced among all. */
export function linedDots(dots: readonly PictureDot[]): PictureDot[] {
  const added = dots.filter(({ isNew, parents }) => isNew && parents.length > 0);
  if (added.length <= MOST_LINED) return added;
  return Array.from({ length: MOST_LINED }, (_, i) => added[Math.floor((i * added.length) / MOST_LINED)]!);
}
