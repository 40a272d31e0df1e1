import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../headless/expect-ok';
import { openFilesBench, type FilesBench } from '../../../../headless/step-on-files';
import { emptyFrame } from '../../../core/frame';
import type { RunRequest } from '../../../engine/protocol';
import { contractOf } from '../../index';
import { augmentImages } from './step';
import { savedFiles } from './view/saved-files';

const IMAGES = 'src/kernels/augment-images/fixtures/images';
const source = { kind: 'file', files: [{ name: 'shapes/' }] };

let bench: FilesBench;
let path: string;
beforeAll(async () => {
  bench = await openFilesBench();
  for (const kind of ['round', 'square']) {
    for (let index = 0; index < 6; index++) {
      const file = `shapes/${kind}/${index}.png`;
      await bench.write(file, readFileSync(`${IMAGES}/${kind}/${index}.png`));
    }
  }
  path = resolve((await bench.write('shapes/.keep', '')).replace(/\/\.keep$/, ''));
});
afterAll(() => bench.close());

function request(params: object): RunRequest {
  const load = { step: 'load-images', version: 1, inputs: {} };
  const augment = { step: 'augment-images', version: 1, inputs: { table: { node: 0, slot: 'table' } } };
  const nodes = [
    { ...load, params: contractOf('load-images')?.params.parse({ source }) ?? {} },
    { ...augment, params: augmentImages.params.parse({ source, ...params }) },
  ];
  return { plan: { nodes, target: 1 }, files: { 'shapes/': { path } } };
}

describe('a cancel', { timeout: 60_000 }, () => {
  it('in the midst of making ends at once: nothing more is told, and no table is left', async () => {
    const loaded = request({});
    expectOk(await bench.engine.run({ ...loaded, plan: { ...loaded.plan, target: 0 } }));
    const before = (await bench.engine.status()).tables;
    const controller = new AbortController();
    const told: string[] = [];
    // 1,200 images would be made; it is withdrawn when some are.
    const onProgress = ({ phase, fraction }: { phase: string; fraction?: number | undefined }): void => {
      if (controller.signal.aborted) told.push(phase);
      if (phase === 'making images' && (fraction ?? 0) > 0) controller.abort();
    };
    const outcome = await bench.engine.run(request({ times: 100, seed: 9 }), {
      signal: controller.signal,
      onProgress,
    });
    expect(controller.signal.aborted).toBe(true);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(told).toEqual([]);
    expect((await bench.engine.status()).tables).toBe(before);
    // The engine goes on.
    expectOk(await bench.engine.run(request({ seed: 10 })));
  });

  it('in the midst of saving ends the piece that is being made, and asks for no other', async () => {
    const asked = request({ times: 100, seed: 3 });
    expectOk(await bench.engine.run(asked));
    const controller = new AbortController();
    let pieces = 0;
    const files = savedFiles({
      ask: (query, options) => {
        if (query.kind === 'made-files') pieces += 1;
        const answer = bench.engine.ask({ ...asked, query }, options);
        // While the first piece is made in the workers.
        if (query.kind === 'made-files') controller.abort();
        return answer;
      },
      ...{ signal: controller.signal, withReal: false, provenanceRows: 1, onImage: () => undefined },
    });
    const first = await files.next();
    expect(first.value).toMatchObject({ path: 'provenance.csv' });
    await expect(files.next()).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(pieces).toBe(1);
    // A question that is not withdrawn is answered: no worker is lost for good.
    const query = { kind: 'made-files', slot: 'augmented', beside: ['provenance'], which: 'new' } as const;
    const answer = expectOk(await bench.engine.ask({ ...asked, query: { ...query, offset: 0, limit: 3 } }));
    expect({ ...emptyFrame, ...answer }.rows).toBe(3);
  });
});
