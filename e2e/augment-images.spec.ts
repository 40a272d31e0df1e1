import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { BlobReader, BlobWriter, TextWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { decodeImage } from '../src/kernels/augment-images/decode-image';
import { encodePng } from '../src/kernels/augment-images/encode-png';
import { makeAgain } from '../src/kernels/augment-images/parameters';
import type { Pixels } from '../src/kernels/augment-images/pixels';
import { contractOf } from '../src/steps/index';
import { expect, test } from './fixtures';
import { cell, openWorkbench, sharedData, workbenchFile } from './journeys/actions';

const IMAGES = 'src/kernels/augment-images/fixtures/images';
const FASHION = sharedData('fashion_mnist/fashion_test_2000_png.zip');

/** A file as a page is given it. */
interface Given {
  readonly name: string;
  readonly bytes: readonly number[];
}

const given = (name: string, bytes: Uint8Array): Given => ({ name, bytes: [...bytes] });

/** What a run on the page gave: rows of the summary and the skipped, the provenance, and the new images as files. */
interface Augmented {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly skipped: readonly unknown[];
  readonly provenance: readonly Readonly<Record<string, unknown>>[];
  readonly files: readonly { readonly path: string; readonly bytes: readonly number[] }[];
}

/** Augments images in the engine of the page. */
async function augment(page: Page, images: readonly Given[], params: object): Promise<Augmented> {
  const source = { kind: 'file', files: images.map(({ name }) => ({ name })) };
  const complete = (step: string, of: object) => contractOf(step)?.params.parse({ source, ...of }) ?? {};
  const load = { step: 'load-images', version: 1, params: complete('load-images', {}), inputs: {} };
  const made = {
    ...{ step: 'augment-images', version: 1, inputs: { table: { node: 0, slot: 'table' } } },
    params: complete('augment-images', params),
  };
  return page.evaluate(
    async ({ nodes, parts }) => {
      const { engine } = window.contractPage;
      const files = Object.fromEntries(
        parts.map(({ name, bytes }) => [name, new File([Uint8Array.from(bytes)], name)]),
      );
      const request = { plan: { nodes, target: 1 }, files };
      const outcome = await engine.run(request);
      if (!outcome.ok)
        throw new Error(`${outcome.failure.code}: ${outcome.failure.message} ${outcome.failure.detail}`);
      const rowsOf = (frame: { rows: number; columns: Readonly<Record<string, ArrayLike<unknown>>> }) =>
        Array.from({ length: frame.rows }, (_, row) =>
          Object.fromEntries(Object.entries(frame.columns).map(([name, values]) => [name, values[row]])),
        );
      const ask = async (query: Parameters<typeof engine.ask>[0]['query']) => {
        const answer = await engine.ask({ ...request, query });
        if (!answer.ok) throw new Error(answer.failure.message);
        return answer.value;
      };
      const provenance = await ask({ kind: 'page', slot: 'provenance', offset: 0, limit: 100 });
      const query = { kind: 'made-files', slot: 'augmented', beside: ['provenance'], which: 'new' } as const;
      const piece = await ask({ ...query, offset: 0, limit: 100 });
      let start = 0;
      const saved = rowsOf(piece).map(({ path, length }) => {
        const bytes = [...(piece.bytes ?? new Uint8Array()).subarray(start, start + Number(length))];
        start += Number(length);
        return { path: String(path), bytes };
      });
      const none = { rows: 0, columns: {} };
      const { summary = none, skipped = none } = outcome.value.frames;
      return {
        ...{ summary: rowsOf(summary)[0] ?? {}, skipped: rowsOf(skipped) },
        ...{ provenance: rowsOf(provenance), files: saved },
      };
    },
    { nodes: [load, made], parts: images },
  );
}

async function pixelsOf(bytes: readonly number[] | Uint8Array): Promise<Pixels> {
  const decoded = await decodeImage(Uint8Array.from(bytes));
  if ('reason' in decoded) throw new Error(decoded.reason);
  return decoded.pixels;
}

/** A picture of soft hills of colour and some sharp edges, as photographs have both. */
function photograph(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = (Math.floor(x / 40) + Math.floor(y / 30)) % 2 === 0 ? 40 : 0;
      const hills = [Math.sin(x / 23) * Math.cos(y / 17), Math.cos(x / 31 + y / 13), Math.sin((x + y) / 41)];
      data.set([...hills.map((hill) => 110 + 80 * hill + edge), 255], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}

/** How far two images are apart: the mean over all values, and the value that 99 of 100 do not exceed. */
function apart(one: Pixels, other: Pixels): { mean: number; most: number } {
  const far = one.data
    .map((value, at) => Math.abs(value - (other.data[at] ?? NaN)))
    .filter((_, at) => at % 4 < 3);
  const sorted = [...far].sort((a, b) => a - b);
  return {
    mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    most: sorted[Math.floor(0.99 * sorted.length)] ?? NaN,
  };
}

test('the canvas moves pixels as the exact path does, to within some levels', async ({ page }) => {
  await page.goto('e2e/contract.html');
  const image = photograph(240, 180);
  const images = [given('hills.png', encodePng(image))];
  for (const operation of [{ rotate: 1, rotateBy: 40 }, { crop: 1 }, { shift: 1 }]) {
    const params = {
      recipe: 'own',
      flipHorizontal: 0,
      fill: 'constant',
      fillLevel: 128,
      times: 4,
      ...operation,
    };
    const canvas = await augment(page, images, { ...params, drawing: 'canvas' });
    expect(canvas.files).toHaveLength(4);
    for (const [at, { bytes }] of canvas.files.entries()) {
      const exact = makeAgain(image, String(canvas.provenance[at]?.parameters));
      const drawn = await pixelsOf(bytes);
      const { mean, most } = apart(drawn, exact);
      test.info().annotations.push({
        type: 'levels',
        description: `${JSON.stringify(operation)}: mean ${mean.toFixed(2)}, 99 % ${most}`,
      });
      expect([drawn.width, drawn.height]).toEqual([240, 180]);
      // Node has no canvas: what is made there is exact. Were it drawn exactly here too, nothing would be compared.
      expect(mean).toBeGreaterThan(0);
      expect(mean).toBeLessThan(1);
      expect(most).toBeLessThanOrEqual(4);
    }
  }
});

test('the exact path gives the same bytes in the browser as in Node', async ({ page }) => {
  await page.goto('e2e/contract.html');
  const names = ['clear.png', 'deep.png', 'palette.png', 'grey-alpha.png', 'dot.png'];
  const images = names.map((name) => given(name, readFileSync(`${IMAGES}/odd/${name}`)));
  const wild = { rotate: 1, crop: 0.5, colour: 0.5, blur: 0.5, noise: 0.5, erase: 0.3, quarterTurn: 0.5 };
  const { files, provenance } = await augment(page, images, { recipe: 'own', ...wild, times: 3, seed: 11 });
  expect(files.length).toBeGreaterThan(10);
  for (const [at, { bytes }] of files.entries()) {
    const parent = await pixelsOf(readFileSync(`${IMAGES}/odd/${String(provenance[at]?.parent)}`));
    expect(await pixelsOf(bytes)).toEqual(makeAgain(parent, String(provenance[at]?.parameters)));
  }
});

test('what only a browser decodes is taken upright, of animations the first picture', async ({ page }) => {
  await page.goto('e2e/contract.html');
  const photos = ['turned.jpg', 'animated.gif', 'clear.webp'].map((name) =>
    given(name, readFileSync(`${IMAGES}/photo/${name}`)),
  );
  const broken = given('cut.jpg', readFileSync(`${IMAGES}/photo/turned.jpg`).subarray(0, 700));
  const flip = { recipe: 'own', flipHorizontal: 1 };
  const { files, provenance, summary, skipped } = await augment(page, [...photos, broken], flip);
  expect(summary).toMatchObject({ images: 4, made: 3, not_decoded: 1 });
  expect(skipped).toEqual([{ path: 'cut.jpg', reason: expect.stringContaining('damaged') }]);
  const sizes = provenance.map(({ parent, width, height }) => [parent, Number(width), Number(height)]);
  // The photograph is stored 36 x 24, and marked as turned by a quarter.
  expect(sizes).toEqual([
    ['animated.gif', 14, 14],
    ['clear.webp', 9, 6],
    ['turned.jpg', 24, 36],
  ]);
  const first = await pixelsOf(readFileSync(`${IMAGES}/round/1.png`));
  const mirrored = makeAgain(first, '{"drawing":"exact","operations":[{"do":"flip horizontal"}]}');
  expect(await pixelsOf(files[0]?.bytes ?? [])).toEqual(mirrored);
  const seen = await pixelsOf(files[1]?.bytes ?? []);
  expect(seen.data.some((value, at) => at % 4 === 3 && value > 0 && value < 255)).toBe(true);
});

async function membersOf(path: string): Promise<FileEntry[]> {
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(path)])), { useWebWorkers: false });
  return (await reader.getEntries()).filter((entry) => !entry.directory);
}

