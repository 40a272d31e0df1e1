import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, expectDone, PEOPLE } from './actions';

const MOST_STOPS = 80;

/** Presses Tab until the focus is on something of that name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent?.trim() ?? '';
    });
    if (name.test(label)) return;
  }
  throw new Error(`Tab never came to ${String(name)}.`);
}

test('from the start page to a profile, a renamed table and a menu without a mouse', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo(page, /^Palmer penguins$/);
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  expect(outline).toBe('solid');
  await page.keyboard.press('Enter');
  await expectDone(page, 'Profile penguins', '8 columns');

  await tabTo(page, /^penguins, rename$/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('birds');
  await page.keyboard.press('Enter');
  await expectDone(page, 'Profile birds', '8 columns');

  await tabTo(page, /^More for: Load/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'About this step' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'About this step' })).toBeHidden();

  await page.keyboard.press('ControlOrMeta+z');
  await expectDone(page, 'Profile penguins', '8 columns');
});

test('Esc closes the settings of a cell, and the focus goes back to what opened them', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Palmer penguins' }).click();
  await expectDone(page, 'Profile penguins', '8 columns');
  const load = cell(page, 'Load penguins');
  const drawer = load.getByRole('group', { name: 'How it is read' });

  const slot = load.getByRole('heading').getByRole('button', { expanded: false }).first();
  await slot.focus();
  await page.keyboard.press('Enter');
  await drawer.getByRole('textbox').first().focus();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(slot).toBeFocused();

  await tabTo(page, /^More for: Load/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Settings' }).press('Enter');
  await expect(drawer.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(load).toBeFocused();
});

test('Ctrl O opens a file', async ({ page }) => {
  // Listened for from the start: a key comes sooner than the browser learns that somebody waits for a chooser.
  page.on('filechooser', (chooser) => void chooser.setFiles(PEOPLE));
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+o');
  await expectDone(page, 'Load people.csv', '5 × 3');
  await expect(cell(page, 'Profile people')).toBeVisible();
});

test('the main journey by keyboard alone: sample, class balance, a column, run, save', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo(page, /^Consumer credit$/);
  await page.keyboard.press('Enter');
  await expectDone(page, 'Profile credit', '14 columns');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('class');
  await page.keyboard.press('Enter');
  const target = cell(page, 'Show the classes').getByRole('combobox', { name: 'Target' });
  await expect(target).toBeFocused();
  await page.keyboard.type('Status');
  await expect(cell(page, 'Show the classes of Status').locator('.reading')).toContainText('28.2 %');

  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(cell(page, 'Show the classes of Status').locator('.meta')).toContainText('cached');
  const download = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+s');
  // The file will hold the name of a column; the dialog says so, with the focus on its answer.
  await expect(page.getByRole('button', { name: 'Save the file' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('Consumer credit.sluice.json');
});

test('a number in a sentence is taken as it is typed, a share too, and a wrong one is told', async ({
  page,
}) => {
  await page.goto('./#sample=penguins');
  await expectDone(page, 'Profile penguins', '8 columns');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('sample rows');
  await page.keyboard.press('Enter');
  const sample = cell(page, 'Sample');
  await sample.getByRole('button', { name: /^Amount:/ }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0.25', { delay: 120 });
  await page.keyboard.press('Enter');
  await expect(sample.getByRole('button', { name: 'Amount: 25 %' })).toBeVisible();

  await sample.getByRole('button', { name: /^Amount:/ }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('-5', { delay: 120 });
  await expect(sample.getByRole('alert')).toContainText('Give a number');
});
