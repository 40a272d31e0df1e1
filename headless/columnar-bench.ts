import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '../src/core/frame';
import type { Outcome } from '../src/core/outcome';
import type { Engine, RunRequest, StepResult } from '../src/engine/protocol';
import { contractOf } from '../src/steps/index';
import { expectOk } from './load-files';
import { openNodeEngine } from './node-engine';

/** An engine that loads files of columns, for tests of `load-columnar`. */
export interface ColumnarBench {
  readonly engine: Engine;
  /** Writes bytes as a file, and gives its path. */
  write(bytes: Uint8Array, name?: string): Promise<string>;
  run(path: string | readonly string[], params?: object): Promise<Outcome<StepResult>>;
  /** The result, and the first rows of its table. */
  loaded(
    path: string | readonly string[],
    params?: object,
    rows?: number,
  ): Promise<{ readonly result: StepResult; readonly page: Frame }>;
  close(): Promise<void>;
}

/** Opens it, with a folder for its files. Takes 1 to 2 s. */
export async function openColumnarBench(): Promise<ColumnarBench> {
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-columnar-'));
  let files = 0;
  return {
    engine,
    write: async (bytes, name = 'data') => {
      const path = join(folder, `${(files += 1)}-${name}`);
      await writeFile(path, bytes);
      return path;
    },
    run: (path, params) => engine.run(columnarRequest(path, params)),
    loaded: async (path, params, rows = 100) => {
      const request = columnarRequest(path, params);
      const result = expectOk(await engine.run(request));
      const query = { kind: 'page', slot: 'table', offset: 0, limit: rows } as const;
      return { result, page: expectOk(await engine.ask({ ...request, query })) };
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A request that loads files where they lie, under the names `file0`, `file1` and so on. */
export function columnarRequest(path: string | readonly string[], params: object = {}): RunRequest {
  const paths = typeof path === 'string' ? [path] : path;
  const names = paths.map((_, index) => `file${index}`);
  const files = Object.fromEntries(paths.map((one, index) => [names[index] ?? '', { path: one }]));
  const complete = contractOf('load-columnar')?.params.parse({
    source: { kind: 'file', files: names.map((name) => ({ name })) },
    ...params,
  });
  const node = { step: 'load-columnar', version: 1, params: complete ?? {}, inputs: {} };
  return { plan: { nodes: [node], target: 0 }, files };
}
