import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { cell, csv, expectDone, openData } from './journeys/actions';

const HEAD = 'id,age,income,paid\n';
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const id = from + i;
    return `${id},${20 + (id % 40)},${1000 + ((id * 37) % 900)},${id % 3 === 0 ? 'no' : 'yes'}\n`;
  }).join('');

test('two files are declared to be the parts of a split, and the test rows are kept out of what is learned', async ({
  page,
}) => {
  await page.goto('./');
  await openData(page, csv(HEAD + rows(0, 60), 'train.csv'));
  await expectDone(page, 'Load train.csv', '60 × 4');
  await openData(page, csv(HEAD + rows(100, 30), 'test.csv'));
  await expectDone(page, 'Load test.csv', '30 × 4');
  const partOf = (table: string) =>
    cell(page, `Load ${table}.csv`).getByRole('combobox', { name: `Which part of a split ${table} is` });
  await partOf('train').selectOption('train');
  await partOf('test').selectOption('test');
  await expect(cell(page, 'Load test.csv')).toContainText(', part');
  const titles = new AxeBuilder({ page }).include('#cell-c1 h2').include('#cell-c3 h2');
  expect((await titles.analyze()).violations).toEqual([]);

  // A new cell learns from the training part; one that is told to learn from the test part does not run.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('standardise');
  await page.keyboard.press('Enter');
  await expectDone(page, 'Standardise', '60 × 4');
  const table = cell(page, 'Standardise').getByRole('combobox', { name: 'table: which table' });
  await expect(table).toHaveValue('train');
  await table.selectOption('test');
  const leak = cell(page, 'Standardise').getByRole('alert');
  await expect(leak).toContainText('“test” holds rows of the part “test”, which is kept back to judge by');

  // A part of another name is no part to judge by; both changes can be taken back.
  await partOf('test').selectOption('another name …');
  await page.getByLabel('Name of the part that test is').fill('site B');
  await page.keyboard.press('Enter');
  await expect(partOf('test')).toHaveValue('site B');
  await expect(leak).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(partOf('test')).toHaveValue('test');
  await expect(leak).toBeVisible();
});
