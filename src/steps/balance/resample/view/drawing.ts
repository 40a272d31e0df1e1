import { tenth, type Dot } from '../../../../charts/dots';
import type { Plot } from '../../../../charts/plot';
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

/** A dot of the picture; its series is the number of its class's colour, -1 for a class without one. */
export interface PictureDot extends Dot {
  readonly label: string;
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
      series: colours.get(label) ?? -1,
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

const RING = 2.6;
const CROSS = 2.4;

/** A ring around a dot, as a path. */
export function ringPath({ x, y }: PictureDot, plot: Plot): string {
  return `M${tenth(plot.x(x) - RING)} ${tenth(plot.y(y))}a${RING} ${RING} 0 1 0 ${2 * RING} 0a${RING} ${RING} 0 1 0 ${-2 * RING} 0`;
}

/** A cross on a dot, as a path. */
export function crossPath({ x, y }: PictureDot, plot: Plot): string {
  const corner = `M${tenth(plot.x(x) - CROSS)} ${tenth(plot.y(y) - CROSS)}`;
  return `${corner}l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`;
}

/** Lines from a dot to its parents, as a path. */
export function parentPath({ x, y, parents }: PictureDot, plot: Plot): string {
  const from = `M${tenth(plot.x(x))} ${tenth(plot.y(y))}`;
  return parents.map((to) => `${from}L${tenth(plot.x(to.x))} ${tenth(plot.y(to.y))}`).join('');
}
