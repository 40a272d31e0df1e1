import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from '../fixtures';
import { cell, choose, expectDone, fromBarMenu } from './actions';

/** A file as a drop brings it. */
interface Dropped {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Drops files anywhere on the page. */
async function drop(page: Page, ...files: readonly Dropped[]): Promise<void> {
  const encoded = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, encoded);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Pastes a text on the page, outside of any field. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

async function zipOf(files: readonly Dropped[]): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { name, content } of files) {
    await writer.add(name, new Uint8ArrayReader(Buffer.from(content)));
  }
  return writer.close();
}

const pet = (path: string): Buffer => readFileSync(`src/steps/load/load-images/fixtures/pets/${path}`);
const rows = (cellOf: Locator): Locator => cellOf.locator('.meta');

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('text, packed text and JSON each go to the cell that reads them', async ({ page }) => {
  await drop(page, { name: 'a.csv', content: 'x,y\n1,2\n3,4\n' });
  await expectDone(page, 'Load a.csv', '2 × 2');
  await drop(page, { name: 'b.tsv.gz', content: gzipSync('x\ty\n1\t2\n') });
  await expectDone(page, 'Load b.tsv.gz', '1 × 2');
  await drop(page, { name: 'c.json', content: '[{"a":1,"b":"x"},{"a":2,"b":"y"},{"a":3,"b":"z"}]' });
  await expectDone(page, 'Load JSON c.json', '3 × 2');
  await drop(page, { name: 'd.ndjson', content: '{"a":1}\n{"a":2}\n' });
  await expectDone(page, 'Load JSON d.ndjson', '2 × 1');
});

test('Parquet, Arrow and spreadsheets each go to the cell that reads them', async ({ page }) => {
  for (const name of ['types.parquet', 'types.arrow', 'types.arrows']) {
    await drop(page, { name, content: readFileSync(`src/steps/load/load-columnar/fixtures/${name}`) });
    await expect(rows(cell(page, `Load ${name}`))).toContainText(/\d+ × \d+/, { timeout: 30_000 });
  }
  for (const name of ['odd.xlsx', 'open-document.ods']) {
    await drop(page, { name, content: readFileSync(`src/steps/load/load-excel/fixtures/${name}`) });
    await expect(rows(cell(page, `Load Excel ${name}`))).toContainText(/\d+ × \d+/, { timeout: 30_000 });
  }
});

test('files of one series become one table, and a switch makes them a table each', async ({ page }) => {
  const parts = [1, 2, 3].map((part) => ({ name: `part-${part}.csv`, content: `x,y\n${part},2\n` }));
  await drop(page, ...parts);
  const together = page.getByRole('article', { name: /Load part-1\.csv, part-2\.csv and part-3\.csv/ });
  await expect(rows(together)).toContainText('3 × 3', { timeout: 30_000 });
  await together.getByText('A table each').click();
  await expectDone(page, 'Load part-1.csv', '1 × 2');
  await expectDone(page, 'Load part-3.csv', '1 × 2');
  await cell(page, 'Load part-1.csv').getByText('One table of all').click();
  await expect(rows(together)).toContainText('3 × 3', { timeout: 30_000 });
});

test('the files of a table can be taken out, added and put in another order', async ({ page }) => {
  const parts = ['a', 'b'].map((part) => ({ name: `${part}.csv`, content: `x\n${part}\n` }));
  await drop(page, ...parts);
  const load = page.getByRole('article', { name: /Load / }).first();
  await expect(rows(load)).toContainText('2 × 2', { timeout: 30_000 });
  await load.getByRole('button', { name: 'a.csv and b.csv', exact: true }).click();
  const files = load.getByRole('group', { name: 'Files' });
  await files.getByRole('button', { name: 'Move b.csv up' }).click();
  await expect(load.getByRole('heading')).toContainText('b.csv and a.csv');
  await files.getByRole('button', { name: 'Remove a.csv' }).click();
  await expect(rows(load)).toContainText('1 × 2', { timeout: 30_000 });
  await choose(page, files.getByRole('button', { name: 'Add files' }), {
    name: 'c.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('x\n5\n6\n'),
  });
  await expect(rows(load)).toContainText('3 × 2', { timeout: 30_000 });
});

