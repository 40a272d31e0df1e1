import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { cell, expectDone, openWorkbench, workbenchFile } from './journeys/actions';

const step = (id: string, name: string, fields: Readonly<Record<string, unknown>>) => ({
  ...{ id, kind: 'step', step: name, version: 1, params: {}, inputs: {}, outputs: {} },
  ...fields,
});

/** Penguins scaled as a whole, then split; what the test part says scaled once more. */
const LEAKY = workbenchFile({
  format: 'sluice',
  version: 1,
  title: 'Leaky penguins',
  cells: [
    step('c1', 'load', {
      params: { source: { kind: 'sample', name: 'penguins' } },
      outputs: { table: 'penguins' },
    }),
    step('c2', 'standardise', { inputs: { table: 'penguins' }, outputs: { standardised: 'scaled' } }),
    step('c3', 'split', { inputs: { table: 'scaled' }, outputs: { train: 'train', test: 'test' } }),
    step('c4', 'class-balance', { params: { target: 'species' }, inputs: { table: 'test' } }),
  ],
});

const box = (of: Locator) => of.getByRole('alert');

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await openWorkbench(page, LEAKY);
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await expectDone(page, 'Load', '344 × 8');
});

test('a leak stops its cell and says what would go wrong; one click mends it, another undoes that', async ({
  page,
}) => {
  const scale = cell(page, 'Standardise');
  await expect(box(scale)).toContainText(
    '“penguins” holds the rows of the part “test” too, kept back to judge by, and this cell would learn from all of them',
  );
  await expect(cell(page, 'Split')).toContainText(/waits for/i);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await scale.getByRole('button', { name: 'Split first' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(cell(page, 'Split penguins')).toContainText('test_raw');
  await expect(cell(page, 'Apply')).toBeVisible();
  await expect(cell(page, 'Apply').locator('.meta')).toContainText('× 8', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(box(cell(page, 'Standardise'))).toContainText('“penguins” holds');
  await expect(cell(page, 'Apply')).toHaveCount(0);
});

test('a leak that is overruled runs, and every later result says so until it is taken back', async ({
  page,
}) => {
  const scale = cell(page, 'Standardise');
  await scale.getByRole('button', { name: 'Run it anyway' }).click();
  await expectDone(page, 'Standardise', '344 × 8');
  await expect(scale).toContainText('Overruled here: learned from all rows, those kept back among them.');
  const words = 'made with an overruled warning: learned from all rows, those kept back among them';
  await expect(cell(page, 'Split')).toContainText(words, { timeout: 30_000 });
  await expect(cell(page, 'Show the classes')).toContainText(words, { timeout: 30_000 });
  await expect(cell(page, 'Load')).not.toContainText(words);
  await cell(page, 'Split').getByRole('button', { name: 'Table', exact: true }).first().click();
  await expect(page.getByRole('complementary')).toContainText(`This table was ${words}.`);
  await scale.getByRole('button', { name: 'Take it back' }).click();
  await expect(box(scale)).toContainText('kept back to judge by');
});
