/**
 * The tallest box that rows are scrolled in, in pixels. Browsers cut boxes off: Firefox at 17.8 million pixels, Chromium and
 * Safari at 33.5 million. Taller contents are scrolled by a scaled position.
 */
export const MOST_PIXELS = 8_000_000;

/** All rows stacked (`content`) and what is seen of them (`view`), in pixels. */
export interface RowSpace {
  readonly content: number;
  readonly view: number;
}

/** Where the browser has scrolled to, and the pixel of the content that is at the top then. */
export interface ScrollPoint {
  readonly native: number;
  readonly top: number;
}

/** Scrolling by less than so many views goes pixel by pixel, as by a wheel; by more it is a jump, as by the bar. */
const STEP_VIEWS = 3;

/** The height of the box that is scrolled. */
export const boxHeight = ({ content }: RowSpace): number => Math.min(content, MOST_PIXELS);

/** True where the box is not as tall as its content. */
export const isScaled = ({ content }: RowSpace): boolean => content > MOST_PIXELS;

/** The last place the content can be scrolled to. */
export const lastTop = ({ content, view }: RowSpace): number => Math.max(0, content - view);

/** The place of the scroll bar for a place in the content. */
export function nativeOf(top: number, space: RowSpace): number {
  if (!isScaled(space)) return top;
  return (top / lastTop(space)) * (boxHeight(space) - space.view);
}

/** The place in the content after the browser has scrolled; both ends are always reached. */
export function topAfter(native: number, before: ScrollPoint, space: RowSpace): number {
  const last = lastTop(space);
  if (!isScaled(space)) return Math.min(last, Math.max(0, native));
  const nativeLast = boxHeight(space) - space.view;
  if (native <= 0) return 0;
  // The browser may stop a fraction of a pixel before the end.
  if (native >= nativeLast - 1) return last;
  const moved = native - before.native;
  const isStep = Math.abs(moved) <= space.view * STEP_VIEWS;
  return Math.min(last, Math.max(0, isStep ? before.top + moved : (native / nativeLast) * last));
}
