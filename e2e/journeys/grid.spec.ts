import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData, PEOPLE } from './actions';

const gridOf = (page: Page): Locator => page.getByRole('grid').first();
const activeCell = (grid: Locator): Locator => grid.getByRole('gridcell', { selected: true });
const headOf = (grid: Locator, name: string): Locator =>
  grid.getByRole('columnheader', { name, exact: true });

/** A million rows of a number, its half and a word. */
function manyRows(path: string): string {
  const lines = Array.from({ length: 1_000_000 }, (_, row) => `${row},${row / 2},word ${row % 7}`);
  writeFileSync(path, `id,half,word\n${lines.join('\n')}\n`);
  return path;
}

test('a million rows scroll from end to end by keyboard, wheel and bar', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('./');
  await openData(page, manyRows(test.info().outputPath('many.csv')));
  const grid = gridOf(page);
  await expect(grid.getByRole('gridcell', { name: 'word 3' }).first()).toBeVisible({ timeout: 60_000 });
  await expect(grid).toHaveAttribute('aria-rowcount', '1000001');
  await expect(grid).toHaveAttribute('aria-colcount', '4');

  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(activeCell(grid)).toHaveText('word 0');
  await expect(grid.getByRole('rowheader', { name: '1000000', exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(activeCell(grid)).toHaveText('999998');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  await expect(activeCell(grid)).toHaveAttribute('aria-colindex', '3');
  await page.keyboard.press('Control+Home');
  await expect(activeCell(grid)).toHaveText('0');

  await grid.hover();
  await page.mouse.wheel(0, 240);
  await expect(grid.getByRole('rowheader', { name: '11', exact: true })).toBeVisible();
  await expect(grid.getByRole('rowheader', { name: '1', exact: true })).toHaveCount(0);
  await grid.evaluate((box) => (box.scrollTop = (box.scrollHeight - box.clientHeight) / 2));
  await expect(grid.getByRole('gridcell', { name: /^(499|500)\d{3}$/ }).first()).toBeVisible();
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(200);
});

test('heads tell type, distinct values, what is missing, and draw the values', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  const grid = gridOf(page);
  await expect(headOf(grid, 'age')).toContainText('20 % missing');
  await expect(headOf(grid, 'age')).toContainText('all different');
  await expect(headOf(grid, 'group')).toContainText('2 distinct');
  await expect(headOf(grid, 'group').getByRole('img')).toHaveAccessibleName(
    'group: most frequent: “a”: 3 rows',
  );
  await expect(headOf(grid, 'name')).not.toContainText('missing');
});

test('the exact value of the active cell is shown, and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./');
  await openData(page, csv('x,text\n38.58164675532078,\n1,"two\nlines"\n'));
  const grid = gridOf(page);
  await grid.getByRole('gridcell', { name: '38.58164676' }).click();
  await expect(cell(page, 'Load')).toContainText('row 1, x: 38.58164675532078');
  await page.keyboard.press('ControlOrMeta+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('38.58164675532078');
  await page.keyboard.press('ArrowRight');
  await expect(activeCell(grid)).toHaveAttribute('title', 'missing');
  const width = async (): Promise<number> => (await headOf(grid, 'text').boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 16);
});

test('a type is set in the head of its column, and an unfit value is named with nothing lost', async ({
  page,
}) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  const grid = gridOf(page);
  await grid.getByLabel('Type of age').selectOption('text');
  await expect(headOf(grid, 'age').locator('.type')).toContainText('text');
  await expect(grid.getByLabel('Type of age')).toHaveValue('text');
  await grid.getByLabel('Type of group').selectOption('number');
  await expect(cell(page, 'Load').getByRole('alert')).toContainText('column “group”');
  await expect(grid.getByRole('gridcell', { name: 'Dorothy' })).toBeVisible();
  await page.locator('body').press('ControlOrMeta+z');
  await expectDone(page, 'Load people.csv', '5 × 3');
  await grid.getByLabel('Type of age').selectOption({ index: 0 });
  await expect(headOf(grid, 'age').locator('.type')).toContainText('integer');
});

test('a table saved as CSV opens as the same table', async ({ page }) => {
  const text = 'name,x,day,code\n"Bla, ise",0.5,2024-02-29,007\n"say ""hi""",,,010\n東京,-3.0,1999-12-31,\n';
  await page.goto('./');
  await openData(page, csv(text, 'first.csv'));
  await expectDone(page, 'Load first.csv', '3 × 4');
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await cell(page, 'Load first.csv').getByRole('button', { name: 'Save table …' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('first.csv');
  const path = test.info().outputPath('saved.csv');
  await saved.saveAs(path);
  expect(readFileSync(path, 'utf8')).toBe(text);
  await openData(page, path);
  await expectDone(page, 'Load saved.csv', '3 × 4');
});

test('saving a large table says how far it is and can be stopped', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('./');
  await openData(page, manyRows(test.info().outputPath('many.csv')));
  await expectDone(page, 'Load many.csv', '1,000,000 × 3');
  const load = cell(page, 'Load many.csv');
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await load.getByRole('button', { name: 'Save table …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
});

test('axe finds nothing in a grid, also when it is tall', async ({ page }) => {
  await page.goto('./#sample=credit');
  const grid = gridOf(page);
  await expect(headOf(grid, 'Status').getByRole('img')).toBeVisible();
  await grid.focus();
  const before = (await grid.boundingBox())?.height ?? 0;
  await cell(page, 'Load').getByRole('button', { name: 'Taller' }).click();
  await expect.poll(async () => (await grid.boundingBox())?.height).toBeGreaterThan(before);
  const { violations } = await new AxeBuilder({ page }).include('[role=grid]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
});
