/** Whether the app's own files are on this device, and whether a newer version of them is. */
export class Offline {
  #isReady = $state(false);
  #waiting = $state.raw<ServiceWorker | null>(null);

  /** True once Sluice opens without a network. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** True when a newer version is on the device and the page still runs the one before. */
  get hasUpdate(): boolean {
    return this.#waiting !== null;
  }

  /** Lets the browser keep the app's files, behind all else. Without service workers (insecure origins) nothing happens. */
  async start(): Promise<void> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    try {
      const script = new URL('service-worker.js', document.baseURI);
      const registration = await navigator.serviceWorker.register(script, { updateViaCache: 'none' });
      registration.addEventListener('updatefound', () => this.#watch(registration.installing));
      this.#watch(registration.installing);
      void this.#meet(registration.waiting);
      await navigator.serviceWorker.ready;
      this.#isReady = true;
    } catch {
      // Offline use is an extra: a browser that refuses it (a private window, a setting) runs the app all the same.
      this.#isReady = false;
    }
  }

  /** Says that the page goes, and with it the engine: what that had on disk can be deleted then. */
  leave(): void {
    if (!('serviceWorker' in navigator)) return;
    navigator.serviceWorker.controller?.postMessage({ type: 'leaving' });
  }

  /** Takes the newer version: the page starts again with it. */
  update(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage({ type: 'activate' });
  }

  #watch(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') void this.#meet(worker);
    });
  }

  /** A page that came from the host is of the newer version already, and there is nothing to say. */
  async #meet(worker: ServiceWorker | null): Promise<void> {
    if (worker === null || navigator.serviceWorker.controller === null) return;
    if (!(await holds(worker, ownScript()))) this.#waiting = worker;
  }
}

function ownScript(): string {
  return document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';
}

function holds(worker: ServiceWorker, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage({ type: 'holds', url }, [port2]);
  });
}
