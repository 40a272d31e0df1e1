import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Failure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import type { Engine, RunRequest, StepResult } from '../src/engine/protocol';
import { contractOf } from '../src/steps/index';
import { expectOk } from './expect-ok';
import { openNodeEngine } from './node-engine';

const FIRST_ROWS = 200;

/** A file of a source as a test names it, and where it lies. */
export interface GivenFile {
  readonly name: string;
  readonly member?: string;
  readonly path: string;
}

/** What files became: the result of a loading step, and the first rows of its table. */
export interface Loaded {
  readonly result: StepResult;
  readonly page: Frame;
}

/** A request that runs a loading step on files where they lie; params left out have their defaults. */
export function loadRequest(step: string, files: readonly GivenFile[], params: object = {}): RunRequest {
  const named = files.map(({ name, member }) => ({ name, ...(member !== undefined && { member }) }));
  const contract = contractOf(step);
  const complete = contract?.params.parse({ source: { kind: 'file', files: named }, ...params }) ?? {};
  const node = { step, version: contract?.version ?? 1, params: complete, inputs: {} };
  const handles = Object.fromEntries(files.map(({ name, path }) => [name, { path: resolve(path) }]));
  return { plan: { nodes: [node], target: 0 }, files: handles };
}

/** Runs such a request, and asks for the first rows. Throws its failure. */
export async function loadedBy(engine: Engine, request: RunRequest, rows: number): Promise<Loaded> {
  const result = expectOk(await engine.run(request));
  const query = { kind: 'page', slot: 'table', offset: 0, limit: rows } as const;
  return { result, page: expectOk(await engine.ask({ ...request, query })) };
}

/** An engine on which a test runs a loading step over files and folders. */
export interface FilesBench {
  readonly engine: Engine;
  /** Writes a file into the folder of the bench and gives back its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  request(step: string, files: readonly GivenFile[], params?: object): RunRequest;
  /** The result of a step, and the first 200 rows of its table. */
  run(step: string, files: readonly GivenFile[], params?: object): Promise<Loaded>;
  failure(step: string, files: readonly GivenFile[], params?: object): Promise<Failure | undefined>;
  close(): Promise<void>;
}

/** Opens it. Takes 1 to 2 s. */
export async function openFilesBench(): Promise<FilesBench> {
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-files-'));
  return {
    engine,
    request: loadRequest,
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    run: (...of) => loadedBy(engine, loadRequest(...of), FIRST_ROWS),
    failure: async (...of) => {
      const outcome = await engine.run(loadRequest(...of));
      return outcome.ok ? undefined : outcome.failure;
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
