import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cell, expectDone } from './journeys/actions';

/** What the dark theme can change; the rest of a page is the same in both. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

async function expectNothing(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page });
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { violations } = await (isDark ? axe.withRules(COLOUR_RULES) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Opens the palette, types, and takes what comes first. */
async function add(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** A workbench with data, a chart, a split and a note. */
async function openFull(page: Page): Promise<void> {
  await page.goto('./#sample=credit');
  await expectDone(page, 'Profile credit', '14 columns');
  await add(page, 'class balance');
  await cell(page, 'Show the classes').getByRole('combobox', { name: 'Target' }).selectOption('Status');
  await expect(cell(page, 'Show the classes').locator('.reading')).toContainText('28.2 %');
  await add(page, 'split');
  await expect(cell(page, 'Split credit').getByRole('group', { name: 'What changed' })).toBeVisible();
  await add(page, 'note');
  await page.keyboard.type('## Who pays?\n\nA *first* look.');
  await page.keyboard.press('ControlOrMeta+Enter');
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing (${theme})`, () => {
    test.use({ colorScheme: theme });

    test('on the start page, and with the palette over it', async ({ page }) => {
      await page.goto('./');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNothing(page);
      await page.keyboard.press('ControlOrMeta+k');
      await expect(page.getByRole('combobox', { name: 'Add a cell or find anything' })).toBeFocused();
      await expectNothing(page);
    });

    test('on a full workbench, the palette, a menu, a form and a sheet', async ({ page }) => {
      test.slow();
      await openFull(page);
      await expectNothing(page);
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('nothing at all');
      await expect(page.getByText('Nothing fits')).toBeVisible();
      await expectNothing(page);
      await page.keyboard.press('Escape');
      await cell(page, 'Split')
        .getByRole('button', { name: /^More for/ })
        .click();
      await expectNothing(page);
      await page.getByRole('button', { name: 'Settings' }).click();
      await expectNothing(page);
      await cell(page, 'Split')
        .getByRole('button', { name: /^Parts: / })
        .click();
      await expect(page.getByRole('textbox', { name: 'Name of part 1' }).first()).toBeVisible();
      await expectNothing(page);
    });

    test('on what changed, a table and the SQL beside the workbench', async ({ page }) => {
      test.slow();
      await openFull(page);
      await cell(page, 'Split').getByRole('button', { name: 'Before and after' }).first().click();
      await expect(page.getByRole('rowheader', { name: 'Price' }).first()).toBeVisible();
      await expectNothing(page);
      await cell(page, 'Split').getByRole('button', { name: 'Table', exact: true }).first().click();
      await expect(page.getByRole('complementary', { name: 'About: Split' })).toContainText('14 columns');
      await expectNothing(page);
      await page.getByRole('radio', { name: 'How it was computed' }).check({ force: true });
      await expect(page.getByRole('button', { name: /^Copy (as SQL|what was run)/ })).toBeVisible();
      await expectNothing(page);
    });

    test('on a note being written', async ({ page }) => {
      await page.goto('./');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('note');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
      await page.keyboard.type('# A heading');
      await expectNothing(page);
    });
  });
}
