import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { cell, csv, expectDone, openData, openWorkbench, peopleWorkbench, workbenchFile } from './actions';

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  );
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing (${theme})`, () => {
    test.use({ colorScheme: theme });

    test('on the start page', async ({ page }) => {
      await page.goto('./');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    });

    test('on a workbench with results, an open drawer and a lesson', async ({ page }) => {
      await page.goto('./#sample=penguins');
      await expectDone(page, 'Profile penguins', '8 columns');
      await cell(page, 'Load').getByRole('button', { name: 'penguins', exact: true }).click();
      await cell(page, 'Load')
        .getByRole('button', { name: /^More for/ })
        .click();
      await page.getByRole('button', { name: 'About this step' }).click();
      await expect(page.getByRole('complementary', { name: 'About: Load' })).toContainText('becomes a table');
      await expectAccessible(page);
    });

    test('on failures and on a workbench of somebody else', async ({ page }) => {
      await page.goto('./');
      await openData(page, csv('a,b\n', 'bad.csv'));
      await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
      await expectAccessible(page);
      await openWorkbench(page, workbenchFile(peopleWorkbench()));
      await expect(page.getByText('Nothing of it has run.')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('nothing stands outside a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./#sample=penguins');
  await expectDone(page, 'Profile penguins', '8 columns');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
