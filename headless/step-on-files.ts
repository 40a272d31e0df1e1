import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Failure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import type { Engine, RunRequest, StepResult } from '../src/engine/protocol';
import { contractOf } from '../src/steps/index';
import { expectOk } from './load-files';
import { openNodeEngine } from './node-engine';

const FIRST_ROWS = 200;

/** A file of a source as a test names it, and where it lies. */
export interface GivenFile {
  readonly name: string;
  readonly member?: string;
  readonly path: string;
}

/** An engine on which a test runs a loading step over files and folders. */
export interface FilesBench {
  readonly engine: Engine;
  /** Writes a file into the folder of the bench and gives back its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  request(step: string, files: readonly GivenFile[], params?: object): RunRequest;
  /** The result of a step, and the first 200 rows of its table. */
  run(
    step: string,
    files: readonly GivenFile[],
    params?: object,
  ): Promise<{ result: StepResult; page: Frame }>;
  failure(step: string, files: readonly GivenFile[], params?: object): Promise<Failure | undefined>;
  close(): Promise<void>;
}

/** Opens it. Takes 1 to 2 s. */
export async function openFilesBench(): Promise<FilesBench> {
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-files-'));
  const request: FilesBench['request'] = (step, files, params = {}) => {
    const named = files.map(({ name, member }) => ({ name, ...(member !== undefined && { member }) }));
    const contract = contractOf(step);
    const complete = contract?.params.parse({ source: { kind: 'file', files: named }, ...params }) ?? {};
    const node = { step, version: contract?.version ?? 1, params: complete, inputs: {} };
    const handles = Object.fromEntries(files.map(({ name, path }) => [name, { path: resolve(path) }]));
    return { plan: { nodes: [node], target: 0 }, files: handles };
  };
  return {
    engine,
    request,
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    run: async (...of) => {
      const asked = request(...of);
      const result = expectOk(await engine.run(asked));
      const query = { kind: 'page', slot: 'table', offset: 0, limit: FIRST_ROWS } as const;
      return { result, page: expectOk(await engine.ask({ ...asked, query })) };
    },
    failure: async (...of) => {
      const outcome = await engine.run(request(...of));
      return outcome.ok ? undefined : outcome.failure;
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
