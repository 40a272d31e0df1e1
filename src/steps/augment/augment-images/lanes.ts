/** Works on items in their order, so many at a time. Rejects with the first failure; no further item is begun then. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let isBroken = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !isBroken) {
      const item = items[next++]!;
      await work(item).catch((error: unknown) => {
        isBroken = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}

/** Works on items in their order, as many at a time as have room together; one at least. Rejects as `inLanes` does. */
export async function inRoom<T>(
  items: readonly T[],
  room: number,
  sizeOf: (item: T) => number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const under = new Set<Promise<void>>();
  let held = 0;
  for (const item of items) {
    const size = sizeOf(item);
    while (under.size > 0 && held + size > room) await Promise.race(under);
    held += size;
    const task = work(item).finally(() => {
      held -= size;
      under.delete(task);
    });
    // A second failure is heard of by nobody.
    task.catch(() => undefined);
    under.add(task);
  }
  await Promise.all(under);
}
