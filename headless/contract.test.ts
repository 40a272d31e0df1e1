import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineSuite } from '../src/engine/contract-suite/index';
import type { SuiteWorld } from '../src/engine/contract-suite/world';
import { openNodeEngine } from './node-engine';

describe('the engine keeps its contract in Node', () => {
  let world: SuiteWorld;
  let folder: string;
  let files = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-contract-'));
    world = {
      engine: await openNodeEngine(),
      file: async (name, content) => {
        const path = join(folder, `${(files += 1)}-${name.replace(/\W/g, '-')}`);
        await writeFile(path, content);
        return { path };
      },
    };
  });

  afterAll(async () => {
    await world.engine.close();
    await rm(folder, { recursive: true });
  });

  test.each(engineSuite)('$name', async ({ run }) => {
    await expect(run(world)).resolves.toBeUndefined();
  });
});
