import { expect, test } from '../fixtures';
import { cell, expectDone } from './actions';

test('a sample named in the address opens, and a reload keeps what was made of it', async ({ page }) => {
  await page.goto('./#sample=credit');
  await expectDone(page, 'Load credit', '4,454 × 14');
  await expect(cell(page, 'Profile credit').locator('.reading')).toContainText('455 cells');
  await page.getByRole('textbox', { name: 'Title of the workbench' }).fill('Who pays?');
  await page.keyboard.press('Enter');
  await page.reload();
  await expect(page).toHaveTitle('Who pays? · Sluice');
  await expectDone(page, 'Load credit', '4,454 × 14');
});

test('a sample opens from the start page', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Palmer penguins' }).click();
  await expectDone(page, 'Load penguins', '344 × 8');
  await expectDone(page, 'Profile penguins', '8 columns');
});

test('a sample link followed over an open workbench offers it back', async ({ page }) => {
  await page.goto('./#sample=penguins');
  await expectDone(page, 'Profile penguins', '8 columns');
  await page.evaluate(() => (location.hash = '#sample=credit'));
  await expectDone(page, 'Load credit', '4,454 × 14');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expectDone(page, 'Load penguins', '344 × 8');
});

test('a sample that does not exist is named, with those that do', async ({ page }) => {
  await page.goto('./#sample=nope');
  await expect(page.getByRole('alert')).toContainText('There is no sample named “nope”.');
  await expect(page.getByRole('alert')).toContainText('credit, penguins');
});

test('the lesson of a step and how it was computed stand beside the cell', async ({ page }) => {
  await page.goto('./#sample=penguins');
  await expectDone(page, 'Profile penguins', '8 columns');
  await cell(page, 'Load')
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: 'About this step' }).click();
  const aside = page.getByRole('complementary', { name: 'About: Load' });
  await expect(aside).toContainText('A file becomes a table.');
  await aside.getByText('How it was computed').click();
  await expect(aside.getByRole('group', { name: 'Statement 1' })).toContainText(/select|create/i);
  await page.keyboard.press('Escape');
  await expect(aside).toBeHidden();
});

test('what is read beside a cell moves neither the cell nor the focus', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.goto('./#sample=credit');
  await expectDone(page, 'Profile credit', '14 columns');
  const profile = cell(page, 'Profile');
  const more = profile.getByRole('button', { name: /^More for/ });
  await profile.scrollIntoViewIfNeeded();
  await more.click();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const top = async () => Math.round((await profile.boundingBox())?.y ?? Number.NaN);
  const before = await top();
  const height = async () => (await cell(page, 'Load').boundingBox())?.height;
  const whole = await height();

  await page.getByRole('button', { name: 'How it was computed' }).click();
  await expect(page.getByRole('complementary', { name: 'About: Profile' })).toBeFocused();
  // The cell above is narrower and so taller: without being held, the one spoken of would go down.
  await expect.poll(height).toBeGreaterThan(whole ?? 0);
  await expect.poll(top).toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(height).toBe(whole);
  await expect.poll(top).toBe(before);
  await expect(more).toBeFocused();
});
