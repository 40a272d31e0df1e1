import type { FocusWish } from '../page.svelte';

const OPEN_SLOT = '.slot[aria-invalid="true"], .slot[data-invalid="true"]';

/** Gives the focus to a cell, or to what in it waits to be set or written, and brings it into sight. */
export function focusInside(article: HTMLElement, part: FocusWish['part']): void {
  const inside = {
    cell: null,
    top: null,
    handle: article.querySelector<HTMLElement>('.handle'),
    start: article.querySelector<HTMLElement>(`textarea, [contenteditable="true"], ${OPEN_SLOT}`),
  }[part];
  (inside ?? article).focus({ preventScroll: true });
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = isCalm ? 'auto' : 'smooth';
  if (part === 'top') keepAtTop(article, behavior);
  else article.scrollIntoView({ block: 'nearest', behavior });
}

/** So long what is to be seen may go on to grow (milliseconds): a new cell runs first. */
const GROWS_FOR = 3000;
/** What a reader does who wants to be elsewhere. */
const MOVES = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/** Brings an element to the top, and again as the page grows: one too short to do so at first is longer then. */
function keepAtTop(article: HTMLElement, behavior: ScrollBehavior): void {
  const observer = new ResizeObserver(() => article.scrollIntoView({ block: 'start', behavior }));
  const ended = new AbortController();
  const end = () => {
    observer.disconnect();
    ended.abort();
  };
  for (const type of MOVES) addEventListener(type, end, { signal: ended.signal, passive: true });
  setTimeout(end, GROWS_FOR);
  observer.observe(article);
  observer.observe(document.body);
}
