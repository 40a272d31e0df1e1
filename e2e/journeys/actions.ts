import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures';

/** A file as a test gives it to the page. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A data file of the given text or bytes. */
export function csv(content: string | Uint8Array, name = 'people.csv'): GivenFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

/** A workbench file of the given value or text. */
export function workbenchFile(content: unknown, name = 'theirs.sluice.json'): GivenFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** Five people, one without an age. */
export const PEOPLE = csv('name,age,group\nAda,36,a\nBlaise,39,b\nCarl,,a\nDorothy,81,a\nEmmy,53,b\n');

/** A workbench that loads a file and profiles it; `change` lays fields over it. */
export function peopleWorkbench(change: Readonly<Record<string, unknown>> = {}) {
  return {
    format: 'sluice',
    version: 1,
    title: 'Their people',
    cells: [loadCell('c1', 'people.csv', 'people'), profileCell('c2', 'people')],
    ...change,
  };
}

/** A load cell as it stands in a file. */
export function loadCell(id: string, file: string, table: string) {
  const source = { kind: 'file', files: [{ name: file }] };
  return { id, kind: 'step', step: 'load', version: 1, params: { source }, inputs: {}, outputs: { table } };
}

/** A profile cell as it stands in a file. */
export function profileCell(id: string, table: string, outputs: Readonly<Record<string, string>> = {}) {
  return { id, kind: 'step', step: 'profile', version: 1, params: {}, inputs: { table }, outputs };
}

/** Chooses files in the chooser that a button opens. */
export async function choose(page: Page, button: Locator, files: GivenFile | string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(files);
}

/** Opens a data file by the button in the top bar. */
export async function openData(page: Page, file: GivenFile | string): Promise<void> {
  await choose(page, page.getByRole('button', { name: 'Open data' }), file);
}

/** Opens a workbench file from the top bar: by its button, or from its menu where a workbench is open. */
export async function openWorkbench(page: Page, file: GivenFile): Promise<void> {
  const open = page.getByRole('banner').getByRole('button', { name: 'Open workbench' });
  await expect(open.or(barMenu(page))).toBeVisible();
  if (await barMenu(page).isVisible()) await barMenu(page).click();
  await choose(page, open, file);
}

/** Does something from the menu in the top bar. */
export async function fromBarMenu(page: Page, name: string): Promise<void> {
  await barMenu(page).click();
  await page.getByRole('banner').getByRole('button', { name, exact: true }).click();
}

function barMenu(page: Page): Locator {
  return page.getByRole('button', { name: 'More for the workbench' });
}

/** A cell by the begin of its title. */
export function cell(page: Page, title: string): Locator {
  return page.getByRole('article', { name: new RegExp(`: ${title}`) });
}

/** Waits until a cell has a present result of that size. */
export async function expectDone(page: Page, title: string, size: string): Promise<void> {
  await expect(cell(page, title).locator('.meta')).toContainText(size, { timeout: 30_000 });
}

/** The page is still of use: a good file opens and is profiled. */
export async function expectAlive(page: Page): Promise<void> {
  await openData(page, csv('x,y\n1,2\n3,4\n', 'alive.csv'));
  await expectDone(page, 'Load alive.csv', '2 × 2');
  await expectDone(page, 'Profile alive', '2 columns');
}

/** Where the shared data lies, if this machine has it. */
export function sharedData(path: string): string | undefined {
  const place = `../shared/data/${path}`;
  return existsSync(place) ? place : undefined;
}
