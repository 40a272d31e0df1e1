import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserOptions } from './browser';
import { expect, test } from './fixtures';

const PAGE = `e2e/contract.html?limits=${encodeURIComponent(JSON.stringify({ diskAbove: 1000 }))}`;

/** Loads a table of so many rows, each of some 30 bytes; what the run tells of it, and what the engine holds then. */
function load(page: Page, rows: number) {
  return page.evaluate(async (count) => {
    const { engine, file, profilePlan } = window.contractPage;
    const line = (row: number) => `${row},${Math.sin(row)},x${(row * 7919) % 1_000_003}`;
    const text = `n,m,word\n${Array.from({ length: count }, (_, row) => line(row)).join('\n')}\n`;
    const name = `t${count}.csv`;
    await engine.boot();
    const request = { plan: { ...profilePlan(name), target: 0 }, files: { [name]: await file(name, text) } };
    const outcome = await engine.run(request);
    const { storage, restarts } = await engine.status();
    return {
      code: outcome.ok ? 'ok' : outcome.failure.code,
      message: outcome.ok
        ? outcome.value.notices.map((notice) => notice.text).join()
        : outcome.failure.message,
      places: storage?.tables.map(({ place }) => place) ?? [],
      disk: storage?.diskBytes ?? 0,
      restarts: restarts.duckdb,
    };
  }, rows);
}

/** The folders of tables in the origin's private files. */
const folders = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.filter((name) => name.startsWith('sluice-tables-'));
  });

test('a large table stands on disk, in each tab in a file of its own, and goes with its tab', async ({
  page,
  context,
}) => {
  await page.goto(PAGE);
  const first = await load(page, 20_000);
  expect(first).toMatchObject({ code: 'ok', places: ['disk'] });
  expect(first.message).toContain('kept on this device’s disk while the tab is open');
  expect(first.disk).toBeGreaterThan(0);

  const other = await context.newPage();
  await other.goto(PAGE);
  expect(await load(other, 20_000)).toMatchObject({ code: 'ok', places: ['disk'] });
  expect(await folders(other)).toHaveLength(2);

  // A closed tab deletes nothing by itself; the next engine that starts does, and lets the living one be.
  await other.close();
  const third = await context.newPage();
  await third.goto(PAGE);
  await third.evaluate(() => window.contractPage.engine.boot());
  await expect.poll(() => folders(third)).toHaveLength(1);
  expect(await load(page, 20_001)).toMatchObject({ code: 'ok', places: ['disk', 'disk'] });
});

test('freed tables leave no file behind', async ({ page }) => {
  await page.goto(PAGE);
  await load(page, 20_000);
  expect(await folders(page)).toHaveLength(1);
  await page.evaluate(() => window.contractPage.engine.free('drop'));
  expect(await folders(page)).toEqual([]);
  expect(await load(page, 20_000)).toMatchObject({ code: 'ok', places: ['disk'] });
});

test('a cancelled load leaves no file behind', async ({ page }) => {
  await page.goto(PAGE);
  const code = await page.evaluate(async () => {
    const { engine, file, profilePlan } = window.contractPage;
    const lines = Array.from(
      { length: 2_000_000 },
      (_, row) => `${row},${Math.sin(row)},x${row % 1_000_003}`,
    );
    const handle = await file('long.csv', `n,m,word\n${lines.join('\n')}\n`);
    await engine.boot();
    const controller = new AbortController();
    const outcome = await engine.run(
      { plan: { ...profilePlan('long.csv'), target: 0 }, files: { 'long.csv': handle } },
      {
        signal: controller.signal,
        onProgress: ({ phase, fraction = 0 }) => {
          if (phase === 'reading' && fraction > 0.3) controller.abort();
        },
      },
    );
    return outcome.ok ? 'ok' : outcome.failure.code;
  });
  expect(code).toBe('cancelled');
  expect(await folders(page)).toEqual([]);
  expect(await load(page, 20_000)).toMatchObject({ code: 'ok', places: ['disk'] });
});

test('a disk that is full is told by name, and the engine goes on', async ({ baseURL }) => {
  // The quota of a private context cannot be set.
  const profile = mkdtempSync(join(tmpdir(), 'sluice-quota-'));
  const context = await chromium.launchPersistentContext(profile, browserOptions());
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const origin = new URL(baseURL ?? '').origin;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 12_000_000 });
    await page.goto(new URL(PAGE, baseURL).href);
    expect(await load(page, 2000)).toMatchObject({ code: 'ok', places: ['disk'] });
    const refused = await load(page, 1_500_000);
    expect(refused.code).toBe('disk-full');
    expect(refused.message).toMatch(/Tables hold .*B of it\. The browser counts .* it may have\./);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await load(page, 2001)).toMatchObject({ code: 'ok', restarts: 0 });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('the service worker deletes what a closed tab left, and nothing that a living tab has', async ({
  page,
}) => {
  await page.goto('.');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    for (const name of ['sluice-tables-left', 'sluice-tables-held', 'another']) {
      await root.getDirectoryHandle(name, { create: true });
    }
    void navigator.locks.request('sluice-tables-held', () => new Promise(() => undefined));
    navigator.serviceWorker.controller?.postMessage({ type: 'leaving' });
  });
  await expect.poll(() => folders(page)).toEqual(['sluice-tables-held']);
});
