import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cell, csv, expectDone, openData, openWorkbench, workbenchFile } from './journeys/actions';
import { keepOnDevice, lookIntoStores, openKeeping } from './journeys/keeping-actions';

const ROWS = 20_000;
const table = (rows: number): string =>
  `n,m,word\n${Array.from({ length: rows }, (_, row) => `${row},${Math.sin(row)},x${(row * 7919) % 1_000_003}`).join('\n')}\n`;
const LARGE = csv(table(ROWS), 'large.csv');

/** A small table, and one of all combinations of three of its rows. */
const ENDLESS = {
  format: 'sluice',
  version: 1,
  title: 'Endless',
  cells: [
    {
      ...{ id: 'c1', kind: 'step', step: 'load', version: 1, inputs: {}, outputs: { table: 't' } },
      params: { source: { kind: 'embedded', name: 't.csv', text: table(ROWS / 10) } },
    },
    {
      ...{ id: 'c2', kind: 'step', step: 'sql', version: 1, inputs: { t: 't' }, outputs: { result: 'all' } },
      params: { text: 'SELECT a.n AS n, hash(a.m, b.m, c.m)::VARCHAR AS h FROM t a, t b, t c' },
    },
  ],
};

/** Opens the app with an engine for which every table is large: the bound stands in the first thing the page asks of it. */
async function openWithSmallBounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const post = Reflect.get(Worker.prototype, 'postMessage') as (message: unknown, options: unknown) => void;
    Worker.prototype.postMessage = function (message: unknown, options?: unknown) {
      const call = message as { path?: unknown[]; argumentList?: unknown[] } | null;
      if (call?.path?.[0] === 'boot') call.argumentList = [{ type: 'RAW', value: { diskAbove: 1000 } }];
      post.call(this, message, options);
    };
  });
  await page.goto('./');
}

const tableFolders = async (page: Page): Promise<string[]> =>
  (await lookIntoStores(page)).privateFiles.filter((name) => name.startsWith('sluice-tables-'));

async function forgetEverything(page: Page): Promise<void> {
  await openKeeping(page);
  await page.getByRole('button', { name: 'Forget everything …' }).click();
  await page.getByRole('button', { name: 'Forget everything', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
}

/** Nothing of the person is in any store; the app's own files for offline use stay, as the dialog says. */
async function expectEmptyStores(page: Page): Promise<void> {
  const stores = await lookIntoStores(page);
  expect(stores).toMatchObject({ session: [], local: [], databases: {}, privateFiles: [], cookies: '' });
  expect(stores.caches.filter((name) => !name.startsWith('sluice-app '))).toEqual([]);
}

test('“Forget everything” empties every store while tables stand on disk', async ({ page }) => {
  await openWithSmallBounds(page);
  await openData(page, LARGE);
  await expectDone(page, 'Profile large', '3 columns');
  await keepOnDevice(page, 'The workbench and its data');
  await expect
    .poll(async () => (await lookIntoStores(page)).databases.sluice)
    .toEqual({ files: 1, workbenches: 1 });
  expect(await tableFolders(page)).toHaveLength(1);
  await openKeeping(page);
  await expect(page.getByRole('list', { name: 'Tables, the largest first' })).toContainText('on disk');
  await page.keyboard.press('Escape');
  await forgetEverything(page);
  await expectEmptyStores(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
  await expectEmptyStores(page);
});

test('“Forget everything” empties every store while a table is being written to disk', async ({ page }) => {
  await openWithSmallBounds(page);
  await openWorkbench(page, workbenchFile(ENDLESS));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // A table that takes hours: it is being written for as long as anybody looks.
  await expect(cell(page, 'Query').getByRole('progressbar')).toBeVisible();
  await expect.poll(() => tableFolders(page)).toHaveLength(1);
  await forgetEverything(page);
  await expectEmptyStores(page);
});
