import { Buffer } from 'node:buffer';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData, PEOPLE } from './actions';
import { keepOnDevice, lookIntoStores } from './keeping-actions';

/** Ends the renderer of a page as a crash does: no event of the page runs any more. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** What a person sees who reloads the tab that crashed. */
async function reloadCrashed(context: BrowserContext, page: Page): Promise<Page> {
  const next = await context.newPage();
  await next.goto('./');
  await page.close();
  return next;
}

async function openPeople(page: Page): Promise<void> {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
}

async function rename(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Title of the workbench' }).fill(title);
  await page.keyboard.press('Enter');
}

const kept = (page: Page, title: string) => page.getByRole('button', { name: title, exact: true });

/** A million rows: it takes the engine long enough to be met at work. */
function large() {
  const rows = Array.from({ length: 1_000_000 }, (_, row) => `${row},g${row % 97},${(row * 7919) % 10_007}`);
  return { ...csv('', 'large.csv'), buffer: Buffer.from(`id,group,value\n${rows.join('\n')}\n`) };
}

test.describe('after the tab is killed', () => {
  test('while a file loads, the workbench stands there and the cell runs from the start', async ({
    page,
    context,
  }) => {
    await openPeople(page);
    await keepOnDevice(page, 'The workbench and its data');
    await openData(page, large());
    await expect(cell(page, 'Load large.csv').getByRole('progressbar')).toBeVisible();
    await expect
      .poll(async () => (await lookIntoStores(page)).databases.sluice)
      .toEqual({ files: 2, workbenches: 1 });
    await crash(context, page);
    const next = await reloadCrashed(context, page);
    await kept(next, 'people').click();
    await expectDone(next, 'Load large.csv', '1,000,000 × 3');
    await expectDone(next, 'Load people.csv', '5 × 3');
  });

  test('while a cell runs, no cell says it is done before it is', async ({ page, context }) => {
    await openPeople(page);
    await keepOnDevice(page, 'The workbench');
    await openData(page, large());
    // The profile is at work: this is seen frame by frame, since it takes a second or so.
    await cell(page, 'Profile large').getByRole('progressbar').waitFor();
    await crash(context, page);
    const next = await reloadCrashed(context, page);
    await kept(next, 'people').click();
    for (const name of ['people', 'large']) {
      await expect(cell(next, `Load ${name}.csv`)).toContainText(`The file “${name}.csv” is not at hand.`);
      await expect(cell(next, `Profile ${name}`).locator('.result')).toHaveCount(0);
    }
    await openData(next, PEOPLE);
    await expectDone(next, 'Profile people', '3 columns');
  });

  test('at any moment around a write, what is kept is whole: the edit before or the last one', async ({
    page,
    context,
  }) => {
    test.setTimeout(180_000);
    await openPeople(page);
    await keepOnDevice(page, 'The workbench');
    await rename(page, 'Edit 0');
    await expect.poll(async () => (await lookIntoStores(page)).databases.sluice?.workbenches).toBe(1);
    let current = page;
    let last = 'Edit 0';
    await current.waitForTimeout(900);
    for (const [index, delay] of [0, 300, 395, 405, 415, 900].entries()) {
      const title = `Edit ${index + 1}`;
      await rename(current, title);
      await current.waitForTimeout(delay);
      await crash(context, current);
      current = await reloadCrashed(context, current);
      const names = current.getByRole('listitem').getByRole('button', { name: /^Edit/ });
      await expect(names).toHaveCount(1);
      const name = (await names.textContent()) ?? '';
      expect([last, title]).toContain(name);
      // Past the pause before a write, the last edit is on the device.
      if (delay === 900) expect(name).toBe(title);
      last = name;
      await kept(current, last).click();
      await expect(cell(current, 'Load people.csv')).toBeVisible();
    }
  });

  test('and reloaded in place, the tab’s own session has the very last edit', async ({ page, context }) => {
    await openPeople(page);
    await rename(page, 'The very last');
    await crash(context, page);
    const session = await context.newCDPSession(page);
    await session.send('Page.reload');
    const told = async (expression: string): Promise<string> => {
      const { result } = await session.send('Runtime.evaluate', { expression });
      return String(result.value);
    };
    const patience = { timeout: 20_000 };
    await expect.poll(() => told('document.title'), patience).toBe('The very last · Sluice');
    await expect
      .poll(() => told(`document.querySelector('main')?.textContent ?? ''`), patience)
      .toContain('not at hand');
  });
});
