import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainTraits } from '../src/core/artifact';
import { makeFailure } from '../src/core/failure';
import type { Frame } from '../src/core/frame';
import { fail, succeed } from '../src/core/outcome';
import type { AskRequest, Engine, EngineStatus, RunRequest, StepResult } from '../src/engine/protocol';
import { main } from './main';

const status: EngineStatus = {
  protocol: 1,
  duckdb: 'fake',
  tables: 0,
  memoryBytes: 0,
  restarts: { duckdb: 0, kernel: 0 },
  foreignRequests: 0,
};

/** A table of one million-and-some rows would not fit one page; this one fits two and a half. */
const ROWS = 500_000;

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
class FakeEngine implements Engine {
  readonly runs: RunRequest[] = [];
  readonly asked: AskRequest[] = [];
  closed = 0;
  boot = () => Promise.resolve(succeed(status));
  status = () => Promise.resolve(status);
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
    if (query.kind !== 'page') throw new Error('only pages are asked for');
    const rows = Math.max(0, Math.min(query.limit, ROWS - query.offset));
    const values = Array.from({ length: rows }, (_, row) => query.offset + row);
    return Promise.resolve(succeed({ rows, columns: { a: values } }));
  };
}

const source = { kind: 'file', files: [{ name: 'a.csv' }] };
const load = {
  id: 'c1',
  kind: 'step',
  step: 'load',
  version: 1,
  params: { source },
  outputs: { table: 'a' },
};
const note = { id: 'n', kind: 'note', text: 'Hello' };
const profile = { id: 'c2', kind: 'step', step: 'profile', version: 1, inputs: { table: 'a' } };

let folder = '';
let engine = new FakeEngine();
const openFake = () => Promise.resolve(engine);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-headless-'));
  engine = new FakeEngine();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => join(folder, name);
const workbench = (...cells: object[]) =>
  writeFile(inFolder('w.sluice.json'), JSON.stringify({ format: 'sluice', version: 1, title: '', cells }));

interface Printed {
  readonly cells: Record<string, Record<string, unknown> & { failure?: { code: string; message: string } }>;
  readonly failure?: { code: string; message: string };
}

async function call(...args: string[]) {
  const { stdout, exitCode } = await main(args, openFake);
  return { exitCode, printed: JSON.parse(stdout) as Printed };
}
const run = (...args: string[]) => call('run', inFolder('w.sluice.json'), ...args);

describe('running a workbench', () => {
  test('prints every cell but the notes, in the order of the document, and exits with 0', async () => {
    await workbench(profile, note, { ...load, id: 'zz' });
    await writeFile(inFolder('a.csv'), 'a\n1\n');
    const { exitCode, printed } = await run();
    expect([exitCode, Object.keys(printed), Object.keys(printed.cells)]).toEqual([
      0,
      ['cells'],
      ['c2', 'zz'],
    ]);
    expect(printed.cells.zz).toMatchObject({
      status: 'done',
      artifacts: {
        table: { kind: 'table', name: 'a', key: 'k1', rows: ROWS, columns: [{ name: 'a', type: 'integer' }] },
      },
      frames: {},
      reading: expect.stringContaining('500,000 rows') as string,
    });
    expect(printed.cells.zz?.artifacts).not.toHaveProperty('table.table');
  });

  test('prints frames as rows, and numbers that JSON has no word for as text', async () => {
    await workbench(load, profile);
    await writeFile(inFolder('a.csv'), 'a\n1\n');
    const { printed } = await run();
    expect(printed.cells.c2?.frames).toEqual({
      columns: [
        { mean: 'NaN', max: '9007199254740993' },
        { mean: 1.5, max: 'Infinity' },
      ],
    });
    expect(printed.cells.c2?.artifacts).toEqual({
      statistics: {
        kind: 'statistics',
        name: null,
        key: 'k2',
        value: { version: 1, rows: ROWS, duplicates: null, columns: [] },
      },
    });
  });

  test('exits with 1 when a cell fails, and skips what needs it, not what does not', async () => {
    await workbench(load, profile, { ...profile, id: 'c3', inputs: {} });
    const { exitCode, printed } = await run();
    expect(exitCode).toBe(1);
    expect(Object.values(printed.cells).map((cell) => [cell.status, cell.failure?.code])).toEqual([
      ['failed', 'file-missing'],
      ['skipped', 'upstream-failed'],
      ['failed', 'input-missing'],
    ]);
    expect(printed.cells.c2?.failure?.message).toContain('Load (c1)');
    expect([engine.runs.length, engine.closed]).toEqual([1, 1]);
  });

  test('skips cells that are not known here, and what needs them', async () => {
    const foreign = { id: 'f', kind: 'step', step: 'teleport', version: 1, outputs: { table: 'a' } };
    await workbench(foreign, profile);
    const { exitCode, printed } = await run();
    expect(exitCode).toBe(1);
    expect(Object.values(printed.cells).map((cell) => [cell.status, cell.failure?.code])).toEqual([
      ['skipped', 'step-unknown'],
      ['skipped', 'upstream-failed'],
    ]);
  });
});

