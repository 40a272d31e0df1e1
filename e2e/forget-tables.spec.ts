import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cell, csv, expectDone, openData } from './journeys/actions';
import { keepOnDevice, lookIntoStores, openKeeping } from './journeys/keeping-actions';

const ROWS = 20_000;
const LARGE = csv(
  `n,m,word\n${Array.from({ length: ROWS }, (_, row) => `${row},${Math.sin(row)},x${(row * 7919) % 1_000_003}`).join('\n')}\n`,
  'large.csv',
);

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
  const line = (row: number) => `${row},${Math.sin(row)},x${row % 1_000_003}`;
  await openWithSmallBounds(page);
  const long = `n,m,word\n${Array.from({ length: 1_000_000 }, (_, row) => line(row)).join('\n')}\n`;
  await openData(page, csv(long, 'long.csv'));
  await expect.poll(() => tableFolders(page)).toHaveLength(1);
  await expect(cell(page, 'Load long.csv').getByRole('progressbar')).toBeVisible();
  await forgetEverything(page);
  await expectEmptyStores(page);
});
