import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Failure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import type { Outcome } from '../src/core/outcome';
import type { Engine, RunRequest, StepResult } from '../src/engine/protocol';
import { contractOf } from '../src/steps/index';
import { openNodeEngine } from './node-engine';

const FIRST_ROWS = 100;

/** What a text became: the result of `load`, and the first 100 rows of its table. */
export interface Loaded {
  readonly result: StepResult;
  readonly page: Frame;
}

/** An engine that loads texts as if they were files, for tests of `load`. */
export interface LoadBench {
  readonly engine: Engine;
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
    loaded: async (content, params, name) => {
      const request = await requestFor(content, params, name);
      const result = expectOk(await engine.run(request));
      const query = { kind: 'page', slot: 'table', offset: 0, limit: FIRST_ROWS } as const;
      return { result, page: expectOk(await engine.ask({ ...request, query })) };
    },
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
  const complete =
    contractOf('load')?.params.parse({ source: { kind: 'file', files: [{ name }] }, ...params }) ?? {};
  const node = { step: 'load', version: 1, params: complete, inputs: {} };
  return { plan: { nodes: [node], target: 0 }, files: { [name]: { path } } };
}

/** The value of an outcome; throws its failure. */
export function expectOk<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, message, detail = '' } = outcome.failure;
  throw new Error(`${code}: ${message} ${detail}`);
}