describe('the files of a workbench', () => {
  const handles = () => engine.runs[0]?.files;

  test('are those given by --data, else those of their name beside it', async () => {
    await workbench(load);
    await writeFile(inFolder('a.csv'), 'a\n1\n');
    await writeFile(inFolder('other=1.csv'), 'a\n1\n');
    await run();
    expect(handles()).toEqual({ 'a.csv': { path: inFolder('a.csv') } });
    engine = new FakeEngine();
    await run('--data', `a.csv=${inFolder('other=1.csv')}`);
    expect(handles()).toEqual({ 'a.csv': { path: inFolder('other=1.csv') } });
  });

  test('are never looked for outside its folder', async () => {
    const outside = { kind: 'file', files: [{ name: `../${folder.split('/').at(-1)}/a.csv` }] };
    await workbench({ ...load, params: { source: outside } });
    await writeFile(inFolder('a.csv'), 'a\n1\n');
    await run();
    expect(handles()).toEqual({});
  });
});

describe('--table', () => {
  beforeEach(async () => {
    await workbench(load, { ...profile, outputs: { statistics: 's' } });
    await writeFile(inFolder('a.csv'), 'a\n1\n');
  });

  test('writes a table page by page', async () => {
    expect((await run('--table', `a=${inFolder('out.csv')}`)).exitCode).toBe(0);
    const lines = (await readFile(inFolder('out.csv'), 'utf8')).split('\n');
    expect([lines.length, lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
      ROWS + 2,
      'a',
      '0',
      String(ROWS - 1),
      '',
    ]);
    expect(engine.asked.every(({ query }) => query.kind === 'page' && query.limit <= 200_000)).toBe(true);
    expect(engine.asked[0]?.plan.nodes.map(({ step }) => step)).toEqual(['load']);
  });

  test('writes JSON that can be read back', async () => {
    await run('--table', `a=${inFolder('out.json')}`);
    const rows = JSON.parse(await readFile(inFolder('out.json'), 'utf8')) as unknown[];
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([ROWS, { a: 0 }, { a: ROWS - 1 }]);
  });

  test.each([
    ['a=out.parquet', 'file-not-written'],
    ['b=out.csv', 'reference-missing'],
    ['s=out.csv', 'bad-call'],
  ])('refuses %s before anything runs', async (table, code) => {
    const { exitCode, printed } = await run('--table', table);
    expect([exitCode, printed.failure?.code, engine.runs.length]).toEqual([2, code, 0]);
  });

  test('that cannot be written keeps the results, leaves no half file and exits with 2', async () => {
    const { exitCode, printed } = await run('--table', `a=${inFolder('no-folder/out.csv')}`);
    expect([exitCode, printed.failure?.code, printed.cells.c1?.status]).toEqual([
      2,
      'file-not-written',
      'done',
    ]);
    expect((await readdir(folder)).filter((name) => name.includes('part'))).toEqual([]);
  });

  test('of a cell that failed writes nothing', async () => {
    await rm(inFolder('a.csv'));
    expect((await run('--table', `a=${inFolder('out.csv')}`)).exitCode).toBe(1);
    expect(await readdir(folder)).toEqual(['w.sluice.json']);
  });
});

describe('a call that cannot be carried out exits with 2 and one failure', () => {
  test.each([
    [[], 'bad-call'],
    [['walk'], 'bad-call'],
    [['run'], 'bad-call'],
    [['run', 'a', 'b'], 'bad-call'],
    [['run', 'a', '--data'], 'bad-call'],
    [['run', 'a', '--data', 'x'], 'bad-call'],
    [['run', 'a', '--data', '=x'], 'bad-call'],
    [['run', 'a', '--data', 'x=1', '--data', 'x=2'], 'bad-call'],
    [['run', 'a', '--fast'], 'bad-call'],
    [['steps', 'a'], 'bad-call'],
    [['run', '/nowhere/w.sluice.json'], 'file-unreadable'],
  ])('%j', async (args, code) => {
    const { exitCode, printed } = await call(...args);
    expect([exitCode, Object.keys(printed), printed.failure?.code]).toEqual([2, ['failure'], code]);
  });

  test.each([
    ['not a workbench', 'workbench-not-json'],
    ['{"format":"sluice","version":1,"cells":3}', 'workbench-wrong-types'],
    ['{"format":"sluice","version":2,"cells":[]}', 'workbench-newer'],
  ])('when the workbench is %s', async (text, code) => {
    await writeFile(inFolder('w.sluice.json'), text);
    const { exitCode, printed } = await run();
    expect([exitCode, printed.failure?.code]).toEqual([2, code]);
  });

  test('when --data names a file that the workbench does not read, or a path that is none', async () => {
    await workbench(load);
    const stray = await run('--data', 'b.csv=x');
    expect(stray.printed.failure?.message).toContain('it reads a.csv');
    expect((await run('--data', 'a.csv=/nowhere.csv')).printed.failure?.code).toBe('file-unreadable');
  });
});

describe('the other commands', () => {
  test('steps prints each step with the JSON Schema of its params, its ports and its frames', async () => {
    const { stdout, exitCode } = await main(['steps'], openFake);
    const { steps } = JSON.parse(stdout) as { steps: Record<string, unknown>[] };
    expect(exitCode).toBe(0);
    expect(steps.find((step) => step.id === 'load')).toMatchObject({
      version: 1,
      stage: 'load',
      sentence: 'Load {source} → {table}',
      params: { type: 'object', required: ['source'], properties: { header: { default: 'auto' } } },
      inputs: {},
      outputs: { table: { kind: 'table' } },
      madeByParams: [],
      frames: { columns: { column: { type: 'text' } } },
    });
  });

  test('--help prints how to call it', async () => {
    const { stdout, exitCode } = await main(['--help'], openFake);
    expect([exitCode, stdout.includes('--data NAME=PATH')]).toEqual([0, true]);
  });
});
