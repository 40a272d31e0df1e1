/**
 * For `{@attach}`: where an element inside has the focus and is taken away (a result that a new run replaces), the whole
 * takes the focus, so that the keyboard goes on from there and not from the top of the page.
 */
export function keepFocus(whole: HTMLElement): () => void {
  let last: Element | null = null;

  const onfocusin = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null;
  };
  // Who leaves for nowhere (a press beside everything) has left; an element that goes is not there any more.
  const onfocusout = () =>
    queueMicrotask(() => {
      if (last?.isConnected === true && document.activeElement !== last) last = null;
    });
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected) return;
    last = null;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) whole.focus({ preventScroll: true });
  });

  whole.addEventListener('focusin', onfocusin);
  whole.addEventListener('focusout', onfocusout);
  observer.observe(whole, { childList: true, subtree: true });
  return () => {
    whole.removeEventListener('focusin', onfocusin);
    whole.removeEventListener('focusout', onfocusout);
    observer.disconnect();
  };
}
