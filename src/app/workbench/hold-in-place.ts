/** So long what stands above may go on to change its height (milliseconds): charts are drawn anew after a resize. */
const HOLD = 700;
/** What a reader does who wants to be elsewhere. */
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Keeps an element where it is on the screen while the page around it is laid out anew, for a moment, or until the
 * reader moves. Where something in a cell has the focus, such as the button just pressed (or `had` it before), that is what is kept.
 */
export function holdInPlace(cell: HTMLElement, had: Element | null = document.activeElement): void {
  const held = had !== null && cell.contains(had) ? had : cell;
  const { top } = held.getBoundingClientRect();
  const end = performance.now() + HOLD;
  const moved = new AbortController();
  const { signal } = moved;
  const follow = () => {
    if (signal.aborted) return;
    if (!held.isConnected || performance.now() > end) return moved.abort();
    const off = held.getBoundingClientRect().top - top;
    if (Math.abs(off) >= 1) scrollBy({ top: off, behavior: 'instant' });
    requestAnimationFrame(follow);
  };
  // The key that changes the page (Esc, in what stands beside it) is still on its way to the window, and is no move.
  requestAnimationFrame(() => {
    for (const type of MOVES) addEventListener(type, () => moved.abort(), { signal, passive: true });
    follow();
  });
}
