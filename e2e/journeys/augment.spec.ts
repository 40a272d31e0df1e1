import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import {
  cell,
  choose,
  csv,
  expectDone,
  loadCell,
  openWorkbench,
  workbenchFile,
  type GivenFile,
} from './actions';

const SAFETY = 'The nearest real rows have the label of a new row in';

/** A message of two kinds, with words that change from one to the next. */
function messages(): GivenFile {
  const [people, things] = [
    ['my sister', 'the doctor', 'our teacher', 'that old man', 'a friend of mine'],
    ['dinner', 'the train', 'a long walk', 'the second film', 'coffee and cake'],
  ];
  const lines = Array.from({ length: 300 }, (_, row) => {
    const [who, what] = [people?.[row % 5], things?.[(row * 3 + Math.floor(row / 5)) % 5]];
    return row % 4 === 0
      ? `"Win a quick prize worth ${100 + row} today, call our big office and answer ${row} now!",spam`
      : `"I wanted to meet ${who} after ${what} at ${row % 12} but it was a bad and slow day ${row}",ham`;
  });
  return csv(`message,label\n${lines.join('\n')}\n`, 'messages.csv');
}

/** A wave with a beat every 200 samples, high or low by turns. */
function wave(): GivenFile {
  const lines = Array.from({ length: 4000 }, (_, row) => {
    const isHigh = Math.floor(row / 400) % 2 === 0;
    const value = Math.sin(row / 9) + (isHigh ? Math.sin(row / 2.5) : 0) + ((row * 7919) % 100) / 1000;
    return `${(row / 100).toFixed(2)},${value.toFixed(4)},${isHigh ? 'high' : 'low'}`;
  });
  return csv(`t_s,value,label\n${lines.join('\n')}\n`, 'wave.csv');
}

const splitCell = (id: string, table: string, params: object) => ({
  ...{ id, kind: 'step', step: 'split', version: 2, params, inputs: { table } },
  outputs: { train: 'train', test: 'test' },
});

/** Adds a cell from the palette: the first that the words find. */
async function add(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

/** The table of a cell by its name, as CSV. */
async function tableText(page: Page, title: string, name: string): Promise<string> {
  await cell(page, title)
    .getByRole('button', { name: /^More for/ })
    .click();
  await page.getByRole('button', { name: `Save the table “${name}” …` }).click();
  const dialog = page.getByRole('dialog', { name: `Save table ${name}` });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  await expect(dialog).toBeHidden();
  return text;
}

/** The workbench as a file. */
async function savedWorkbench(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('button', { name: 'Save the file' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto('./');
});

test('rows of a table: augmented behind the split, cancelled, undone, and the same when opened again', async ({
  page,
  context,
}) => {
  const load = { ...loadCell('c1', '', 'credit'), params: { source: { kind: 'sample', name: 'credit' } } };
  const cells = [load, splitCell('c2', 'credit', { method: 'stratified', stratify: 'Status' })];
  await openWorkbench(page, workbenchFile({ format: 'sluice', version: 1, title: 'Loans', cells }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(page, 'Split credit', '3,563 × 14');
  await add(page, 'augment a table');
  // The column of classes is named by itself.
  const augmented = cell(page, 'Augment train by Status');
  await expectDone(page, 'Augment train by Status', '× 14');
  await expect(augmented.locator('.reading').first()).toContainText(SAFETY);
  await expect(augmented.getByText('Label safety')).toBeVisible();
  const size = await augmented.locator('.meta').innerText();
  const made = await tableText(page, 'Augment train by Status', 'augmented');
  const told = await tableText(page, 'Augment train by Status', 'provenance');
  expect(told.slice(0, 80)).toMatch(/^new_row,parent_row,parent,operation,parameters,seed\n3564,\d+,/);

  // A synthesis that takes long is cancelled: the rows of before stand, marked, and Undo brings their cell back to them.
  await augmented.getByRole('combobox', { name: 'Method' }).selectOption('synthesise');
  await augmented.getByRole('button', { name: 'Cancel' }).click();
  await expect(augmented.locator('.meta')).toContainText('cancelled');
  await expect(augmented.locator('.meta')).toContainText('stale');
  await expect(augmented.locator('.reading').first()).toContainText(SAFETY);
  await augmented.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(augmented.locator('.reading').first()).toContainText('drawn column by column', {
    timeout: 60_000,
  });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(augmented.locator('.meta')).toContainText(size.split('\n')[0] ?? '');
  await expect(augmented.locator('.reading').first()).toContainText(
    'numbers moved and some categories swapped',
  );

  const again = await context.newPage();
  await again.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await again.goto('./');
  await openWorkbench(again, workbenchFile(await savedWorkbench(page)));
  await again.getByRole('button', { name: 'Run', exact: true }).click();
  await expectDone(again, 'Augment train by Status', '× 14');
  expect((await tableText(again, 'Augment train by Status', 'augmented')) === made, 'augmented').toBe(true);
  expect((await tableText(again, 'Augment train by Status', 'provenance')) === told, 'provenance').toBe(true);
});

test('texts: the columns are found, and each new text has its parent on record', async ({ page }) => {
  const cells = [
    loadCell('c1', 'messages.csv', 'messages'),
    splitCell('c2', 'messages', { method: 'stratified', stratify: 'label' }),
  ];
  await openWorkbench(page, workbenchFile({ format: 'sluice', version: 1, title: 'Messages', cells }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await choose(page, page.getByRole('button', { name: 'Choose messages.csv' }), messages());
  await expectDone(page, 'Split messages', '240 × 2');
  await add(page, 'augment texts');
  const title = 'Augment train by label with new texts of message';
  await expectDone(page, title, '× 2');
  await expect(cell(page, title).locator('.reading').first()).toContainText(SAFETY);
  const told = await tableText(page, title, 'provenance');
  expect(told.slice(0, 80)).toMatch(/^new_row,parent_row,parent,operation,parameters,seed\n241,/);
});

test('series: without windows it says so, cuts them by a button, and augments them', async ({ page }) => {
  const cells = [
    loadCell('c1', 'wave.csv', 'wave'),
    splitCell('c2', 'wave', { method: 'time', order: 't_s', gap: '0.32' }),
  ];
  await openWorkbench(page, workbenchFile({ format: 'sluice', version: 1, title: 'A wave', cells }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await choose(page, page.getByRole('button', { name: 'Choose wave.csv' }), wave());
  await expectDone(page, 'Split wave', '3,168 × 3');
  // There is nothing to augment as series yet: the palette offers it to those alone who look for it, and says what comes first.
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog');
  await expect(palette.getByRole('option', { name: /^Augment texts/ })).toBeVisible();
  await expect(palette.getByRole('option', { name: /^Augment series/ })).toHaveCount(0);
  await page.keyboard.type('augment series');
  await expect(palette.getByRole('option', { selected: true })).toContainText(
    'cut a series into windows first',
  );
  await page.keyboard.press('Enter');
  const augmented = cell(page, 'Augment the windows of');
  await expect(augmented).toContainText('The table has no column of lists of numbers.');
  await augmented.getByRole('button', { name: 'Cut into windows' }).click();
  await expect(cell(page, 'Cut value of train into windows')).toBeVisible();
  await expect(augmented.locator('.reading').first()).toContainText(SAFETY, { timeout: 30_000 });
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(augmented).toContainText('The table has no column of lists of numbers.');
});
