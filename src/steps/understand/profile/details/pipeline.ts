/**
 * Fetches pieces one after the other and crunches each beside the fetching of the next ones; at most `waiting` pieces are held at
 * a time. Gives the results in the order of the pieces.
 */
export async function pipeline<Piece, Fetched, Result>(
  pieces: readonly Piece[],
  fetch: (piece: Piece) => Promise<Fetched>,
  crunch: (fetched: Fetched, piece: Piece) => Promise<Result>,
  waiting: number,
): Promise<Result[]> {
  const running = new Set<Promise<Result>>();
  const results: Promise<Result>[] = [];
  for (const piece of pieces) {
    while (running.size >= waiting) await Promise.race(running);
    const fetched = await fetch(piece);
    const result = crunch(fetched, piece).finally(() => running.delete(result));
    running.add(result);
    results.push(result);
    // A failure is met where the results are awaited; until then it must not count as unhandled.
    result.catch(() => undefined);
  }
  return Promise.all(results);
}
