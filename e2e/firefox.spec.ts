import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Playwright brings a Firefox of its own making; this drives the one that people have. */
const NAMES = ['firefox', 'firefox-esr'];
const PATIENCE = { timeout: 60_000 };

function findFirefox(): string | undefined {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

const executablePath = findFirefox();
const folder = mkdtempSync(join(tmpdir(), 'sluice-firefox-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two classes, 40 rows to 10, told apart by two numbers. */
const rows = Array.from(
  { length: 50 },
  (_, row) => `${row},${(row * 7) % 13},${row % 5 === 0 ? 'rare' : 'common'}`,
);
const data = `a,b,kind\n${rows.join('\n')}\n`;

const step = (id: string, name: string, params: object, inputs: object, outputs: object) => {
  return { id, kind: 'step', step: name, version: 1, params, inputs, outputs };
};

const workbench = {
  format: 'sluice',
  version: 1,
  title: 'Fifty rows',
  cells: [
    step('c1', 'load', { source: { kind: 'file', files: [{ name: 'fifty.csv' }] } }, {}, { table: 'fifty' }),
    step('c2', 'profile', {}, { table: 'fifty' }, {}),
    step('c3', 'resample', { target: 'kind' }, { table: 'fifty' }, { balanced: 'fifty_balanced' }),
  ],
};

test('in Firefox a workbench opens, loads its file, profiles, balances and saves', async ({ baseURL }) => {
  test.skip(
    executablePath === undefined,
    'There is no Firefox here: install firefox-esr, or set FIREFOX_PATH.',
  );
  test.setTimeout(180_000);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executablePath ?? '',
    headless: true,
  });
  try {
    await journey(browser, baseURL ?? '');
  } finally {
    await browser.close();
  }
});

async function journey(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(address);
  await page.waitForSelector('h1', PATIENCE);

  await give(
    page,
    'input[type=file][accept*=json]:not([accept*=csv])',
    'w.sluice.json',
    JSON.stringify(workbench),
  );
  await press(page, 'Run');
  await page.waitForSelector('article', PATIENCE);
  await giveByButton(page, 'Choose', 'fifty.csv', data);

  await waitForText(page, '50 rows and 3 columns');
  await waitForText(page, '“rare” grew from 10 to 40 rows');

  await watchDownloads(page);
  await press(page, 'Save');
  await press(page, 'Save the file');
  await page.waitForFunction('window.saved !== undefined', PATIENCE);
  const saved = JSON.parse(String(await page.evaluate('window.saved'))) as { cells: { step: string }[] };
  expect(saved.cells.map((cell) => cell.step)).toEqual(['load', 'profile', 'resample']);
  expect(errors).toEqual([]);
}

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function give(page: Page, selector: string, name: string, content: string): Promise<void> {
  const input = await page.waitForSelector(selector, PATIENCE);
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(written(name, content));
}

async function giveByButton(page: Page, label: string, name: string, content: string): Promise<void> {
  await page.waitForSelector(`::-p-xpath(//article//button[contains(., "${label}")])`, PATIENCE);
  await give(page, 'article input[type=file]', name, content);
}

async function press(page: Page, label: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-xpath(//button[normalize-space(.)="${label}"])`, PATIENCE);
  await button?.click();
}

async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForSelector(
    `::-p-xpath(//article//*[contains(@class, "reading")][contains(., "${text}")])`,
    PATIENCE,
  );
}

/** Keeps the text of the next file that the page hands to the browser's downloads. */
async function watchDownloads(page: Page): Promise<void> {
  await page.evaluate(`{
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { void blob.text().then((text) => { window.saved = text; }); return make.call(URL, blob); };
  }`);
}
