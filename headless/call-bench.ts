import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainTraits } from '../src/core/artifact';
import { makeFailure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import { fail, succeed } from '../src/core/outcome';
import type { AskRequest, Engine, EngineStatus, RunRequest, StepResult } from '../src/engine/protocol';
import { main, type Answer } from './main';

const status: EngineStatus = {
  protocol: 1,
  duckdb: 'fake',
  tables: 0,
  memoryBytes: 0,
  restarts: { duckdb: 0, kernel: 0 },
  foreignRequests: 0,
};

/** The rows of every table: more than one piece holds. */
export const ROWS = 500_000;

function resultOf(request: RunRequest): StepResult {
  const node = request.plan.nodes[request.plan.target];
  const isLoad = node?.step === 'load';
  const columns = [{ name: 'a', type: 'integer' as const, sqlType: 'BIGINT' }];
  const table = { kind: 'table', key: 'k1', traits: plainTraits, table: 't1', rows: ROWS, columns } as const;
  const value = { version: 1, rows: ROWS, duplicates: null, columns: [] } as const;
  const statistics = { kind: 'statistics', key: 'k2', traits: plainTraits, value } as const;
  const frame: Frame = {
    rows: 2,
    columns: {
      mean: new Float64Array([Number.NaN, 1.5]),
      max: ['9007199254740993', Number.POSITIVE_INFINITY],
    },
  };
  return {
    key: 'k',
    artifacts: isLoad ? { table } : { statistics },
    frames: isLoad ? {} : { columns: frame },
    notices: [],
    sources: [],
    sql: [],
    milliseconds: 1,
    cached: false,
  };
}

/** An engine that runs nothing: it answers in the right shapes and remembers what it was asked. */
export class FakeEngine implements Engine {
  readonly runs: RunRequest[] = [];
  readonly asked: AskRequest[] = [];
  closed = 0;
  boot = () => Promise.resolve(succeed(status));
  status = () => Promise.resolve(status);
  free = () => Promise.resolve();
  kill = () => Promise.resolve();
  close = () => {
    this.closed += 1;
    return Promise.resolve();
  };
  run = (request: RunRequest) => {
    this.runs.push(request);
    const node = request.plan.nodes[request.plan.target];
    const isMissing = node?.step === 'load' && Object.keys(request.files).length === 0;
    const missing = fail(makeFailure('file-missing', { name: 'a.csv' }));
    return Promise.resolve(isMissing ? missing : succeed(resultOf(request)));
  };
  ask = (request: AskRequest) => {
    this.asked.push(request);
    const { query } = request;
    if (query.kind !== 'csv' && query.kind !== 'file-piece') {
      throw new Error('only pieces of files are asked for');
    }
    const rows = Math.max(0, Math.min(query.limit, ROWS - query.offset));
    const values = Array.from({ length: rows }, (_, row) => query.offset + row);
    if (query.kind === 'file-piece') {
      const bytes = new TextEncoder().encode(values.map((value) => `{"a":${value}}\n`).join(''));
      return Promise.resolve(succeed({ rows: 1, columns: { rows: [rows] }, bytes }));
    }
    const text = [...(query.offset === 0 ? ['a'] : []), ...values, ''].join('\n');
    return Promise.resolve(succeed({ rows: 1, columns: { text: [text], rows: [rows] } }));
  };
}

/** What a call printed, as tests look into it. */
export interface Printed {
  readonly cells: Record<
    string,
    Record<string, unknown> & { failure?: { code: string; message: string; hint: string } }
  >;
  readonly failure?: { code: string; message: string; hint: string };
}

/** A call's exit code and what it printed. */
export interface Called extends Pick<Answer, 'exitCode'> {
  readonly printed: Printed;
}

/** A folder with a workbench and a fake engine, on which tests call the runner. */
export class CallBench {
  readonly folder: string;
  engine = new FakeEngine();

  constructor(folder: string) {
    this.folder = folder;
  }

  inFolder(name: string): string {
    return join(this.folder, name);
  }

  /** Writes the workbench of these cells. */
  workbench(...cells: object[]): Promise<void> {
    const text = JSON.stringify({ format: 'sluice', version: 1, title: '', cells });
    return writeFile(this.inFolder('w.sluice.json'), text);
  }

  /** Calls the runner with these arguments. */
  async call(...args: string[]): Promise<Called> {
    const { stdout, exitCode } = await main(args, () => Promise.resolve(this.engine));
    return { exitCode, printed: JSON.parse(stdout) as Printed };
  }

  /** Calls `run` with the workbench of the folder. */
  run(...args: string[]): Promise<Called> {
    return this.call('run', this.inFolder('w.sluice.json'), ...args);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Makes such a folder, empty but for what the test writes into it. */
export async function openCallBench(): Promise<CallBench> {
  return new CallBench(await mkdtemp(join(tmpdir(), 'sluice-headless-')));
}

const source = { kind: 'file', files: [{ name: 'a.csv' }] };

/** A cell that loads `a.csv` as `a`. */
export const loadCell = {
  ...{ id: 'c1', kind: 'step', step: 'load', version: 1 },
  ...{ params: { source }, outputs: { table: 'a' } },
};

/** A cell that profiles `a`. */
export const profileCell = { id: 'c2', kind: 'step', step: 'profile', version: 1, inputs: { table: 'a' } };
