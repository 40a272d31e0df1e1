import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData } from './actions';

const CITIES = ['New York', 'Boston', 'Chicago', 'new york'];
const ROWS = Array.from(
  { length: 60 },
  (_, row) =>
    `${row + 1},${10 + (row % 7)}.5 oz,${row % 5 === 0 ? 'N/A' : 20 + ((row * 7) % 50)},${CITIES[row % 20 === 3 ? 3 : row % 3]}`,
);
const BEERS = csv(`id,size,bitterness,city\n${ROWS.join('\n')}\n`, 'beers.csv');

test('what a profile finds is mended by the cells it offers', async ({ page }) => {
  await page.goto('');
  await openData(page, BEERS);
  await expectDone(page, 'Load beers.csv', '60 × 4');
  await expectDone(page, 'Profile beers', '4 columns');
  const profile = cell(page, 'Profile beers');

  await test.step('words that mean missing become missing', async () => {
    await profile
      .getByRole('button', { name: /N\/A.*missing in “bitterness”/ })
      .first()
      .click();
    await expect(cell(page, 'Take N/A in bitterness').locator('.reading').first()).toContainText(
      '12 cells set missing',
    );
  });

  await test.step('numbers with a unit become numbers', async () => {
    await profile.getByRole('button', { name: 'Read “size” as numbers' }).first().click();
    const parse = cell(page, 'Parse size of marked');
    await expect(parse.locator('.reading').first()).toContainText('60');
    await expect(parse.locator('.reading').first()).toContainText('oz');
  });

  await test.step('spellings are merged once they are accepted, and the decision is saved', async () => {
    await profile.getByRole('button', { name: 'Merge the spellings in “city”' }).first().click();
    const merge = cell(page, 'Merge variants of city');
    await expect(merge.locator('.reading').first()).toContainText('Nothing is merged until you accept it');
    await merge.getByRole('button', { name: 'Accept all' }).click();
    await expect(merge.locator('.reading').first()).toContainText('3 rows change');
  });

  await test.step('one step back takes the decision back', async () => {
    await page.keyboard.press('Escape');
    await page.locator('main').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('ControlOrMeta+z');
    await expect(cell(page, 'Merge variants of city').locator('.reading').first()).toContainText(
      'Nothing is merged until you accept it',
    );
  });
});
