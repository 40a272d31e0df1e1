import { sweepTables } from './sweep';

/**
 * Keeps the app's own files, so that it opens without a network once it was opened with one. It answers nothing but GETs
 * of its own origin that name a file of the build it belongs to; all else goes the browser's own way, and nothing a person
 * opened or made ever comes here. It also deletes what closed tabs left in the private files, unread. The build writes it, with
 * what it imports, as one classic script.
 */

declare const self: ServiceWorkerGlobalScope & {
  /** Written in front of this script by the build. */
  readonly offline: { readonly version: string; readonly files: readonly string[] };
};

/** How long a page waits for the network before it is opened from the device. */
const PATIENCE_MS = 3000;
/** How often, and how long apart, the tables of a tab that is being closed are looked for. */
const SWEEPS = 4;
const SWEEP_EVERY_MS = 500;

const { scope } = self.registration;
const OURS = `sluice-app ${scope} `;
const NAME = OURS + self.offline.version;
const files = new Set(self.offline.files.map((file) => new URL(file, scope).href));

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  const { type, url } = event.data as { type: string; url?: string };
  if (type === 'leaving') event.waitUntil(sweepSoon());
  if (type === 'activate') void self.skipWaiting();
  if (type === 'holds') event.ports[0]?.postMessage(url !== undefined && files.has(url));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (isAppPage(request.url)) event.respondWith(openPage(request));
  } else if (files.has(request.url)) event.respondWith(keptOrFetched(request));
});

/** A page that says it leaves may stay (a reload, a question before closing): what it still holds is let be. */
async function sweepSoon(): Promise<void> {
  for (let time = 0; time < SWEEPS; time++) {
    await new Promise((resume) => setTimeout(resume, SWEEP_EVERY_MS));
    await sweepTables();
  }
}

/** One file after the other: all at once they would take the processor from the page. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(NAME);
  for (const url of [scope, ...files]) {
    // A name with a hash never changes its content, so what the browser has of it is good; the rest is asked for anew.
    const isHashed = new URL(url).pathname.includes('/assets/');
    const response = await fetch(url, { cache: isHashed ? 'force-cache' : 'no-cache' });
    if (!response.ok) throw new Error(`${String(response.status)} for ${url}`);
    await cache.put(url, response);
  }
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

function isAppPage(address: string): boolean {
  const { origin, pathname } = new URL(address);
  return [scope, `${scope}index.html`].includes(origin + pathname);
}

/** The page as the host has it now; the kept one where the host does not answer in time. */
async function openPage(request: Request): Promise<Response> {
  const kept = await keptOf(scope);
  if (kept === undefined) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const asked = fetch(request).then(
    (response) => (response.status < 500 ? response : kept),
    () => kept,
  );
  return Promise.race([asked, late]);
}

async function keptOrFetched(request: Request): Promise<Response> {
  return (await keptOf(request.url)) ?? fetch(request);
}

async function keptOf(url: string): Promise<Response | undefined> {
  const cache = await caches.open(NAME);
  return cache.match(url, { ignoreVary: true });
}
