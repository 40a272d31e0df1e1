import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, expectDone } from './actions';

/** The titles of the cells, in the order on the page. */
async function titles(page: Page): Promise<string[]> {
  const labels = await page
    .getByRole('article')
    .evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
  return labels.map((label) => label.replace(/^[^:]*: /, '').replace(/ → .*/, ''));
}

async function openPenguins(page: Page): Promise<void> {
  await page.goto('./#sample=penguins');
  await expectDone(page, 'Profile penguins', '8 columns');
}

async function menu(page: Page, title: string, command: string): Promise<void> {
  await cell(page, title)
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: command, exact: command === 'Run' }).click();
}

test('the + between cells inserts a step there, connected and with a fresh name', async ({ page }) => {
  await openPenguins(page);
  await page.getByRole('button', { name: 'Add a cell below cell 1' }).click();
  await page.getByRole('option', { name: /^Class balance/ }).click();
  await expect
    .poll(() => titles(page))
    .toEqual(['Load penguins', 'Show the classes of … in penguins', 'Profile penguins']);
  const target = cell(page, 'Show the classes').getByRole('combobox', { name: 'Target' });
  await expect(target).toBeFocused();
  await expect(target).toHaveAttribute('aria-invalid', 'true');
  await target.selectOption('species');
  await expect(cell(page, 'Show the classes of species').locator('.reading')).toContainText('Adelie');
});

test('the palette finds cells and commands, and Esc gives the focus back', async ({ page }) => {
  await openPenguins(page);
  const button = page.getByRole('button', { name: 'Run all' });
  await button.focus();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('profile penguins');
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('Profile');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('by hand');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'by hand' })).toBeChecked();
});

test('by hand an edit waits and says why; a reload keeps it so', async ({ page }) => {
  await openPenguins(page);
  await page.getByText('by hand').click();
  await menu(page, 'Load penguins', 'Settings');
  await page.getByRole('spinbutton', { name: 'Limit' }).fill('10');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Profile').getByText('stale')).toBeVisible();
  await expect(cell(page, 'Profile')).toContainText('Changed in “Load”: limit.');
  await cell(page, 'Profile').getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Load', '10 × 8');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'by hand' })).toBeChecked();
});

test('cells move by keys and by drag, double, and come back after a delete', async ({ page }) => {
  await openPenguins(page);
  const profile = cell(page, 'Profile');
  await profile.focus();
  await page.keyboard.press('Alt+ArrowUp');
  expect(await titles(page)).toEqual(['Profile penguins', 'Load penguins']);
  await expect(profile).toBeFocused();
  const handle = profile.getByRole('button', { name: /move$/ });
  await handle.hover();
  await page.mouse.down();
  await page.mouse.move(200, 300, { steps: 3 });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const bottom = await cell(page, 'Load').boundingBox();
  await page.mouse.move(200, (bottom?.y ?? 0) + (bottom?.height ?? 0) - 5, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => titles(page)).toEqual(['Load penguins', 'Profile penguins']);

  await menu(page, 'Load', 'Duplicate');
  await expect(cell(page, 'Load').nth(1)).toContainText('penguins_2');
  await expect(cell(page, 'Load').nth(1)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(cell(page, 'Load')).toHaveCount(1);
  await menu(page, 'Profile', 'Delete');
  await expect(cell(page, 'Profile')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cell(page, 'Profile')).toBeFocused();
});

test('a split names its parts in the sentence, and readers of a renamed part follow', async ({ page }) => {
  await openPenguins(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('split');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Split penguins')).toContainText('344 rows → ');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('profile');
  await page.keyboard.press('Enter');
  await expectDone(page, 'Profile train', '8 columns');
  await cell(page, 'Split')
    .getByRole('button', { name: /^Parts: / })
    .click();
  await page.getByRole('textbox', { name: 'Name of part 1' }).fill('fit');
  await page.keyboard.press('Enter');
  await page.getByRole('spinbutton', { name: 'Share of fit' }).fill('60');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article', { name: /60 % fit, 40 % test/ })).toBeVisible();
  await expectDone(page, 'Profile fit', '8 columns');
});

test('a note is written in its place and taken when it is left', async ({ page }) => {
  await openPenguins(page);
  await page.getByRole('button', { name: 'Add a cell at the top' }).click();
  await page.keyboard.type('note');
  await page.keyboard.press('Enter');
  await page.keyboard.type('## Three species\n\n<b>no element</b>');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'Three species' })).toBeVisible();
  await expect(page.getByText('<b>no element</b>')).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Text of the note' }).fill('Gone');
  await page.getByRole('textbox', { name: 'Title of the workbench' }).click();
  await expect(page.getByRole('article', { name: 'Note: Gone' })).toBeVisible();
});
