import { CANARY_PORT } from './canary';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const USUAL_PLACES = [
  '/usr/bin',
  '/snap/bin',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
  join(process.env.LOCALAPPDATA ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
  join(process.env['PROGRAMFILES(X86)'] ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
];

/** Keeps the browser to itself: whatever it does on its own account must not be taken for traffic of the app. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Hosts that Chromium itself asks for updates, the time and an account, whatever flags it gets: they do not exist here. */
const OWN_HOSTS = [
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'update.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  'content-autofill.googleapis.com',
  'safebrowsing.googleapis.com',
  '*.gvt1.com',
];

/** Whatever other host a page would reach for, it would reach the canary. The first rule that fits decides. */
const HOST_RULES = [
  ...OWN_HOSTS.map((host) => `MAP ${host} ~NOTFOUND`),
  `MAP * 127.0.0.1:${CANARY_PORT}`,
  'EXCLUDE 127.0.0.1',
  'EXCLUDE localhost',
];
const STRANGERS_TO_CANARY = `--host-resolver-rules=${HOST_RULES.join(', ')}`;

/**
 * Where the browser is: `CHROMIUM_PATH`, else one on the PATH, else one in the usual places of the system, else the one
 * Playwright downloaded. Undefined where there is none.
 */
export function findBrowser(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const usual = USUAL_PLACES.flatMap((place) =>
    place.endsWith('bin') ? NAMES.map((name) => join(place, name)) : [place],
  );
  return [...onPath, ...usual, chromium.executablePath()].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How to launch the browser; says in one line what to install where there is none, and ends the run. */
export function browserOptions(): LaunchOptions {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    process.stderr.write(
      'No browser found: install Chromium (Debian: "apt-get install chromium"; anywhere: "npx playwright install chromium"), or set CHROMIUM_PATH.\n',
    );
    process.exit(1);
  }
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const args = [...QUIET, STRANGERS_TO_CANARY];
  return { executablePath, args: isRoot ? [...args, '--no-sandbox'] : args };
}
