import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCell, openCallBench, type CallBench } from './call-bench';
import { main } from './main';

let bench: CallBench;
beforeEach(async () => void (bench = await openCallBench()));
afterEach(() => bench.close());

const neverOpened = () => Promise.reject(new Error('No engine is needed.'));

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
    const { exitCode, printed } = await bench.call(...args);
    expect([exitCode, Object.keys(printed), printed.failure?.code]).toEqual([2, ['failure'], code]);
  });

  test.each([
    ['not a workbench', 'workbench-not-json'],
    ['{"format":"sluice","version":1,"cells":3}', 'workbench-wrong-types'],
    ['{"format":"sluice","version":2,"cells":[]}', 'workbench-newer'],
  ])('when the workbench is %s', async (text, code) => {
    await writeFile(bench.inFolder('w.sluice.json'), text);
    const { exitCode, printed } = await bench.run();
    expect([exitCode, printed.failure?.code]).toEqual([2, code]);
  });

  test('when --data names a file that the workbench does not read, or a path that is none', async () => {
    await bench.workbench(loadCell);
    const stray = await bench.run('--data', 'b.csv=x');
    expect(stray.printed.failure?.message).toContain('it reads a.csv');
    expect((await bench.run('--data', 'a.csv=/nowhere.csv')).printed.failure?.code).toBe('file-unreadable');
  });
});

describe('the other commands', () => {
  test('steps prints each step with the JSON Schema of its params, its ports and its frames', async () => {
    const { stdout, exitCode } = await main(['steps'], neverOpened);
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
    const { stdout, exitCode } = await main(['--help'], neverOpened);
    expect([exitCode, stdout.includes('--data NAME=PATH')]).toEqual([0, true]);
  });
});
