import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import {
  cell,
  choose,
  csv,
  expectDone,
  openData,
  openWorkbench,
  PEOPLE,
  peopleWorkbench,
  workbenchFile,
} from './actions';

async function save(page: Page): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const saved = await download;
  return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') };
}

test('a workbench saved here opens again, runs, and asks for its file', async ({ page, context }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await page.getByRole('textbox', { name: 'Title of the workbench' }).fill('Five people');
  await page.keyboard.press('Enter');
  const { name, text } = await save(page);
  expect(name).toBe('Five people.sluice.json');
  expect(text).toContain('"sha256"');
  expect(text).not.toContain('Dorothy');

  const other = await context.newPage();
  await other.goto('./');
  await openWorkbench(other, workbenchFile(text, name));
  await expect(other.getByText('Nothing of it has run.')).toBeVisible();
  await expect(cell(other, 'Profile people')).not.toContainText('rows');
  await other.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(cell(other, 'Load people.csv')).toContainText('The file “people.csv” is not at hand.');
  await choose(other, other.getByRole('button', { name: 'Choose people.csv' }), PEOPLE);
  await expectDone(other, 'Profile people', '3 columns');
  await expect(other.getByText('another file')).toHaveCount(0);
});

test('another file than the one saved is said to be one', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await page.reload();
  await choose(
    page,
    page.getByRole('button', { name: 'Choose people.csv' }),
    csv('name,age,group\nAda,37,a\n'),
  );
  const load = cell(page, 'Load');
  await expect(load).toContainText('another file than the one on record');
  await expect(load).toContainText('The columns and their types are the same.');
  await expect(cell(page, 'Profile people')).toContainText('has read another file');
  await load.getByRole('button', { name: 'Use this file' }).click();
  await expectDone(page, 'Profile people', '3 columns');
  await expect(load).not.toContainText('another file');
  await page.reload();
  await choose(
    page,
    page.getByRole('button', { name: 'Choose people.csv' }),
    csv('name,years,group\n1,37,a\n2,3,b\n'),
  );
  await expect(load).toContainText('1 column missing: “age”');
  await expect(load).toContainText('1 column new: “years”');
  await expect(load).toContainText('1 column of another type: “name” (text, now integer)');
});

test('before a save it is said what the file tells, once for the same content', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'What the file will tell' });
  await expect(dialog).toContainText('people.csv');
  await expect(dialog).toContainText('with size and SHA-256');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await save(page);
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await again;
  await expect(dialog).toBeHidden();
});

test('a reload brings the workbench back; its file is given again by a drop', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await page.reload();
  await expect(cell(page, 'Load people.csv')).toContainText('not at hand');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('a workbench of somebody else can be closed; what was open is back', async ({ page }) => {
  await page.goto('./');
  await openData(page, PEOPLE);
  await expectDone(page, 'Profile people', '3 columns');
  await openWorkbench(page, workbenchFile(peopleWorkbench({ title: 'Theirs' })));
  await expect(page.getByRole('heading', { name: 'Theirs', level: 1 }).first()).toBeAttached();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expectDone(page, 'Load people.csv', '5 × 3');
});

test('a note of somebody else cannot bring markup, and an unknown cell is kept word for word', async ({
  page,
}) => {
  const theirs = peopleWorkbench({
    cells: [
      { id: 'n', kind: 'note', text: '# Hello\n\n<img src="x" onerror="document.title = \'owned\'">' },
      { id: 'z', kind: 'step', step: 'dream', version: 3, params: { deep: [1, { two: null }] } },
    ],
  });
  await page.goto('./');
  await openWorkbench(page, workbenchFile(theirs));
  await expect(page.getByRole('heading', { name: 'Hello' })).toBeVisible();
  await expect(page.locator('main img')).toHaveCount(0);
  await expect(page.getByText('The step “dream” is not known here.')).toBeVisible();
  const { text } = await save(page);
  expect(JSON.parse(text)).toMatchObject({ cells: theirs.cells });
});
