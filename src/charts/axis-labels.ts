import { LETTER } from './axes';
import type { Tick } from './plot';

/** A label of an axis as it is drawn: its middle in pixels. */
export interface AxisLabel {
  readonly text: string;
  readonly middle: number;
}

/** From where to where labels may reach, in pixels from the left edge of the plot. */
export interface LabelRoom {
  readonly from: number;
  readonly to: number;
}

/** The air between two labels, in pixels. */
const GAP = 6;

/** A label while its place is looked for: its left edge and width. */
interface Placed {
  readonly tick: Tick;
  readonly width: number;
  readonly left: number;
}

/**
 * The labels of ticks side by side, each under its tick, or as near as it can be: within the room, and apart from its neighbours.
 * A label never leaves its tick: where all of them cannot stand so, those that have the least air go, first between the ends,
 * then the last. They come from left to right. Cost: the square of the ticks.
 */
export function axisLabels(ticks: readonly Tick[], room: LabelRoom): AxisLabel[] {
  let left = ticks.filter(({ label }) => label !== '').sort((one, other) => one.at - other.at);
  for (;;) {
    const placed = apart(left, room);
    if (left.length <= 1 || placed.every((one) => isUnder(one, room))) {
      return placed.map((one) => ({ text: one.tick.label, middle: one.left + one.width / 2 }));
    }
    left = left.toSpliced(mostCrowded(left), 1);
  }
}

const widthOf = ({ label }: Tick): number => label.length * LETTER;

/** Pushed to the right as far as needed, then back from the right end. */
function apart(ticks: readonly Tick[], { from, to }: LabelRoom): Placed[] {
  let free = from;
  const pushed = ticks.map((tick): Placed => {
    const width = widthOf(tick);
    const left = Math.max(free, tick.at - width / 2);
    free = left + width + GAP;
    return { tick, width, left };
  });
  let end = to;
  return pushed.reduceRight<Placed[]>((after, one) => {
    const left = Math.min(one.left, end - one.width);
    end = left - GAP;
    return [{ ...one, left }, ...after];
  }, []);
}

/** True where a label stands within the room and its tick above it. */
function isUnder({ tick, width, left }: Placed, { from }: LabelRoom): boolean {
  return left >= from - 0.5 && tick.at >= left - GAP && tick.at <= left + width + GAP;
}

/** The label between the ends with the least air on both sides; the last where there are but two. */
function mostCrowded(ticks: readonly Tick[]): number {
  const last = ticks.length - 1;
  let [crowded, least] = [last, Infinity];
  ticks.forEach((tick, index) => {
    const [before, after] = [ticks[index - 1], ticks[index + 1]];
    if (before === undefined || after === undefined) return;
    const air = after.at - before.at - widthOf(tick) - (widthOf(before) + widthOf(after)) / 2;
    if (air < least) [crowded, least] = [index, air];
  });
  return crowded;
}
