import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../src/core/outcome';
import type { Engine, RunRequest, StepResult } from '../src/engine/protocol';
import { openNodeEngine } from './node-engine';
import { loadedBy, loadRequest, type Loaded } from './step-on-files';

/** An engine that loads files of columns, for tests of `load-columnar`. */
export interface ColumnarBench {
  readonly engine: Engine;
  /** Writes bytes as a file, and gives its path. */
  write(bytes: Uint8Array, name?: string): Promise<string>;
  run(path: string | readonly string[], params?: object): Promise<Outcome<StepResult>>;
  /** The result, and the first rows of its table. */
  loaded(path: string | readonly string[], params?: object, rows?: number): Promise<Loaded>;
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
    loaded: (path, params, rows = 100) => loadedBy(engine, columnarRequest(path, params), rows),
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A request that loads files where they lie, under the names `file0`, `file1` and so on. */
export function columnarRequest(path: string | readonly string[], params: object = {}): RunRequest {
  const paths = typeof path === 'string' ? [path] : path;
  const files = paths.map((file, index) => ({ name: `file${index}`, path: file }));
  return loadRequest('load-columnar', files, params);
}
