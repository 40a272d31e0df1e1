import { writeFileSync } from 'node:fs';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData, PEOPLE, sharedData } from './actions';

test('a CSV opens as a cell that loads it and one that profiles it', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await openData(page, PEOPLE);
  await expectDone(page, 'Load people.csv', '5 × 3');
  await expectDone(page, 'Profile people', '3 columns');
  await expect(cell(page, 'Load people.csv')).toContainText('5 rows and 3 columns');
  await expect(cell(page, 'Load people.csv').getByRole('gridcell', { name: 'Dorothy' })).toBeVisible();
  const profile = cell(page, 'Profile people');
  await expect(profile.locator('.reading')).toContainText('1 cell');
  await expect(profile.locator('svg rect').first()).toBeVisible();
  await expect(page).toHaveTitle('people · Sluice');
  await expect(page.getByRole('banner')).toContainText('Nothing leaves this tab: 0 requests');
});

test('a file dropped anywhere opens', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x,y\n1,2\n3,4\n'], 'dropped.csv', { type: 'text/csv' }));
    return data;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop to open')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expectDone(page, 'Load dropped.csv', '2 × 2');
});

test('a param changed in the drawer loads and profiles anew; undo brings the old result back', async ({
  page,
}) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await cell(page, 'Load').getByRole('button', { name: 'people.csv', exact: true }).click();
  await cell(page, 'Load').getByRole('group', { name: 'Header' }).getByText('no', { exact: true }).click();
  await expectDone(page, 'Load people.csv', '6 × 3');
  await expect(cell(page, 'Profile people')).toContainText('6 rows');
  await page.locator('body').press('ControlOrMeta+z');
  await expectDone(page, 'Load people.csv', '5 × 3');
  await expect(cell(page, 'Profile people')).toContainText('5 rows');
});

test('the date format and the words for true and false of a column are set in the drawer', async ({
  page,
}) => {
  await page.goto('./');
  await openData(page, csv('day,paid\n03/04/2024,ja\n05/06/2024,nein\n', 'visits.csv'));
  await expectDone(page, 'Load visits.csv', '2 × 2');
  const load = cell(page, 'Load visits.csv');
  await load.getByRole('button', { name: 'visits.csv', exact: true }).click();
  const formats = load.getByRole('group', { name: 'Formats' });
  await formats.getByRole('combobox').selectOption('day');
  await expect(formats.getByRole('textbox', { name: 'Formats of day' })).toBeFocused();
  await page.keyboard.type('%m/%d/%Y');
  await page.keyboard.press('Enter');
  await expect(load.getByRole('gridcell', { name: '2024-03-04' })).toBeVisible();
  await load.getByRole('group', { name: 'Types' }).getByRole('combobox').selectOption('paid');
  await load.getByRole('combobox', { name: 'Types of paid' }).selectOption('boolean');
  const booleans = load.getByRole('group', { name: 'Booleans' });
  await booleans.getByRole('combobox').selectOption('paid');
  await page.keyboard.type('ja');
  await booleans.getByRole('textbox', { name: 'Booleans of paid: false' }).fill('nein, nee');
  await page.keyboard.press('Enter');
  await expect(load.getByRole('gridcell', { name: 'true' })).toBeVisible();
  await expect(load.getByRole('gridcell', { name: 'false' })).toBeVisible();
  await formats.getByRole('button', { name: 'Set no formats of day' }).click();
  await expect(formats.getByRole('textbox')).toHaveCount(0);
  await expect(load.getByRole('gridcell', { name: '2024-03-04' })).toHaveCount(0);
});

test('a deleted cell is an undo away, and what needed it says so meanwhile', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await cell(page, 'Load')
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing here is named “people”.');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expectDone(page, 'Profile people', '3 columns');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a suggestion inserts its cell', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await cell(page, 'Profile')
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await cell(page, 'Load')
    .getByRole('button', { name: /Profile people/ })
    .click();
  await expectDone(page, 'Profile people', '3 columns');
});

test('a renamed table keeps its references, and nothing runs again', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await cell(page, 'Load').getByRole('button', { name: 'people, rename' }).click();
  await page.getByRole('textbox', { name: 'Name of people' }).fill('folk');
  await page.keyboard.press('Enter');
  await expectDone(page, 'Profile folk', '3 columns');
});

test('a long load says how far it is; Esc cancels it in its cell, and nowhere else', async ({ page }) => {
  test.setTimeout(120_000);
  const path = test.info().outputPath('big.csv');
  const block = Array.from(
    { length: 20_000 },
    (_, row) => `${row},person ${row % 997},${row / 7},2020-01-01\n`,
  );
  writeFileSync(path, `id,name,x,day\n${block.join('').repeat(120)}`);
  await page.goto('./');
  await openData(page, path);
  const load = cell(page, 'Load big.csv');
  await expect(load.getByRole('progressbar')).toBeVisible();
  await expect(load.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for the workbench' }).press('Escape');
  await expect(load.getByRole('progressbar')).toBeVisible();
  await load.press('Escape');
  await expect(load.locator('.meta')).toContainText('cancelled', { timeout: 5_000 });
  await expect(cell(page, 'Profile big')).toContainText(/waits for/i);
  await load.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Load big.csv', '2,400,000 × 4');
});

test('the numbers of a real file are right', async ({ page }) => {
  const adult = sharedData('adult/adult_train.csv');
  test.skip(adult === undefined, 'The shared data is not on this machine.');
  await page.goto('./');
  await openData(page, adult ?? '');
  await expectDone(page, 'Load adult_train.csv', '32,561 × 15');
  await expectDone(page, 'Profile adult_train', '15 columns');
  const age = cell(page, 'Profile')
    .getByRole('listitem')
    .filter({ hasText: /^\s*age\b/ })
    .first();
  // R 4: mean(age) = 38.58165, sd with n = 13.64023, median = 37.
  await expect(age).toContainText('38.58');
  await expect(age).toContainText('13.64');
  await expect(age).toContainText('37');
});

test('two files make cells of their own, with tables unlike each other', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await openData(page, csv('name\nZoe\n'));
  await expectDone(page, String.raw`Load people \(2\)\.csv`, '1 × 1');
  await expectDone(page, 'Profile people_2', '1 column');
});
