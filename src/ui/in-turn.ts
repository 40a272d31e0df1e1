/** What waits for a task of its own, the longest waiting first. */
const waiting = new Set<() => void>();

/**
 * Does pieces of work one after the other, each in a task of its own: together they would keep the page busy too long. Gives
 * back what withdraws the piece.
 */
export function inTurn(work: () => void): () => void {
  if (waiting.size === 0) setTimeout(next);
  waiting.add(work);
  return () => void waiting.delete(work);
}

function next(): void {
  const [work] = waiting;
  if (work === undefined) return;
  waiting.delete(work);
  if (waiting.size > 0) setTimeout(next);
  work();
}
