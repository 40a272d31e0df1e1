import { expect, test } from 'vitest';
import { eachContent, endsOfRuns } from './contents';
import type { ImageFile } from './image-file';

const file = (offset: number, packed: number): ImageFile => ({
  ...{ path: `${offset}`, bytes: packed, packed, method: 0, isEncrypted: false, offset },
});

test('files near each other are read to the end of their run, far ones alone', () => {
  const near = [file(0, 500), file(530, 500), file(50_000, 500)];
  const far = file(10e6, 500);
  const end = 50_000 + 500 + 1024;
  expect(endsOfRuns([...near, far])).toEqual([end, end, end, 10e6 + 1524]);
  // What stands before is not read along.
  expect(endsOfRuns([far, ...near])).toEqual([10e6 + 1524, end, end, end]);
});

test('scattered files cost no more bytes than lie in and near them', async () => {
  const whole = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);
  let read = 0;
  let reads = 0;
  const counted = {
    size: whole.length,
    slice: (start: number, end: number) => {
      reads += 1;
      read += end - start;
      return { arrayBuffer: () => Promise.resolve(whole.slice(start, end).buffer) };
    },
  };
  const images = [10, 40_000, 80_000, 1_500_000, 2_900_000].map((offset) => file(offset, 100));
  const contents: number[] = [];
  await eachContent(counted, 'tar', images, (image, content) => {
    expect('bytes' in content && content.bytes).toEqual(whole.slice(image.offset, image.offset + 100));
    contents.push(image.offset);
  });
  expect(contents).toEqual(images.map(({ offset }) => offset));
  expect(reads).toBe(3);
  expect(read).toBeLessThan(90_000);
});
