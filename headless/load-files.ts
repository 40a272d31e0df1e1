import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Failure } from '../src/core/failure';
import type { Engine, RunRequest } from '../src/engine/protocol';
import { openNodeEngine } from './node-engine';
import { loadedBy, loadRequest, type Loaded } from './step-on-files';

const FIRST_ROWS = 100;

/** An engine that loads texts as if they were files, for tests of `load`. */
export interface LoadBench {
  readonly engine: Engine;
  /** The result, and the first 100 rows of its table. */
  loaded(content: string | Uint8Array, params?: object, name?: string): Promise<Loaded>;
  failureOf(content: string | Uint8Array, params?: object): Promise<Failure | undefined>;
  requestFor(content: string | Uint8Array, params?: object, name?: string): Promise<RunRequest>;
  close(): Promise<void>;
}

/** Opens it, with a folder for its files. Takes 1 to 2 s. */
export async function openLoadBench(): Promise<LoadBench> {
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-load-'));
  let files = 0;
  const requestFor: LoadBench['requestFor'] = async (content, params = {}, name = 'data.csv') => {
    const path = join(folder, `${(files += 1)}-${name}`);
    await writeFile(path, content);
    return requestForPath(path, params, name);
  };
  return {
    engine,
    requestFor,
    loaded: async (content, params, name) =>
      loadedBy(engine, await requestFor(content, params, name), FIRST_ROWS),
    failureOf: async (content, params) => {
      const outcome = await engine.run(await requestFor(content, params));
      return outcome.ok ? undefined : outcome.failure;
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A request that loads a file where it lies. */
export function requestForPath(path: string, params: object = {}, name = basename(path)): RunRequest {
  return loadRequest('load', [{ name, path }], params);
}
