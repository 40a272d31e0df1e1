/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room around the inner area of a plot, in CSS pixels. */
export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Where a value of the data stands, in pixels from the inner area's left or top edge. */
export type Position = (value: number) => number;

/** What a frame hands to its marks: the inner size, and where data stand in it. */
export interface Plot extends Size {
  readonly x: Position;
  readonly y: Position;
}

/** A labelled place on an axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/**
 * A place where the reading cursor can stop: the mark's box in pixels, and what is said about it. Most stops are never read, so where there
 * are many their words are getters.
 */
export interface Stop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly value: string;
}

/** Everything a frame needs to know about what stands in it. The cursor moves along `direction`, or freely where that is both. */
export interface Layout {
  readonly plot: Plot;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly stops: readonly Stop[];
  readonly direction: 'x' | 'y' | 'both';
}

/** The number of the stop whose middle is nearest to a point, along the direction of the layout; null without stops. */
export function nearestStop({ stops, direction }: Layout, x: number, y: number): number | null {
  let nearest: number | null = null;
  let least = Infinity;
  stops.forEach((stop, index) => {
    const across = direction === 'y' ? 0 : stop.x + stop.width / 2 - x;
    const down = direction === 'x' ? 0 : stop.y + stop.height / 2 - y;
    const distance = Math.hypot(across, down);
    if (distance < least) [nearest, least] = [index, distance];
  });
  return nearest;
}

/** Where a key moves the cursor among `count` stops; undefined for a key that means nothing here, null for "away". */
export function moveCursor(key: string, at: number | null, count: number): number | null | undefined {
  const from = at ?? -1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
