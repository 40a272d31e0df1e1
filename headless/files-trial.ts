import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../src/core/contract';
import type { Failure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import { numberFormat } from '../src/core/number-format';
import type { RunRequest, StepResult } from '../src/engine/protocol';
import { contractOf } from '../src/steps/index';
import { expectOk } from './expect-ok';
import { openNodeEngine } from './node-engine';

const FIRST_ROWS = 1000;

/** Contents of files by their names. */
export type TrialFiles = Readonly<Record<string, string | Uint8Array>>;

/** What files became: the result of the step, the first 1,000 rows of its table, and what is read out of it. */
export interface FilesTrial {
  readonly result: StepResult;
  readonly page: Frame;
  readonly reading: Reading;
}

/** An engine in which one loading step reads files, for the tests of that step. */
export interface TrialBench {
  /** Runs the step on files that lie in memory, in their order; throws where it fails. */
  loaded(files: TrialFiles, params?: object): Promise<FilesTrial>;
  /** Runs it on one file on disk. */
  loadedFrom(path: string, name: string, params?: object): Promise<FilesTrial>;
  /** The failure of a run; undefined where there is none. */
  failureOf(files: TrialFiles, params?: object): Promise<Failure | undefined>;
  failureOfPath(path: string, name: string, params?: object): Promise<Failure | undefined>;
  close(): Promise<void>;
}

/** Opens it for the step of an id. Takes 1 to 2 s. */
export async function openTrialBench(step: string): Promise<TrialBench> {
  const contract = contractOf(step);
  if (contract === undefined) throw new Error(`There is no step ${step}.`);
  const engine = await openNodeEngine();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-trial-'));
  let written = 0;
  const requestOf = (paths: Readonly<Record<string, string>>, params: object): RunRequest => {
    const names = Object.keys(paths);
    const source = { kind: 'file', files: names.map((name) => ({ name })) };
    const complete = contract.params.parse({ source, ...params });
    const node = { step, version: contract.version, params: complete, inputs: {} };
    const files = Object.fromEntries(names.map((name) => [name, { path: paths[name] }]));
    return { plan: { nodes: [node], target: 0 }, files };
  };
  const write = async (files: TrialFiles): Promise<Record<string, string>> => {
    const paths: Record<string, string> = {};
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, String((written += 1)));
      await writeFile(path, content);
      paths[name] = path;
    }
    return paths;
  };
  const trial = async (request: RunRequest): Promise<FilesTrial> => {
    const result = expectOk(await engine.run(request));
    const query = { kind: 'page', slot: 'table', offset: 0, limit: FIRST_ROWS } as const;
    const page = expectOk(await engine.ask({ ...request, query }));
    const reading = contract.read({
      ...result,
      params: request.plan.nodes[0]?.params ?? {},
      inputs: {},
      outputs: { table: 'table' },
      format: numberFormat('en'),
    });
    return { result, page, reading };
  };
  const failure = async (request: RunRequest): Promise<Failure | undefined> => {
    const outcome = await engine.run(request);
    return outcome.ok ? undefined : outcome.failure;
  };
  return {
    loaded: async (files, params = {}) => trial(requestOf(await write(files), params)),
    loadedFrom: (path, name, params = {}) => trial(requestOf({ [name]: path }, params)),
    failureOf: async (files, params = {}) => failure(requestOf(await write(files), params)),
    failureOfPath: (path, name, params = {}) => failure(requestOf({ [name]: path }, params)),
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}
