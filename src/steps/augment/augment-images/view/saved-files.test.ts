import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameOfRows, type Frame } from '../../../../core/frame';
import type { Ask } from '../../../../core/view';
import { savedFiles } from './saved-files';

const LARGE = 1_200_000;

/** A maker of files of some sizes, which come alone where they are large and else as many together as are asked for. */
function makerOf(sizes: readonly number[]) {
  const seen = { inHand: 0, most: 0, asked: 0 };
  const pieceFrom = (offset: number, limit: number): Frame => {
    let end = offset;
    while (end < Math.min(sizes.length, offset + limit)) {
      if (sizes[end]! >= LARGE && end > offset) break;
      end += 1;
      if (sizes[end - 1]! >= LARGE) break;
    }
    const rows = sizes.slice(offset, end).map((length, at) => ({
      ...{ path: `${offset + at}.png`, length },
      crc: offset + at,
    }));
    const bytes = new Uint8Array(rows.reduce((sum, { length }) => sum + length, 0));
    let start = 0;
    rows.forEach(({ length }, at) => bytes.fill((offset + at) & 255, start, (start += length)));
    return { ...frameOfRows(['path', 'length', 'crc'], rows), bytes };
  };
  const ask: Ask = async (query) => {
    if (query.kind !== 'made-files')
      return { ok: true, value: frameOfRows(['text'], [{ text: 'new_row\n' }]) };
    seen.asked += 1;
    seen.most = Math.max(seen.most, (seen.inHand += 1));
    await new Promise((done) => setTimeout(done, 0));
    seen.inHand -= 1;
    return { ok: true, value: pieceFrom(query.offset, query.limit) };
  };
  return { ask, seen };
}

async function filesOf(ask: Ask) {
  const { signal } = new AbortController();
  let told = 0;
  const files: { path: string; length: number; first: number | undefined; crc: number }[] = [];
  const onImage = (): void => void (told += 1);
  for await (const { path, content, crc } of savedFiles({
    ask,
    signal,
    withReal: false,
    provenanceRows: 1,
    onImage,
  })) {
    if (crc !== undefined) files.push({ path, length: content.length, first: content[0], crc });
  }
  return { files, told };
}

test('every file is there once and in order, however large ones and small ones follow each other', async () => {
  const size = fc.constantFrom(0, 3, 7, LARGE);
  await fc.assert(
    fc.asyncProperty(fc.array(size, { maxLength: 12 }), async (sizes) => {
      const { files, told } = await filesOf(makerOf(sizes).ask);
      const wanted = sizes.flatMap((length, at) =>
        length === 0 ? [] : [{ path: `${at}.png`, length, first: at & 255, crc: at }],
      );
      expect(files).toEqual(wanted);
      expect(told).toBe(wanted.length);
    }),
    { seed: 5, numRuns: 150 },
  );
});

test('two large ones are made at once, and one piece of small ones', async () => {
  const large = makerOf(Array.from({ length: 8 }, () => LARGE));
  await filesOf(large.ask);
  expect(large.seen.most).toBe(2);
  const small = makerOf(Array.from({ length: 1700 }, () => 5));
  await filesOf(small.ask);
  expect(small.seen).toMatchObject({ most: 1, asked: 5 });
});
