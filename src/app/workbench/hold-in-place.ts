/** So long what stands above may go on to change its height (milliseconds): charts are drawn anew after a resize. */
const HOLD = 700;
/** What a reader does who wants to be elsewhere. */
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Keeps an element where it is on the screen while the page around it is laid out anew, for a moment, or until the
 * reader moves. Of a cell whose head is out of sight, what has the focus in it is kept instead.
 */
export function holdInPlace(cell: HTMLElement): void {
  const { activeElement } = document;
  const isHeadInSight = cell.getBoundingClientRect().top >= 0;
  const held =
    !isHeadInSight && activeElement !== null && cell.contains(activeElement) ? activeElement : cell;
  const { top } = held.getBoundingClientRect();
  const end = performance.now() + HOLD;
  const moved = new AbortController();
  for (const type of MOVES) {
    addEventListener(type, () => moved.abort(), { signal: moved.signal, passive: true });
  }
  const follow = () => {
    if (moved.signal.aborted) return;
    if (!held.isConnected || performance.now() > end) return moved.abort();
    const off = held.getBoundingClientRect().top - top;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: 'instant' });
    requestAnimationFrame(follow);
  };
  requestAnimationFrame(follow);
}
