import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openFilesBench, type FilesBench } from '../../../../headless/step-on-files';
import { frameRows, type Frame } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { StepResult } from '../../../engine/protocol';
import { loadImages } from './step';

const FOLDER = 'src/steps/load/load-images/fixtures';
const FASHION = '../shared/data/fashion_mnist/fashion_test_2000_png.zip';

/** What Pillow and hashlib say: `fixtures/make_golden.py` names the versions. */
const golden = JSON.parse(readFileSync(`${FOLDER}/golden.json`, 'utf8')) as {
  readonly images: readonly Record<string, unknown>[];
  readonly fashion: {
    readonly images: number;
    readonly labels: Record<string, number>;
    readonly distinct: number;
    readonly bytes: number;
  };
};

let bench: FilesBench;
beforeAll(async () => {
  bench = await openFilesBench();
});
afterAll(() => bench.close());

const pets = [{ name: 'pets/', path: `${FOLDER}/pets` }];
const frameOf = (result: StepResult, name: string) => frameRows(result.frames[name] as Frame);
const reading = (result: StepResult, params: object = {}) =>
  loadImages.read({
    params: loadImages.params.parse({ source: { kind: 'file', files: [{ name: 'pets/' }] }, ...params }),
    inputs: {},
    outputs: { table: 'pets' },
    artifacts: result.artifacts,
    frames: result.frames,
    notices: result.notices,
    format: numberFormat('en'),
  });

