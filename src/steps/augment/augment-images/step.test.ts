import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../headless/expect-ok';
import { openFilesBench, type FilesBench } from '../../../../headless/step-on-files';
import { frameRows, type Frame, type FrameRow } from '../../../core/frame';
import { numberFormat } from '../../../core/number-format';
import type { ViewQuery } from '../../../core/view';
import type { RunRequest, StepResult } from '../../../engine/protocol';
import { decodeImage } from '../../../kernels/augment-images/decode-image';
import { makeAgain } from '../../../kernels/augment-images/parameters';
import type { Pixels } from '../../../kernels/augment-images/pixels';
import { contractOf } from '../../index';
import { augmentImages } from './step';

const IMAGES = 'src/kernels/augment-images/fixtures/images';
const SHAPES = 'shapes';
const source = { kind: 'file', files: [{ name: 'shapes/' }] };
const signs = { recipe: 'signs and shapes', label: 'label', seed: 3 };

let bench: FilesBench;
beforeAll(async () => {
  bench = await openFilesBench();
  for (const kind of ['round', 'square']) {
    for (let index = 0; index < 6; index++) {
      const file = `${kind}/${index}.png`;
      await bench.write(`${SHAPES}/${file}`, readFileSync(`${IMAGES}/${file}`));
    }
  }
});
afterAll(() => bench.close());

/** A request that augments the images of a folder, or what a query makes of their table. */
async function request(params: object, query?: string, folder = SHAPES): Promise<RunRequest> {
  const path = resolve((await bench.write(`${folder}/.keep`, '')).replace(/\/\.keep$/, ''));
  const load = {
    ...{ step: 'load-images', version: 1, inputs: {}, traits: { table: { part: 'train' } } },
    params: contractOf('load-images')?.params.parse({ source }) ?? {},
  };
  const between =
    query === undefined
      ? []
      : [
          {
            ...{ step: 'sql', version: 1, params: { text: query }, traits: { result: { part: 'train' } } },
            inputs: { t: { node: 0, slot: 'table' } },
          },
        ];
  const last = { node: between.length, slot: query === undefined ? 'table' : 'result' };
  const augment = {
    ...{ step: 'augment-images', version: augmentImages.version, inputs: { table: last } },
    params: augmentImages.params.parse({ source, ...params }),
  };
  const nodes = [load, ...between, augment];
  return { plan: { nodes, target: nodes.length - 1 }, files: { 'shapes/': { path } } };
}

async function run(params: object, query?: string, folder = SHAPES) {
  const asked = await request(params, query, folder);
  const result = expectOk(await bench.engine.run(asked));
  const ask = async (of: ViewQuery): Promise<Frame> =>
    expectOk(await bench.engine.ask({ ...asked, query: of }));
  const rows = async (slot: string): Promise<FrameRow[]> =>
    frameRows(await ask({ kind: 'page', slot, offset: 0, limit: 1000 }));
  return { result, ask, augmented: await rows('augmented'), provenance: await rows('provenance') };
}

async function failure(params: object, query?: string) {
  const outcome = await bench.engine.run(await request(params, query));
  return outcome.ok ? undefined : outcome.failure;
}

const frameOf = (result: StepResult, name: string): FrameRow[] => frameRows(result.frames[name] as Frame);
const reading = (result: StepResult, params: object = {}): string =>
  augmentImages.read({
    params: augmentImages.params.parse({ ...signs, ...params }),
    ...{ inputs: { table: 'train' }, outputs: { augmented: 'augmented', provenance: 'provenance' } },
    ...{ artifacts: result.artifacts, frames: result.frames, notices: result.notices },
    format: numberFormat('en'),
  }).text;

async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const decoded = await decodeImage(bytes);
  if ('reason' in decoded) throw new Error(decoded.reason);
  return decoded.pixels;
}

