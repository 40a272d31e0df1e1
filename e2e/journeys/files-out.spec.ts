import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, expectDone, fromBarMenu, openData } from './actions';

const TEXT = 'patient_id,x,day,note\n1,0.5,2024-02-29,"a, b"\n2,,1899-12-31,=1+1\n9007199254740993,-3.5,,\n';
const file = { name: 'visits.csv', mimeType: 'text/csv', buffer: Buffer.from(TEXT) };

/** Opens the page as browsers show it that ask nobody where a file shall go. */
async function open(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto('./');
  await openData(page, file);
  await expectDone(page, 'Load visits.csv', '3 × 4');
}

/** Saves the table in a format; gives the path of the file under its own name. */
async function save(page: Page, format: string): Promise<string> {
  await cell(page, 'Load visits.csv').getByRole('button', { name: 'Save table …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save table visits' });
  await expect(dialog).toContainText('3 rows and 4 columns: every value in clear text');
  await expect(dialog).toContainText('“patient_id”');
  await dialog.getByLabel('Format').selectOption(format);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await download;
  await expect(dialog).toBeHidden();
  const path = test.info().outputPath(saved.suggestedFilename());
  await saved.saveAs(path);
  return path;
}

test('a table leaves in every format and comes back', async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  for (const format of ['parquet', 'arrow', 'xlsx', 'ndjson', 'json', 'tsv']) {
    const path = await save(page, format);
    expect(path).toMatch(new RegExp(`visits\\.${format}$`));
    await openData(page, path);
    // What each reader says of a file differs: the cell is known by its name.
    const made = page.getByRole('article', { name: new RegExp(`Load .*visits\\.${format}`) });
    await expect(made.locator('.meta')).toContainText('3 × 4', { timeout: 30_000 });
  }
});

test('the rows that the grid shows are saved in its order, where they are asked for', async ({ page }) => {
  await open(page);
  const load = cell(page, 'Load visits.csv');
  await load.getByRole('button', { name: 'Save table …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save table visits' });
  await expect(dialog).toContainText('The whole table');
  await expect(dialog.getByRole('radio', { name: /all rows/ })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await load.getByRole('button', { name: 'Sort by x', exact: true }).click();
  await expect(load.getByText('sorted by x')).toBeVisible();
  await expect(load.getByRole('rowheader')).toHaveText(['3', '1', '2']);
  await load.getByRole('button', { name: 'Save table …' }).click();
  await expect(dialog.getByRole('radio', { name: 'all rows, in the order of the table (3)' })).toBeChecked();
  await dialog.getByText('all rows, sorted as in the grid (3)').click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const path = test.info().outputPath('shown.csv');
  await (await download).saveAs(path);
  const [head, first, second, third] = TEXT.split('\n');
  expect(readFileSync(path, 'utf8')).toBe(`${[head, third, first, second].join('\n')}\n`);
});

test('a word for missing that is also a value is warned of with its count', async ({ page }) => {
  await open(page);
  await cell(page, 'Load visits.csv').getByRole('button', { name: 'Save table …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save table visits' });
  await dialog.getByLabel('Missing values as').fill('=1+1');
  await expect(dialog.getByRole('status')).toContainText('1 value is “=1+1” already, in “note”.');
  await dialog.getByLabel('Missing values as').fill('NA');
  await expect(dialog.getByRole('status')).toHaveText('');
  await expect(dialog).toContainText(`about ${TEXT.length + 6} B`);
});

test('what is written to a chosen file is whole, or not there', async ({ page }) => {
  // The chooser of the browser cannot be pressed by a test: a file of the page's own store stands for the chosen one.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });
  await page.goto('./');
  await openData(page, file);
  await expectDone(page, 'Load visits.csv', '3 × 4');
  await cell(page, 'Load visits.csv').getByRole('button', { name: 'Save table …' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save table visits' });
  await dialog.getByLabel('Format').press('Enter');
  await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  const text = await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('visits.csv');
    return (await handle.getFile()).text();
  });
  expect(text).toBe(TEXT);
});

test('a workbench with its data opens elsewhere and runs without asking for files', async ({
  page,
  context,
}) => {
  await open(page);
  await fromBarMenu(page, 'Save with data …');
  const dialog = page.getByRole('dialog', { name: 'Save with data' });
  await expect(dialog).toContainText('visits.csv');
  await dialog.getByLabel(/as Parquet/).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/\.sluice\.zip$/);
  const path = test.info().outputPath('w.sluice.zip');
  await saved.saveAs(path);
  expect(readFileSync(path).includes('data/visits.csv')).toBe(true);
  const elsewhere = await context.newPage();
  await elsewhere.goto('./');
  await openData(elsewhere, path);
  await expect(elsewhere.getByText('which is at hand')).toBeVisible();
  await elsewhere.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(elsewhere, 'Load visits.csv', '3 × 4');
});
