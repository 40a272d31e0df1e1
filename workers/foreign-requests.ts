/** Counts requests of this worker to other origins as the browser reports them; the returned function tells the count. */
export function watchForeignRequests(): () => number {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().filter((entry) => isForeign(entry.name)).length;
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => count;
}

/** Blob addresses have the origin of who made them; `data:` has none and leaves nothing. */
function isForeign(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol } = new URL(address);
  return protocol.startsWith('http') && origin !== self.origin;
}
