import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeEngine, loadCell, openCallBench, profileCell, ROWS, type CallBench } from './call-bench';

let bench: CallBench;
beforeEach(async () => void (bench = await openCallBench()));
afterEach(() => bench.close());

const note = { id: 'n', kind: 'note', text: 'Hello' };

describe('running a workbench', () => {
  test('prints every cell but the notes, in the order of the document, and exits with 0', async () => {
    await bench.workbench(profileCell, note, { ...loadCell, id: 'zz' });
    await writeFile(bench.inFolder('a.csv'), 'a\n1\n');
    const { exitCode, printed } = await bench.run();
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
    await bench.workbench(loadCell, profileCell);
    await writeFile(bench.inFolder('a.csv'), 'a\n1\n');
    const { printed } = await bench.run();
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
    await bench.workbench(loadCell, profileCell, { ...profileCell, id: 'c3', inputs: {} });
    const { exitCode, printed } = await bench.run();
    expect(exitCode).toBe(1);
    expect(Object.values(printed.cells).map((cell) => [cell.status, cell.failure?.code])).toEqual([
      ['failed', 'file-missing'],
      ['skipped', 'upstream-failed'],
      ['failed', 'input-missing'],
    ]);
    expect(printed.cells.c1?.failure?.hint).toContain('--data NAME=PATH');
    expect(printed.cells.c2?.failure?.message).toContain('Load (c1)');
    expect([bench.engine.runs.length, bench.engine.closed]).toEqual([1, 1]);
  });

  test('skips cells that are not known here, and what needs them', async () => {
    const foreign = { id: 'f', kind: 'step', step: 'teleport', version: 1, outputs: { table: 'a' } };
    await bench.workbench(foreign, profileCell);
    const { exitCode, printed } = await bench.run();
    expect(exitCode).toBe(1);
    expect(Object.values(printed.cells).map((cell) => [cell.status, cell.failure?.code])).toEqual([
      ['skipped', 'step-unknown'],
      ['skipped', 'upstream-failed'],
    ]);
  });
});

describe('the files of a workbench', () => {
  const handles = () => bench.engine.runs[0]?.files;

  test('are those given by --data, else those of their name beside it', async () => {
    await bench.workbench(loadCell);
    await writeFile(bench.inFolder('a.csv'), 'a\n1\n');
    await writeFile(bench.inFolder('other=1.csv'), 'a\n1\n');
    await bench.run();
    expect(handles()).toEqual({ 'a.csv': { path: bench.inFolder('a.csv') } });
    bench.engine = new FakeEngine();
    await bench.run('--data', `a.csv=${bench.inFolder('other=1.csv')}`);
    expect(handles()).toEqual({ 'a.csv': { path: bench.inFolder('other=1.csv') } });
  });

  test('are never looked for outside its folder', async () => {
    const outside = { kind: 'file', files: [{ name: `../${bench.folder.split('/').at(-1)}/a.csv` }] };
    await bench.workbench({ ...loadCell, params: { source: outside } });
    await writeFile(bench.inFolder('a.csv'), 'a\n1\n');
    await bench.run();
    expect(handles()).toEqual({});
  });
});
