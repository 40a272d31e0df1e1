/** The zone at the edges of the window in which a drag scrolls, and by how much each move does (pixels). */
const EDGE = 70;
const STRIDE = 14;

/** The place in the document for what is dropped at a height of the window: before the first cell whose middle is lower. */
export function placeAt(clientY: number): number {
  const cells = [...document.querySelectorAll('article[data-cell]')];
  const place = cells.findIndex((cell) => {
    const { top, height } = cell.getBoundingClientRect();
    return clientY < top + height / 2;
  });
  return place < 0 ? cells.length : place;
}

/** Scrolls the page while a drag is near its upper or lower edge. */
export function scrollNearEdge(clientY: number): void {
  if (clientY < EDGE) scrollBy(0, -STRIDE);
  else if (clientY > innerHeight - EDGE) scrollBy(0, STRIDE);
}
