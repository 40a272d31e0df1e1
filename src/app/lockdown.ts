/**
 * Closes, at start and for good, the ways out of the tab that no content security policy closes: peer connections are
 * taken away, windows do not open, and no script may lead the page to another origin (a click on a link may). `main.ts`
 * imports it before anything else. It is a second lock behind the first one, which is that only the app's own scripts run
 * at all; see `docs/privacy.md`.
 */
const CONNECTIONS = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport'];

for (const name of CONNECTIONS) takeAway(name, undefined);
takeAway('open', () => null);

// Browsers without the Navigation API keep one way open to the app's own code: leading the whole page elsewhere.
if ('navigation' in window) window.navigation.addEventListener('navigate', refuseForeign);

function takeAway(name: string, value: unknown): void {
  Object.defineProperty(window, name, { value, writable: false, configurable: false });
}

function refuseForeign(event: NavigateEvent): void {
  const { origin, protocol } = new URL(event.destination.url);
  const staysHere = origin === location.origin || protocol === 'data:' || protocol === 'blob:';
  if (!staysHere && !event.userInitiated && event.cancelable) event.preventDefault();
}
