import type { LinePoint } from '../../../../charts/lines';
import { cellAt, type Frame } from '../../../../core/frame';

/** A window as it is laid over the series: places within the stretch. */
export interface LaidWindow {
  readonly window: number;
  readonly first: number;
  readonly last: number;
  readonly target: number | null;
  readonly label: string | null;
  /** The row of bars that it stands in, from 0: windows of one row do not overlap. */
  readonly lane: number;
}

/** The channels of the picture, each with its points in order. */
export function channelsOf(picture: Frame): { readonly channel: string; readonly points: LinePoint[] }[] {
  const byChannel = new Map<string, LinePoint[]>();
  for (let row = 0; row < picture.rows; row++) {
    const channel = String(cellAt(picture, 'channel', row));
    const value = cellAt(picture, 'value', row);
    const point = {
      x: Number(cellAt(picture, 'row', row)),
      y: typeof value === 'number' && Number.isFinite(value) ? value : null,
    };
    const points = byChannel.get(channel);
    if (points === undefined) byChannel.set(channel, [point]);
    else points.push(point);
  }
  return [...byChannel].map(([channel, points]) => ({ channel, points }));
}

/** The windows with a lane each: the first in which there is room, its target counted in. */
export function laidWindows(frame: Frame): LaidWindow[] {
  const ends: number[] = [];
  return Array.from({ length: frame.rows }, (_, row) => {
    const number = (column: string) => Number(cellAt(frame, column, row));
    const target = cellAt(frame, 'target', row);
    const label = cellAt(frame, 'label', row);
    const end = target === null ? number('last') : Number(target);
    const free = ends.findIndex((taken) => taken < number('first'));
    const lane = free < 0 ? ends.length : free;
    ends[lane] = end;
    return {
      ...{ window: number('window'), first: number('first'), last: number('last'), lane },
      target: target === null ? null : Number(target),
      label: label === null ? null : String(label),
    };
  });
}
