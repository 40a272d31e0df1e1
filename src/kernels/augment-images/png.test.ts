import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode-image';
import { encodePng } from './encode-png';
import { shrink, VECTOR_WIDTH, vectorOf } from './shrink';
import type { Pixels } from './pixels';

const FOLDER = 'src/kernels/augment-images/fixtures';

/** What Pillow and numpy read: `fixtures/make_images.py` names the versions. */
const { images } = JSON.parse(readFileSync(`${FOLDER}/decoded.json`, 'utf8')) as {
  readonly images: Readonly<Record<string, { width: number; height: number; rgba: readonly number[] }>>;
};

const fileOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${FOLDER}/images/${name}`));

async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const decoded = await decodeImage(bytes);
  if ('reason' in decoded) throw new Error(decoded.reason);
  return decoded.pixels;
}

/** The bits a sample and the colour type that a PNG states. */
const kindOf = (png: Uint8Array): number[] => [png[24]!, png[25]!];

const pixels = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
      .map((bytes): Pixels => ({ width, height, data: new Uint8ClampedArray(bytes) })),
  );

describe('a PNG', () => {
  it.each(Object.keys(images))('is read as Pillow reads it: %s', async (name) => {
    const wanted = images[name]!;
    const { width, height, data } = await pixelsOf(fileOf(name));
    expect({ width, height, rgba: [...data] }).toEqual(wanted);
  });

  it('that is cut off is refused with a reason, and so is one that claims to be huge', async () => {
    expect(await decodeImage(fileOf('odd/cut.png'))).toEqual({ reason: 'damaged' });
    const huge = fileOf('odd/dot.png');
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect(await decodeImage(huge)).toEqual({ reason: 'larger than 50 megapixels' });
    const text = await decodeImage(Uint8Array.from('not an image', (letter) => letter.charCodeAt(0)));
    expect(text).toEqual({ reason: 'not an image, or one with a damaged header' });
  });

  it('and nothing else is read without a browser', async () => {
    await expect(decodeImage(fileOf('photo/turned.jpg'))).rejects.toMatchObject({
      failure: { code: 'images-need-browser', message: 'An image of format JPG cannot be decoded here.' },
    });
  });

  it('that is written is read again to the last value, also under transparency', async () => {
    await fc.assert(
      fc.asyncProperty(pixels, async (image) => {
        expect(await pixelsOf(encodePng(image))).toEqual(image);
      }),
    );
  });

  it('is grey where all of it is, and has alpha where something lets through', async () => {
    const kinds = ['round/0.png', 'odd/grey-alpha.png', 'odd/dot.png', 'odd/clear.png'].map(async (name) =>
      kindOf(encodePng(await pixelsOf(fileOf(name)))),
    );
    expect(await Promise.all(kinds)).toEqual([
      [8, 0],
      [8, 4],
      [8, 2],
      [8, 6],
    ]);
  });
});

describe('an image drawn small', () => {
  const image = (width: number, height: number, values: readonly number[]): Pixels => ({
    ...{ width, height },
    data: Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255])),
  });

  it('has the mean of the part that each pixel covers', () => {
    const four = image(4, 2, [0, 100, 200, 40, 100, 200, 0, 0]);
    expect([...shrink(four, 2, 1).data]).toEqual([100, 100, 100, 255, 60, 60, 60, 255]);
    // A cell of one and a half pixels.
    expect([...shrink(image(3, 1, [0, 90, 30]), 2, 1).data]).toEqual([30, 30, 30, 255, 50, 50, 50, 255]);
  });

  it('is 256 greys as a vector: those of a constant image are its grey; what lets through is white', () => {
    expect(vectorOf(image(5, 3, Array<number>(15).fill(77)))).toEqual(
      new Float64Array(VECTOR_WIDTH).fill(77),
    );
    const clear = { width: 1, height: 1, data: Uint8ClampedArray.of(0, 0, 0, 0) };
    expect(vectorOf(clear)).toEqual(new Float64Array(VECTOR_WIDTH).fill(255));
  });
});
