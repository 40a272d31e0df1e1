import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, fromBarMenu, openData, PEOPLE } from './actions';
import { keepOnDevice, lookIntoStores, openKeeping } from './keeping-actions';

async function openPeople(page: Page): Promise<void> {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
}

async function nextVisit(context: BrowserContext, page: Page): Promise<Page> {
  await page.close();
  const next = await context.newPage();
  await next.goto('./');
  return next;
}

const control = (page: Page) => page.getByRole('button', { name: /What this device keeps$/ });
const kept = (page: Page, title: string) => page.getByRole('button', { name: title, exact: true });

async function rename(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Title of the workbench' }).fill(title);
  await page.keyboard.press('Enter');
}

test('unasked, nothing stays when the tab is closed, and no store but the tab’s own is touched', async ({
  page,
  context,
}) => {
  await openPeople(page);
  await expect(control(page)).toHaveAccessibleName(/^Kept in this tab only/);
  const stores = await lookIntoStores(page);
  expect(stores).toMatchObject({ local: [], databases: {}, privateFiles: [], cookies: '' });
  expect(stores.session).toEqual(['sluice.workbench']);
  const next = await nextVisit(context, page);
  await expect(next.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
  await expect(next.getByText('Kept on this device')).toHaveCount(0);
});

test('the workbench is kept, each edit of it, and asks for its data at the next visit', async ({
  page,
  context,
}) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench');
  await expect(control(page)).toHaveAccessibleName(/^Workbench kept here/);
  await rename(page, 'Five people');
  await expect
    .poll(async () => (await lookIntoStores(page)).databases.sluice)
    .toEqual({ files: 0, workbenches: 1 });
  const next = await nextVisit(context, page);
  await expect(next.getByText('2 cells · without its data')).toBeVisible();
  await kept(next, 'Five people').click();
  await expect(cell(next, 'Load people.csv')).toContainText('The file “people.csv” is not at hand.');
  await openData(next, PEOPLE);
  await expectDone(next, 'Profile people', '3 columns');
});

test('an edit is kept although the tab is closed right after it', async ({ page, context }) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench');
  await rename(page, 'Just in time');
  await page.close({ runBeforeUnload: true });
  const next = await context.newPage();
  await next.goto('./');
  await expect(kept(next, 'Just in time')).toBeVisible();
});

test('with its data kept, a workbench runs at the next visit and after a reload, and asks for nothing', async ({
  page,
  context,
}) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench and its data');
  await expect
    .poll(async () => (await lookIntoStores(page)).databases.sluice)
    .toEqual({ files: 1, workbenches: 1 });
  const next = await nextVisit(context, page);
  await kept(next, 'people').click();
  await expectDone(next, 'Profile people', '3 columns');
  await next.reload();
  await expectDone(next, 'Profile people', '3 columns');
  await expect(next.getByText('not at hand')).toHaveCount(0);
  await keepOnDevice(next, 'The workbench');
  await expect
    .poll(async () => (await lookIntoStores(next)).databases.sluice)
    .toEqual({ files: 0, workbenches: 1 });
});

test('several are kept side by side; opening one leaves the others, and one can be deleted', async ({
  page,
}) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench and its data');
  await fromBarMenu(page, 'New');
  await openData(page, csv('x\n1\n2\n', 'numbers.csv'));
  await expectDone(page, 'Load numbers.csv', '2 × 1');
  await fromBarMenu(page, 'New');
  await expect(kept(page, 'people')).toBeVisible();
  await kept(page, 'numbers').click();
  await expectDone(page, 'Load numbers.csv', '2 × 1');
  await fromBarMenu(page, 'New');
  await page.getByRole('button', { name: 'Delete people' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(kept(page, 'people')).toHaveCount(0);
  await expect(kept(page, 'numbers')).toBeVisible();
  expect((await lookIntoStores(page)).databases.sluice).toEqual({ files: 1, workbenches: 1 });
});

test('“Forget everything” empties every store; only the app’s own files stay', async ({ page, context }) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench and its data');
  await expect
    .poll(async () => (await lookIntoStores(page)).databases.sluice)
    .toEqual({ files: 1, workbenches: 1 });
  const other = await context.newPage();
  await other.goto('./');
  await openKeeping(page);
  await page.getByRole('button', { name: 'Forget everything …' }).click();
  await expect(page.getByText('The app’s own files stay')).toBeVisible();
  await page.getByRole('button', { name: 'Forget everything', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
  const stores = await lookIntoStores(page);
  expect(stores).toMatchObject({ local: [], databases: {}, privateFiles: [], cookies: '' });
  expect(stores.caches.filter((name) => !name.startsWith('sluice-app '))).toEqual([]);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'See what is in your data.' })).toBeVisible();
  await expect(control(page)).toHaveAccessibleName(/^Kept in this tab only/);
  await expect(control(other)).toHaveAccessibleName(/^Kept in this tab only/);
});

test('two tabs on one workbench lose nothing, and the later one says so', async ({ page, context }) => {
  await openPeople(page);
  await keepOnDevice(page, 'The workbench');
  const other = await context.newPage();
  await other.goto('./');
  await kept(other, 'people').click();
  await rename(page, 'Mine');
  await expect.poll(async () => (await lookIntoStores(page)).databases.sluice?.workbenches).toBe(1);
  await page.waitForTimeout(800);
  await rename(other, 'Yours');
  await expect(other.getByText('Both are kept, each for itself.')).toBeVisible();
  const next = await context.newPage();
  await next.goto('./');
  await expect(kept(next, 'Mine')).toBeVisible();
  await expect(kept(next, 'Yours')).toBeVisible();
});

test.describe('a device that does not keep', () => {
  test('because the browser forbids it says so, and the tab holds the workbench', async ({ page }) => {
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('Denied.', 'SecurityError');
      };
    });
    await openPeople(page);
    await keepOnDevice(page, 'The workbench');
    await expect(control(page)).toHaveAccessibleName(/^Not kept on this device/);
    await openKeeping(page);
    await expect(page.getByRole('alert')).toContainText(
      'The browser does not let this page keep the workbench.',
    );
    await page.reload();
    await expect(cell(page, 'Load people.csv')).toBeVisible();
  });

  test('because it is full names the file, and keeps the workbench all the same', async ({
    page,
    context,
  }) => {
    await page.addInitScript(() => {
      const put = Reflect.get(IDBObjectStore.prototype, 'put');
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        if (this.name === 'files') throw new DOMException('Full.', 'QuotaExceededError');
        return put.call(this, value, key);
      };
    });
    await openPeople(page);
    await keepOnDevice(page, 'The workbench and its data');
    await expect(control(page)).toHaveAccessibleName(/^Not kept on this device/);
    await openKeeping(page);
    await expect(page.getByRole('alert')).toContainText('no room to keep the data “people.csv”');
    await expectDone(page, 'Profile people', '3 columns');
    const next = await nextVisit(context, page);
    await expect(next.getByText('2 cells · without its data')).toBeVisible();
  });
});
