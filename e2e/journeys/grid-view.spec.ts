import { writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData } from './actions';

const gridOf = (page: Page): Locator => page.getByRole('grid').first();
const headOf = (grid: Locator, name: string): Locator =>
  grid.getByRole('columnheader', { name, exact: true });
const columnOf = (grid: Locator, index: number): Locator =>
  grid.locator(`[role=gridcell][aria-colindex="${index}"]`);
const numbersOf = (grid: Locator): Locator => grid.getByRole('rowheader');

/** Fruit with what is easily overlooked: missing values, empty texts, blanks at the ends, equal prices. */
const FRUIT = csv(
  'name,price,sold,day\n"apple",3,120,2024-01-05\nbanana,1,,2024-02-10\n"",2,7,2024-02-29\n" pear",3,15,2024-03-01\ncherry,,88,2024-03-15\nApple pie,10,2,2024-04-01\n',
  'fruit.csv',
);

async function openFruit(page: Page): Promise<Locator> {
  await page.goto('./');
  await openData(page, FRUIT);
  await expectDone(page, 'Load fruit.csv', '6 × 4');
  const grid = gridOf(page);
  await expect(grid.getByRole('gridcell', { name: 'banana' })).toBeVisible();
  return grid;
}

test('a table is sorted by clicks on its heads, and its rows keep their numbers', async ({ page }) => {
  const grid = await openFruit(page);
  const sort = (name: string): Locator => grid.getByRole('button', { name: `Sort by ${name}`, exact: true });
  await sort('price').click();
  await expect(headOf(grid, 'price')).toHaveAttribute('aria-sort', 'ascending');
  await expect(columnOf(grid, 3)).toHaveText(['1', '2', '3', '3', '10', '—']);
  await expect(numbersOf(grid)).toHaveText(['2', '3', '1', '4', '6', '5']);
  await sort('sold').click({ modifiers: ['Shift'] });
  await expect(columnOf(grid, 4)).toHaveText(['—', '7', '15', '120', '2', '88']);
  await expect(page.getByText('sorted by price ↑, sold ↑')).toBeVisible();
  await sort('price').click();
  await expect(columnOf(grid, 3)).toHaveText(['10', '3', '3', '2', '1', '—']);
  await expect(headOf(grid, 'sold')).toHaveAttribute('aria-sort', 'none');
  await sort('price').click();
  await expect(numbersOf(grid)).toHaveText(['1', '2', '3', '4', '5', '6']);
  await expect(page.getByText('sorted by')).toHaveCount(0);
});

test('rows are filtered by value, range and text, and the chips say so', async ({ page }) => {
  const grid = await openFruit(page);
  const open = (name: string) =>
    headOf(grid, name)
      .getByRole('button', { name: `Column ${name}` })
      .click();
  await open('price');
  const sheet = page.getByRole('dialog', { name: 'Column price' });
  await expect(sheet).toContainText('median');
  await sheet.getByLabel('from').fill('2');
  await sheet.getByLabel('from').press('Tab');
  await expect(page.getByText('4 of 6 rows')).toBeVisible();
  await sheet.getByLabel('to').fill('many');
  await sheet.getByLabel('to').press('Tab');
  await expect(sheet).toContainText('That is no number.');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(grid).toBeFocused();

  await open('name');
  await page.getByRole('dialog').getByLabel('containing').fill('APPLE');
  await page.getByRole('dialog').getByLabel('containing').press('Tab');
  await expect(page.getByText('2 of 6 rows')).toBeVisible();
  await expect(numbersOf(grid)).toHaveText(['1', '6']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take away: price from 2' }).click();
  await page.getByRole('button', { name: 'Take away: name contains “APPLE”' }).click();
  await expect(numbersOf(grid)).toHaveCount(6);

  await open('name');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'missing', exact: false }).first().check();
  await expect(page.getByText('name is not missing')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByText('of 6 rows')).toHaveCount(0);
  await expectDone(page, 'Load fruit.csv', '6 × 4');
});

test('what is missing, empty and blank is told apart and found by filters', async ({ page }) => {
  const grid = await openFruit(page);
  const pear = grid.getByRole('gridcell', { name: /pear/ });
  await expect(pear).toHaveText('·pear');
  await expect(pear).toHaveAttribute('title', /blanks at its beginning/);
  await headOf(grid, 'sold').getByRole('button', { name: 'Column sold' }).click();
  await page
    .getByRole('dialog')
    .getByRole('group')
    .getByRole('checkbox', { name: /^missing/ })
    .check();
  await expect(numbersOf(grid)).toHaveText(['2']);
  await expect(page.getByText('sold is missing')).toBeVisible();
});

