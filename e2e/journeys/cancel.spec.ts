import { writeFileSync } from 'node:fs';
import { test, expect } from '../fixtures';
import { cell, choose, expectDone, loadCell, openData, openWorkbench, workbenchFile } from './actions';

const ROWS = 600_000;

/** Numbers that are all different, their halves, words and names: enough for a profile to be seen at work. */
function writeMany(path: string): string {
  const lines = Array.from(
    { length: ROWS },
    (_, row) => `${row},${row / 2},word ${row % 7},person ${(row * 7919) % 99_991},${(row * 31) % 1009}`,
  );
  writeFileSync(path, `id,half,word,name,code\n${lines.join('\n')}\n`);
  return path;
}

const COMMON = 90_000;
const RARE = 60_000;
const FEATURES = 12;

/** Two classes of numbers without any order in them, so that neighbours take their time. */
function writeClasses(path: string): string {
  const names = Array.from({ length: FEATURES }, (_, column) => `x${column}`);
  const lines = Array.from({ length: COMMON + RARE }, (_, row) => {
    const values = names.map((_, column) => {
      const number = Math.sin((row + 1) * 12.9898 + column * 78.233) * 43_758.5453;
      return (number - Math.floor(number)).toFixed(4);
    });
    return `${values.join(',')},${row < COMMON ? 'common' : 'rare'}`;
  });
  writeFileSync(path, `${names.join(',')},kind\n${lines.join('\n')}\n`);
  return path;
}

test('a profile is cancelled by its button, and right when it runs again', async ({ page }) => {
  await page.goto('./');
  await openData(page, writeMany(test.info().outputPath('many.csv')));
  const profile = cell(page, 'Profile many');
  await profile.getByRole('progressbar').waitFor({ timeout: 30_000 });
  await profile.getByRole('button', { name: 'Cancel' }).click();
  await expect(profile.locator('.meta')).toHaveText(/^cancelled/, { timeout: 5_000 });
  await expect(profile.getByRole('progressbar')).toHaveCount(0);
  await expect(profile.getByRole('alert')).toHaveCount(0);
  await expectDone(page, 'Load many.csv', '600,000 × 5');

  await profile.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Profile many', '5 columns');
  await expect(profile).toContainText('600,000 rows');
  const half = profile
    .getByRole('listitem')
    .filter({ hasText: /^\s*half\b/ })
    .filter({ hasText: 'median' });
  // Even from 0 to 300,000: the deviation is 300,000 / √12 = 86,602.54.
  await expect(half).toContainText('sd 86,603');
  await expect(half).toContainText('distinct 600,000');
});

test('a search for neighbours is cancelled with Esc in its cell, and the new rows are right when it runs again', async ({
  page,
}) => {
  await page.goto('./');
  const balance = {
    ...{ id: 'c2', kind: 'step', step: 'resample', version: 1, params: { target: 'kind' } },
    ...{ inputs: { table: 'classes' }, outputs: { balanced: 'classes_balanced' } },
  };
  const cells = [loadCell('c1', 'classes.csv', 'classes'), balance];
  await openWorkbench(page, workbenchFile({ format: 'sluice', version: 1, title: 'Two classes', cells }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const path = writeClasses(test.info().outputPath('classes.csv'));
  await choose(page, page.getByRole('button', { name: 'Choose classes.csv' }), path);
  const smote = cell(page, 'Balance classes');
  await smote.getByText(/neighbours of “rare”/).waitFor({ timeout: 30_000 });
  await smote.press('Escape');
  await expect(smote.locator('.meta')).toHaveText(/^cancelled/, { timeout: 5_000 });
  await expect(smote.getByRole('progressbar')).toHaveCount(0);
  await expect(smote.getByRole('alert')).toHaveCount(0);

  await smote.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Balance classes', '180,000 × 13');
  await expect(smote).toContainText('“rare” grew from 60,000 to 90,000 rows');
  await expect(smote).toContainText('30,000 of 180,000 rows are synthetic');
});

test('a profile is cancelled while the grid of its table scrolls, and the grid goes on', async ({ page }) => {
  await page.goto('./');
  await openData(page, writeMany(test.info().outputPath('many.csv')));
  const profile = cell(page, 'Profile many');
  const grid = page.getByRole('grid').first();
  await profile.getByRole('progressbar').waitFor({ timeout: 30_000 });
  const scrolled = grid.evaluate(async (box) => {
    for (let step = 0; step < 120; step++) {
      box.scrollTop += box.scrollHeight / 500;
      await new Promise(requestAnimationFrame);
    }
    return box.scrollTop;
  });
  await profile.press('Escape');
  await expect(profile.locator('.meta')).toHaveText(/^cancelled/, { timeout: 5_000 });
  expect(await scrolled).toBeGreaterThan(0);
  await expect(grid.getByRole('gridcell', { name: /^word \d$/ }).first()).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('rowheader', { name: '600000', exact: true })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: '599999', exact: true })).toBeVisible();

  await profile.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Profile many', '5 columns');
});
