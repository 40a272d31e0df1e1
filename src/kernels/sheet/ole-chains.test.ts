import { expect, test } from 'vitest';
import { hasEndlessChain } from './ole-chains';

const SECTOR = 512;

/** A workbook of the old kind with a hundred rows. */
async function workbook(): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const rows = Array.from({ length: 400 }, (_, i) => [`text ${i}`, i / 3]);
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'data');
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

test('a workbook as programs write it ends its chains', async () => {
  expect(hasEndlessChain(await workbook())).toBe(false);
});

test('a chain that comes back to where it was is found, wherever that is', async () => {
  const bytes = await workbook();
  const view = new DataView(bytes.buffer);
  const table = (view.getInt32(76, true) + 1) * SECTOR;
  const used = Array.from({ length: SECTOR / 4 }, (_, i) => i).filter(
    (sector) => view.getInt32(table + 4 * sector, true) === sector + 1,
  );
  expect(used.length).toBeGreaterThan(10);
  for (const sector of used) {
    const copy = bytes.slice();
    new DataView(copy.buffer).setInt32(table + 4 * sector, sector, true);
    expect(hasEndlessChain(copy)).toBe(true);
  }
});

test('a file that claims a table of chains many times its size is not followed', async () => {
  const bytes = await workbook();
  const view = new DataView(bytes.buffer);
  // The list of the table's sectors goes on in a sector that names itself as the next one.
  view.setInt32(68, 0, true);
  view.setInt32(72, 0x7fffffff, true);
  view.setInt32(SECTOR + SECTOR - 4, 0, true);
  bytes.fill(1, SECTOR, SECTOR + SECTOR - 4);
  expect(hasEndlessChain(bytes)).toBe(true);
});