/** The files that a result stands for, by their paths. */
async function filesOf(
  ask: (of: ViewQuery) => Promise<Frame>,
  which: string,
  limit: number,
): Promise<[string, Uint8Array][]> {
  const files: [string, Uint8Array][] = [];
  for (;;) {
    const query = { kind: 'made-files', slot: 'augmented', beside: ['provenance'], which } as const;
    const piece = await ask({ ...query, offset: files.length, limit });
    if (piece.rows === 0) return files;
    let start = 0;
    for (const { path, length, crc } of frameRows(piece)) {
      const bytes = (piece.bytes ?? new Uint8Array()).slice(start, start + Number(length));
      expect(crc).toBe(crc32(bytes));
      files.push([String(path), bytes]);
      start += Number(length);
    }
  }
}

describe('augment-images', { timeout: 60_000 }, () => {
  it('keeps the real rows as they were, and adds rows of the same columns with what each was made of', async () => {
    const { result, augmented, provenance } = await run({ ...signs, times: 2 });
    expect(augmented).toHaveLength(36);
    expect(augmented.slice(0, 12).map(({ path }) => path)).toEqual(
      ['round', 'square'].flatMap((kind) => [0, 1, 2, 3, 4, 5].map((at) => `shapes/${kind}/${at}.png`)),
    );
    expect(augmented.slice(0, 12).every(({ sha256, bytes }) => sha256 !== null && bytes !== null)).toBe(true);
    expect(augmented[12]).toEqual({
      ...{ path: 'shapes/round/0#1.png', label: 'round', width: 14, height: 14 },
      ...{ format: 'png', bytes: null, sha256: null },
    });
    expect(provenance.map(({ new_row }) => new_row)).toEqual(Array.from({ length: 24 }, (_, at) => at + 13));
    expect(provenance.map(({ parent_row }) => parent_row)).toEqual(
      Array.from({ length: 24 }, (_, at) => Math.floor(at / 2) + 1),
    );
    provenance.forEach((row) => {
      const [made, parent] = [augmented[Number(row.new_row) - 1], augmented[Number(row.parent_row) - 1]];
      expect([made?.path, made?.label]).toEqual([row.path, row.label]);
      expect([parent?.path, parent?.label]).toEqual([row.parent, row.label]);
      expect(row.operation).toMatch(/^shift and scale/);
    });
    expect(result.artifacts.augmented?.traits).toMatchObject({ synthetic: true, part: 'train' });
    expect(frameOf(result, 'summary')).toEqual([
      {
        ...{ images: 12, parents: 12, asked: 24, made: 24, copies_of_real: 0, copies_of_new: 0 },
        ...{ not_decoded: 0, deep: 0, part: 'train' },
      },
    ]);
    expect(reading(result)).toMatch(
      /^24 new images, as asked, beside 12 real images\. The nearest real rows/,
    );
    expect(frameOf(result, 'label_safety').map(({ label }) => label)).toEqual([null, 'round', 'square']);
    expect(frameOf(result, 'samples')).toHaveLength(24);
    expect(frameOf(result, 'samples').every(({ before, after }) => before !== after && after !== null)).toBe(
      true,
    );
  });

  it('gives the same images for the same seed, others for another', async () => {
    const parameters = async (seed: number) =>
      (await run({ ...signs, seed })).provenance.map((row) => row.parameters);
    const [first, other] = [await parameters(1), await parameters(2)];
    // Under another key it is computed anew.
    const again = await run({ ...signs, seed: 1, keep: false });
    expect(again.result.cached).toBe(false);
    expect(again.provenance.map((row) => row.parameters)).toEqual(first);
    expect(first).not.toEqual(other);
    // What is asked of one image does not depend on the others.
    const few = await run({ ...signs, seed: 1 }, "SELECT * FROM t WHERE label = 'round'");
    expect(few.provenance.map((row) => row.parameters)).toEqual(first.slice(0, 6));
  });

  it('every new image can be made again from its provenance, and is what is saved', async () => {
    const wild = {
      recipe: 'own',
      rotate: 1,
      noise: 0.5,
      blur: 0.5,
      erase: 0.5,
      quarterTurn: 0.5,
      label: 'label',
    };
    const { ask, provenance } = await run({ ...wild, times: 3 });
    const files = await filesOf(ask, 'new', 7);
    expect(files.map(([path]) => path)).toEqual(provenance.map(({ path }) => path));
    for (const [at, { parent, parameters, width, height }] of provenance.entries()) {
      const bytes = readFileSync(`${IMAGES}/${String(parent).replace('shapes/', '')}`);
      const again = makeAgain(await pixelsOf(new Uint8Array(bytes)), String(parameters));
      const saved = await pixelsOf(files[at]![1]);
      expect(saved).toEqual(again);
      expect([saved.width, saved.height]).toEqual([width, height]);
    }
    const real = await filesOf(ask, 'real', 5);
    expect(real).toHaveLength(12);
    expect(real[0]).toEqual(['shapes/round/0.png', new Uint8Array(readFileSync(`${IMAGES}/round/0.png`))]);
  });

  it('drops copies of real images and of each other, and says how many', async () => {
    const nothing = { recipe: 'own', flipHorizontal: 0, times: 2, label: 'label' };
    const { result, augmented } = await run(nothing);
    expect(augmented).toHaveLength(12);
    expect(frameOf(result, 'summary')[0]).toMatchObject({ asked: 24, made: 0, copies_of_real: 24 });
    expect(result.artifacts.augmented?.traits.synthetic).toBe(false);
    expect(reading(result, nothing)).toMatch(
      /^0 new images of 24 asked for, beside 12 real images; left out: 24 equal/,
    );
    const flipped = await run({ ...nothing, flipHorizontal: 1 });
    const counts = frameOf(flipped.result, 'summary')[0]!;
    expect(Number(counts.copies_of_new)).toBe(12 - Number(counts.copies_of_real) / 2);
    expect(Number(counts.made) + Number(counts.copies_of_real) + Number(counts.copies_of_new)).toBe(24);
  });

  it('makes as many as are asked for of a label, and only of labels asked for', async () => {
    const counted = await run({ ...signs, amount: 'counts', counts: { round: 8 } });
    expect(frameOf(counted.result, 'classes')).toEqual([
      { label: 'round', real: 6, asked: 8, made: 8 },
      { label: 'square', real: 6, asked: 0, made: 0 },
    ]);
    const some = await run({ ...signs, classes: ['square'], keep: false });
    expect(some.augmented.map(({ label }) => label)).toEqual(Array(6).fill('square'));
    expect(some.provenance.map(({ new_row }) => new_row)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await failure({ ...signs, classes: ['oval'] })).toMatchObject({ code: 'images-class-unknown' });
  });

  it('takes for each image the recipe of what it is, and says so', async () => {
    const { result, provenance } = await run({ label: 'label', seed: 3 });
    expect(frameOf(result, 'recipes')).toEqual([{ recipe: 'small greys', images: 12 }]);
    expect(reading(result, { recipe: 'by size and colour' })).toContain(
      'By size and colour the recipe is “small greys” for 12 images.',
    );
    const asked = await run({ label: 'label', seed: 3, recipe: 'small greys' });
    expect(asked.provenance.map((row) => row.parameters)).toEqual(provenance.map((row) => row.parameters));
    expect(frameOf(asked.result, 'recipes')).toEqual([]);
    const done = new Set(provenance.flatMap((row) => String(row.operation).split(', ')));
    expect([...done].filter((one) => ['crop', 'blur', 'noise', 'erase'].includes(one))).toEqual([]);
  });

  it('warns where the table is no training part', async () => {
    const asked = await request(signs);
    const nodes = asked.plan.nodes.map(({ traits: _, ...node }) => node);
    const whole = expectOk(await bench.engine.run({ ...asked, plan: { ...asked.plan, nodes } }));
    expect(whole.notices).toContainEqual(expect.objectContaining({ code: 'not-split', isWarning: true }));
    const test = nodes.map((node, at) =>
      at === 0 ? { ...node, traits: { table: { part: 'test' } } } : node,
    );
    const judged = expectOk(await bench.engine.run({ ...asked, plan: { ...asked.plan, nodes: test } }));
    expect(judged.notices).toContainEqual(expect.objectContaining({ code: 'judging-part', isWarning: true }));
  });

  it('takes an empty table, and one row', async () => {
    const none = await run(signs, 'SELECT * FROM t WHERE width < 0');
    expect(none.augmented).toEqual([]);
    expect(none.provenance).toEqual([]);
    expect(reading(none.result)).toBe('No new image was asked for; there are 0 real images.');
    const one = await run(signs, "SELECT * FROM t WHERE path = 'shapes/round/1.png'");
    expect(one.augmented.map(({ path }) => path)).toEqual(['shapes/round/1.png', 'shapes/round/1#1.png']);
  });

  it('takes labels that are all null, NaN, Infinity or constant, and keyword and unicode column names', async () => {
    const missing = await run(signs, 'SELECT * REPLACE (NULL::VARCHAR AS label) FROM t');
    expect(missing.augmented).toHaveLength(24);
    expect(missing.result.frames.label_safety?.rows).toBe(0);
    const numbers =
      "SELECT * REPLACE (CASE WHEN label = 'round' THEN 'NaN' ELSE 'Infinity' END::DOUBLE AS label) FROM t";
    const odd = await run(signs, numbers);
    expect(new Set(odd.provenance.map(({ label }) => label))).toEqual(new Set(['nan', 'inf']));
    expect(odd.augmented[12]?.label).toBeNaN();
    const constant = await run(signs, "SELECT * REPLACE ('x' AS label), 1 AS constant FROM t");
    expect(constant.augmented.every((row) => row.label === 'x' && row.constant === 1)).toBe(true);
    const names = 'SELECT path AS "select", label AS "größe", 7 AS "c0", 8 AS i FROM t';
    const named = await run({ ...signs, path: 'select', label: 'größe' }, names);
    expect(named.augmented[12]).toEqual({ select: 'shapes/round/0#1.png', größe: 'round', c0: 7, i: 8 });
  });

  it('says of an image that cannot be used why not, and makes the others', async () => {
    const odd = 'odd';
    for (const name of ['cut.png', 'deep.png', 'clear.png', 'dot.png', 'bits.png', 'animated.png']) {
      await bench.write(`${odd}/odd/${name}`, readFileSync(`${IMAGES}/odd/${name}`));
    }
    const rows =
      "SELECT * FROM t UNION ALL BY NAME SELECT 'gone.png' AS path UNION ALL BY NAME SELECT NULL::VARCHAR AS path";
    const { result, augmented } = await run({ ...signs, recipe: 'photographs', seed: 5 }, rows, odd);
    expect(frameOf(result, 'skipped')).toEqual([
      { path: 'shapes/odd/cut.png', reason: 'damaged' },
      { path: 'gone.png', reason: 'not in what the images were loaded from' },
      { path: null, reason: 'no path' },
    ]);
    expect(frameOf(result, 'summary')[0]).toMatchObject({ asked: 8, not_decoded: 3, deep: 1 });
    expect(result.notices.map(({ code }) => code)).toEqual(['images-skipped', 'images-deep']);
    expect(augmented.length).toBe(8 + Number(frameOf(result, 'summary')[0]?.made));
  });

  it('names what it lacks', async () => {
    expect(await failure({ ...signs, source: null })).toMatchObject({ code: 'images-source-unset' });
    expect(await failure({ ...signs, path: 'label' })).toMatchObject({
      code: 'images-not-there',
      message: 'None of the 12 paths in “label” is in shapes/; the first is “round”.',
    });
    expect(await failure({ ...signs, path: 'nowhere' })).toMatchObject({ code: 'column-unknown' });
    expect(await failure({ ...signs, path: 'width' })).toMatchObject({ code: 'column-type' });
  });
});