describe('load-images', () => {
  it('makes a row for each image of a folder, as Pillow and hashlib describe it', async () => {
    const { result, page } = await bench.run('load-images', pets);
    expect(frameRows(page)).toEqual(golden.images);
    expect(frameOf(result, 'skipped')).toEqual([
      { path: 'pets/dog/cut.png', reason: 'an image with a damaged header' },
      { path: 'pets/dog/notes.txt', reason: 'not an image' },
    ]);
    expect(frameOf(result, 'labels').map(({ label, images }) => [label, images])).toEqual([
      ['dog', 4],
      ['cat', 3],
    ]);
  });

  it('finds copies, and those under several labels', async () => {
    const { result } = await bench.run('load-images', pets);
    expect(frameOf(result, 'copies')).toEqual([
      { sha256: golden.images[0]?.sha256, images: 2, labels: 2, paths: 'pets/cat/a.png\npets/dog/d.png' },
    ]);
    const { text, suggestions } = reading(result);
    expect(text).toBe(
      '7 images with 2 labels (3 to 4 each); PNG, JPEG, GIF, WEBP and 2 more, 8–33 × 8–24 pixels. 1 image is an exact copy of another, and 1 group of copies has more than one label. 2 files are left out: “pets/dog/cut.png”, for one (an image with a damaged header). 1 sample cannot be drawn here.',
    );
    expect(suggestions.map(({ step }) => step)).toEqual(['class-balance', 'split', 'profile']);
  });

  it('shows small images as they are, and draws none that no browser shows', async () => {
    const { result } = await bench.run('load-images', pets);
    const samples = frameOf(result, 'thumbnails');
    expect(samples).toHaveLength(7);
    expect(samples[0]?.image).toBe(
      `data:image/png;base64,${readFileSync(`${FOLDER}/pets/cat/a.png`).toString('base64')}`,
    );
    expect(samples.find(({ path }) => path === 'pets/dog/c.tiff')?.image).toBeNull();
  });

  it('has no column of labels where none are wanted', async () => {
    const { result, page } = await bench.run('load-images', pets, { label: 'none' });
    expect(Object.keys(page.columns)).toEqual(['path', 'width', 'height', 'format', 'bytes', 'sha256']);
    expect(result.frames.labels?.rows).toBe(0);
    expect(reading(result, { label: 'none' }).text).toMatch(/^7 images; PNG/);
  });

  it('draws the files of a limit by the seed, and says that the table is a sample', async () => {
    const some = async (seed: number) => (await bench.run('load-images', pets, { limit: 4, seed })).page;
    const [first, again, other] = [await some(1), await some(1), await some(2)];
    expect(first.columns.path).toEqual(again.columns.path);
    expect(first.columns.path).not.toEqual(other.columns.path);
    const { result } = await bench.run('load-images', pets, { limit: 4, seed: 1 });
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: first.rows, of: 9 });
  });

  it('takes single files: a path without a folder has no label, so labels may be all null; one image is one row', async () => {
    const one = { name: 'größe select.png', path: `${FOLDER}/pets/cat/a.png` };
    const { page } = await bench.run('load-images', [
      one,
      { name: 'b.jpg', path: `${FOLDER}/pets/cat/b.jpg` },
    ]);
    expect(page.columns.path).toEqual(['b.jpg', 'größe select.png']);
    expect(page.columns.label).toEqual([null, null]);
    const alone = await bench.run('load-images', [one]);
    expect(reading(alone.result).text).toBe(
      '1 image, none in a folder that would label it; PNG, 20 × 11 pixels.',
    );
  });

  it('keeps labels as texts: unicode, keywords, NaN and Infinity; columns may be constant', async () => {
    const image = readFileSync(`${FOLDER}/pets/cat/a.png`);
    for (const name of [
      'select/1.png',
      '猫/2.png',
      'NaN/6.png',
      'Infinity/7.png',
      "it's/3.png",
      'a b\u00a0c/4.png',
    ])
      await bench.write(`odd/${name}`, image);
    const path = (await bench.write('odd/5.png', image)).replace(/\/5\.png$/, '');
    const { result, page } = await bench.run('load-images', [{ name: 'odd/', path }]);
    expect(page.columns.path).toEqual([
      'odd/5.png',
      'odd/Infinity/7.png',
      'odd/NaN/6.png',
      'odd/a b\u00a0c/4.png',
      "odd/it's/3.png",
      'odd/select/1.png',
      'odd/猫/2.png',
    ]);
    expect(page.columns.label).toEqual(['odd', 'Infinity', 'NaN', 'a b\u00a0c', "it's", 'select', '猫']);
    expect(frameOf(result, 'copies')).toMatchObject([{ images: 7, labels: 7 }]);
    const again = await bench.run('load-images', [{ name: 'odd/', path }], { label: 'folder' });
    expect(again.result.cached).toBe(true);
  });

  it('names what it cannot take', async () => {
    const text = await bench.write('text.csv', 'a,b\n1,2\n');
    expect(await bench.failure('load-images', [{ name: 'text.csv', path: text }])).toMatchObject({
      code: 'file-of-other-step',
      hint: expect.stringContaining('“Load”') as string,
    });
    const empty = await bench.write('empty.png', '');
    expect((await bench.failure('load-images', [{ name: 'empty.png', path: empty }]))?.code).toBe(
      'file-empty',
    );
    const none = await bench.write('none/notes.txt', 'nothing');
    const folder = [{ name: 'none/', path: none.replace(/\/notes\.txt$/, '') }];
    expect(await bench.failure('load-images', folder)).toMatchObject({
      code: 'images-none',
      message: 'There is no image in none/ (files looked at: 1).',
    });
    const damaged = await bench.write('damaged.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0));
    expect((await bench.failure('load-images', [{ name: 'damaged.zip', path: damaged }]))?.code).toBe(
      'zip-unreadable',
    );
  });
});

const hasFashion = existsSync(FASHION);
test.skipIf(!hasFashion)(
  '2,000 images of a zip, as Python counts them (skipped without the shared data)',
  async () => {
    const { result } = await bench.run('load-images', [{ name: 'fashion.zip', path: FASHION }]);
    const { fashion } = golden;
    expect(result.artifacts.table).toMatchObject({ rows: fashion.images });
    const labels = frameOf(result, 'labels').map(({ label, images }) => [label, images]);
    expect(Object.fromEntries(labels)).toEqual(fashion.labels);
    const extra = frameOf(result, 'copies').reduce((sum, { images }) => sum + Number(images) - 1, 0);
    expect(fashion.images - extra).toBe(fashion.distinct);
    expect(frameOf(result, 'labels').reduce((sum, { bytes }) => sum + Number(bytes), 0)).toBe(fashion.bytes);
    expect(new Set(frameOf(result, 'thumbnails').map(({ label }) => label)).size).toBe(10);
  },
);
