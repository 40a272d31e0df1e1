/**
 * Counts what this page has asked of other origins, as the browser reports it, and apart from it what the policy of the
 * page has stopped. Nothing here is written by hand: a count of 0 is a measurement.
 */
export class ForeignRequests {
  #sent = $state(0);
  #blocked = $state(0);

  constructor() {
    const observer = new PerformanceObserver((list) => {
      this.#sent += list.getEntries().filter((entry) => isForeign(entry.name)).length;
    });
    observer.observe({ type: 'resource', buffered: true });
    document.addEventListener('securitypolicyviolation', () => (this.#blocked += 1));
  }

  /** Requests to other origins. */
  get sent(): number {
    return this.#sent;
  }

  /** Attempts that the policy of the page stopped. */
  get blocked(): number {
    return this.#blocked;
  }
}

/** Addresses without an origin of their own (`data:`, `blob:`) leave nothing. */
function isForeign(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, protocol } = new URL(address);
  return protocol.startsWith('http') && origin !== location.origin;
}