test('a text is found in all columns, on and back, and a row is gone to', async ({ page }) => {
  const grid = await openFruit(page);
  const active = grid.getByRole('gridcell', { selected: true });
  await grid.focus();
  await page.keyboard.press('ControlOrMeta+f');
  const field = page.getByRole('searchbox', { name: 'Find in the table' });
  await expect(field).toBeFocused();
  await field.fill('apple');
  await field.press('Enter');
  await expect(active).toHaveText('Apple pie');
  await field.press('Enter');
  await expect(active).toHaveText('apple');
  await expect(page.getByText('gone past the end of the table')).toBeVisible();
  await field.fill('88');
  await field.press('Shift+Enter');
  await expect(active).toHaveText('88');
  await field.fill('nothing of the kind');
  await field.press('Enter');
  await expect(page.getByText('no match')).toBeVisible();
  await field.press('Escape');
  await expect(grid).toBeFocused();

  await page.keyboard.press('ControlOrMeta+g');
  const row = page.getByRole('textbox', { name: 'Go to row' });
  await row.fill('99');
  await row.press('Enter');
  await expect(page.getByText('The rows are 1 to 6.')).toBeVisible();
  await row.fill('4');
  await row.press('Enter');
  await expect(cell(page, 'Load fruit.csv').locator('.foot')).toContainText('row 4, sold: 15');
});

test('columns are hidden, pinned, moved and widened by keys alone', async ({ page }) => {
  const grid = await openFruit(page);
  const heads = async (): Promise<string[]> =>
    grid
      .locator('[role=columnheader][aria-label]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  await grid.focus();
  await page.keyboard.press('ArrowUp');
  await expect(grid).toHaveAttribute('aria-activedescendant', /./);
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect.poll(heads).toEqual(['price', 'name', 'sold', 'day']);
  const width = async (): Promise<number> => (await headOf(grid, 'name').boundingBox())?.width ?? 0;
  const before = await width();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 16);
  await page.keyboard.press('Space');
  await expect(headOf(grid, 'name')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Pin to the left' }).press('Enter');
  await expect.poll(heads).toEqual(['day', 'price', 'name', 'sold']);
  await page.getByRole('dialog').getByRole('button', { name: 'Hide' }).press('Enter');
  await expect.poll(heads).toEqual(['price', 'name', 'sold']);
  await expect(grid).toHaveAttribute('aria-colcount', '4');
  await page.getByRole('button', { name: 'Columns (1 hidden)' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'day' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'As in the table' }).click();
  await expect.poll(heads).toEqual(['name', 'price', 'sold', 'day']);
});

test('a column is moved by the mouse', async ({ page }) => {
  const grid = await openFruit(page);
  const [from, to] = [await headOf(grid, 'name').boundingBox(), await headOf(grid, 'sold').boundingBox()];
  if (from === null || to === null) throw new Error('The heads are not seen.');
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect(headOf(grid, 'name')).toHaveAttribute('aria-colindex', '4');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('cells are selected and copied with their exact values', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const grid = await openFruit(page);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await grid.getByRole('gridcell', { name: 'banana' }).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('4 cells selected')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('4 cells copied')).toBeVisible();
  expect(await clipboard()).toBe('banana\t1\n\t2');
  await page.keyboard.press('Control+Space');
  await expect(page.getByText('6 cells selected')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('6 cells copied')).toBeVisible();
  expect(await clipboard()).toBe('price\n3\n1\n2\n3\n""\n10');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('24 cells selected')).toBeVisible();
});

test('the keys are listed, and axe finds nothing in what opens', async ({ page }) => {
  const grid = await openFruit(page);
  await grid.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of the grid' })).toContainText('Ctrl G');
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await headOf(grid, 'price').getByRole('button', { name: 'Sort by price' }).click();
  await headOf(grid, 'price').getByRole('button', { name: 'Column price' }).click();
  await expect(page.getByRole('dialog')).toContainText('median');
  const { violations } = await new AxeBuilder({ page })
    .include('.browser')
    .include('[role=dialog]')
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
});

test('a million rows are sorted and scrolled', async ({ page }) => {
  test.setTimeout(120_000);
  const path = test.info().outputPath('many.csv');
  const lines = Array.from({ length: 1_000_000 }, (_, row) => `${(row * 7919) % 1_000_000},word ${row % 7}`);
  writeFileSync(path, `id,word\n${lines.join('\n')}\n`);
  await page.goto('./');
  await openData(page, path);
  const grid = gridOf(page);
  await expect(grid.getByRole('gridcell', { name: 'word 3' }).first()).toBeVisible({ timeout: 60_000 });
  await grid.getByRole('button', { name: 'Sort by id', exact: true }).click();
  await expect(columnOf(grid, 2).nth(2)).toHaveText('2');
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: '999999', exact: true })).toBeVisible();
});
