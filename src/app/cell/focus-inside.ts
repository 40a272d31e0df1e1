import type { FocusWish } from '../page.svelte';

const OPEN_SLOT = '.slot[aria-invalid="true"], .slot[data-invalid="true"]';

/** Gives the focus to a cell, or to what in it waits to be set or written, and brings it into sight. */
export function focusInside(article: HTMLElement, part: FocusWish['part']): void {
  const inside = {
    cell: null,
    handle: article.querySelector<HTMLElement>('.handle'),
    start: article.querySelector<HTMLElement>(`textarea, [contenteditable="true"], ${OPEN_SLOT}`),
  }[part];
  (inside ?? article).focus({ preventScroll: true });
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  article.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
}
