import { cellAt, frameRows, type Frame } from '../../../../core/frame';

/** Classes that have a bar and a colour of their own; the rest are in the table. */
export const MOST_BARS = 12;
const MOST_COLOURS = 7;

/** The bar of a class: rows before, and after, of which some were there. */
export interface ClassBar {
  readonly label: string;
  readonly before: number;
  readonly asked: number;
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
        ...{ before: figure('before'), asked: figure('asked'), after: figure('after') },
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
    };
  });
}
