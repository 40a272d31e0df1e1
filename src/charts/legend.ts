import { LETTER } from './axes';
import { cutLabel } from './labels';
import type { Series } from './palette';

/** A key of the legend in pixels from its upper left corner, its words cut to what there is room for. */
export interface LegendKey {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
}

/** Height in pixels of a line of the legend. */
const LINE = 17;
const SWATCH = 15;
const GAP = 16;
const MOST_LETTERS = 28;

/** Sets the keys side by side, in as many lines as the width needs. */
export function legendKeys(series: readonly Series[], width: number): LegendKey[] {
  let [x, y] = [0, 0];
  return series.map(({ label, colour }) => {
    const text = cutLabel(label, MOST_LETTERS);
    const room = SWATCH + text.length * LETTER;
    if (x > 0 && x + room > width) [x, y] = [0, y + LINE];
    const key = { x, y, text, colour };
    x += room + GAP;
    return key;
  });
}

/** The height of a legend with some air below it; nothing for none. */
export function legendHeight(keys: readonly LegendKey[]): number {
  const last = keys.at(-1);
  return last === undefined ? 0 : last.y + LINE + 7;
}
