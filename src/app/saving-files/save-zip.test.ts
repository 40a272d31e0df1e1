import { afterEach, expect, test, vi } from 'vitest';
import { FailureError } from '../../core/failure';
import type { FileToSave } from '../../ui/files-saver';
import { saveZip } from './save-zip';

afterEach(() => vi.unstubAllGlobals());

/** A place to save to that says what was done with it. */
function chosenPlace(): { readonly done: string[]; written: number } {
  const place = { done: [] as string[], written: 0 };
  const stream = {
    write: (bytes: Uint8Array) => Promise.resolve(void (place.written += bytes.length)),
    close: () => Promise.resolve(void place.done.push('closed')),
    abort: () => Promise.resolve(void place.done.push('aborted')),
  };
  const handle = {
    name: 'images.zip',
    getFile: () => Promise.resolve({ size: 0 }),
    createWritable: () => Promise.resolve(stream),
    remove: () => Promise.resolve(void place.done.push('removed')),
  };
  vi.stubGlobal('window', { showSaveFilePicker: () => Promise.resolve(handle) });
  return place;
}

/** Small files without end, and how many were asked for. */
function endless(): { asked: number; files: () => AsyncGenerator<FileToSave> } {
  const source = {
    asked: 0,
    async *files() {
      for (;;) {
        source.asked += 1;
        yield await Promise.resolve({ path: `${source.asked}.png`, content: new Uint8Array(500), crc: 0 });
      }
    },
  };
  return source;
}

test('a cancel ends the writing with the file at hand, and leaves nothing behind', async () => {
  const place = chosenPlace();
  const controller = new AbortController();
  const source = endless();
  let askedBefore = 0;
  const onBytes = (): void => {
    askedBefore = source.asked;
    controller.abort();
  };
  const saving = saveZip({ name: 'images.zip', files: source.files }, { signal: controller.signal, onBytes });
  await expect(saving).rejects.toBeInstanceOf(FailureError);
  expect(askedBefore).toBeGreaterThan(1000);
  // A part of a megabyte holds 1,900 of these files: one more is asked for, not so many.
  expect(source.asked).toBeLessThanOrEqual(askedBefore + 1);
  expect(place.done).toEqual(['aborted', 'removed']);
});

test('what is not cancelled is closed whole, files of one path under names of their own', async () => {
  const place = chosenPlace();
  const content = new Uint8Array(10);
  const files = async function* (): AsyncGenerator<FileToSave> {
    for (const path of ['a.png', 'a.png', 'b']) yield await Promise.resolve({ path, content, crc: 0 });
  };
  const signal = new AbortController().signal;
  const bytes: number[] = [];
  const outcome = await saveZip(
    { name: 'images.zip', files },
    { signal, onBytes: (count) => bytes.push(count) },
  );
  expect(outcome).toBe('saved');
  expect(place.done).toEqual(['closed']);
  // Heads of 30 bytes, lines of 46, the end of 22; each name twice.
  expect(place.written).toBe(3 * (30 + 10 + 46) + 22 + 2 * ('a.png'.length + 'a (2).png'.length + 1));
  expect(bytes.at(-1)).toBe(place.written);
});