const contentOf = async (member: FileEntry | undefined): Promise<Uint8Array> =>
  new Uint8Array((await (await member?.getData(new BlobWriter()))?.arrayBuffer()) ?? []);

test('the sample workbench augments Fashion-MNIST, shows new beside old, and saves what it says', async ({
  page,
}) => {
  test.skip(FASHION === undefined, 'the shared data is not at hand');
  test.setTimeout(300_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.goto('./');
  await openWorkbench(page, workbenchFile(readFileSync('docs/examples/augment-fashion.sluice.json', 'utf8')));
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await page
    .locator('article input[type=file]')
    .first()
    .setInputFiles(FASHION ?? []);
  const augmented = cell(page, 'Augment the images of train');
  await expect(augmented.locator('.reading').first()).toContainText(/1,\d{3} new images/, {
    timeout: 120_000,
  });
  await expect(augmented.locator('.reading').first()).toContainText('The nearest real rows have the label');
  const sheet = augmented.getByRole('list', { name: /Contact sheet/ });
  await expect(sheet.getByRole('listitem')).toHaveCount(24);
  await expect(sheet.getByRole('img')).toHaveCount(48);
  await expect(augmented.getByRole('group', { name: 'What was done' })).toContainText('shift and scale');

  await augmented.getByLabel(/with the 1,599 real images/).check();
  const download = page.waitForEvent('download', { timeout: 120_000 });
  await augmented.getByRole('button', { name: 'Save images as zip' }).click();
  const path = test.info().outputPath('augmented.zip');
  await (await download).saveAs(path);
  await expect(augmented.getByRole('status').filter({ hasText: 'Saved:' })).toBeVisible();

  const members = new Map((await membersOf(path)).map((member) => [member.filename, member]));
  const csv = (await members.get('provenance.csv')?.getData(new TextWriter())) ?? '';
  const lines = csv.trimEnd().split('\n');
  expect(lines[0]).toBe('new_row,parent_row,parent,operation,parameters,seed,path,label,width,height');
  expect(members.size).toBe(1 + 1599 + lines.length - 1);
  // Some of them, made again in Node from the provenance that lies in the archive and the real image beside it.
  for (const line of lines.slice(1).filter((_, at) => at % 200 === 0)) {
    const [, parent = '', text = '', name = ''] =
      /^\d+,\d+,([^,]+),(?:"[^"]*"|[^,"]*),"((?:[^"]|"")*)",\d+,([^,]+),/.exec(line) ?? [];
    const real = await pixelsOf(await contentOf(members.get(parent)));
    const made = await pixelsOf(await contentOf(members.get(name)));
    expect(made).toEqual(makeAgain(real, text.replaceAll('""', '"')));
  }
});

test('saving can be stopped, and leaves nothing behind', async ({ page }) => {
  test.skip(FASHION === undefined, 'the shared data is not at hand');
  test.setTimeout(300_000);
  // A file of the page's own store stands for the one a person would choose.
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    });
  });
  await page.goto('./');
  await openWorkbench(page, workbenchFile(readFileSync('docs/examples/augment-fashion.sluice.json', 'utf8')));
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  await page
    .locator('article input[type=file]')
    .first()
    .setInputFiles(FASHION ?? []);
  const augmented = cell(page, 'Augment the images of train');
  const save = augmented.getByRole('button', { name: 'Save images as zip' });
  await save.click({ timeout: 120_000 });
  await augmented.getByRole('button', { name: 'Cancel' }).click();
  await expect(save).toBeVisible();
  const left = await page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.filter((name) => name.endsWith('.zip'));
  });
  expect(left).toEqual([]);
});