test('an archive asks what to take, and its members become tables', async ({ page }) => {
  const content = await zipOf([
    { name: 'data/one.csv', content: 'x,y\n1,2\n' },
    { name: 'data/two.csv', content: 'p,q,r\n1,2,3\n4,5,6\n' },
    { name: 'README', content: 'words' },
  ]);
  await drop(page, { name: 'data.zip', content });
  const card = page.getByRole('region', { name: 'What to take from data.zip' });
  await expect(card.getByRole('checkbox', { name: 'data/one.csv' })).toBeChecked();
  await expect(card.getByRole('checkbox', { name: 'README' })).not.toBeChecked();
  await card.getByRole('button', { name: 'Load 2' }).click();
  await expectDone(page, 'Load data.zip › data/one.csv', '1 × 2');
  await expectDone(page, 'Load data.zip › data/two.csv', '2 × 3');
  await expect(card).toBeHidden();
});

test('an archive of images, and a folder of them, become a table with labels and samples', async ({ page }, {
  outputDir,
}) => {
  const paths = ['cat/a.png', 'cat/b.jpg', 'dog/a.webp', 'dog/d.png'];
  const content = await zipOf(paths.map((path) => ({ name: `pets/${path}`, content: pet(path) })));
  await drop(page, { name: 'pets.zip', content });
  const load = cell(page, 'Load images pets.zip');
  await expect(rows(load)).toContainText('4 × 7', { timeout: 30_000 });
  await expect(load.locator('.reading')).toContainText('4 images with 2 labels (2 each)');
  await expect(load.getByRole('img', { name: 'cat: pets/cat/a.png' })).toBeVisible();
  const folder = join(outputDir, 'animals');
  for (const path of paths) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), pet(path));
  }
  await fromBarMenu(page, 'New');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await chooser).setFiles(folder);
  const second = cell(page, 'Load images animals/');
  await expect(rows(second)).toContainText('4 × 7', { timeout: 30_000 });
  await expect(second.getByRole('img', { name: 'dog: animals/dog/a.webp' })).toBeVisible();
});

test('a large image is drawn down for its sample', async ({ page }) => {
  // A bitmap of 200 by 100 pixels without compression: 60 kB.
  const [width, height] = [200, 100];
  const bitmap = Buffer.alloc(54 + width * height * 3, 0x80);
  bitmap.fill(0, 0, 54);
  bitmap.write('BM', 0);
  bitmap.writeUInt32LE(bitmap.length, 2);
  for (const [at, value] of [
    [10, 54],
    [14, 40],
    [18, width],
    [22, height],
  ] as const)
    bitmap.writeUInt32LE(value, at);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  await drop(page, { name: 'grey.bmp', content: bitmap });
  const image = cell(page, 'Load images grey.bmp').getByRole('img', { name: 'Sample: grey.bmp' });
  await expect(image).toHaveAttribute('src', /^data:image\/png/);
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(128);
});

test('a pasted table is a part of the workbench; an address is not followed, and says how', async ({
  page,
}) => {
  await paste(page, 'name\tage\nAda\t36\nEmmy\t53\n');
  await expectDone(page, 'Load pasted', '2 × 2');
  await expect(page.getByRole('status').filter({ hasText: 'The pasted table' })).toBeVisible();
  await paste(page, 'Dear Ada,\nI am well, as you asked.\n');
  await expect(page.getByRole('article', { name: /Load/ })).toHaveCount(1);
  await paste(page, 'https://example.org/data.csv');
  await expect(page.getByRole('alert')).toContainText('Nothing is loaded from an address');
  await expect(page.getByRole('alert')).toContainText(
    'Download the file in a tab of its own, then drop it here.',
  );
});

test('what is not read is named, beside what is', async ({ page }) => {
  await drop(page, { name: 'a.pdf', content: '%PDF-1.7' }, { name: 'a.csv', content: 'x\n1\n' });
  await expectDone(page, 'Load a.csv', '1 × 1');
  await expect(page.getByRole('alert')).toContainText('“a.pdf” is a PDF, which no step reads.');
});
