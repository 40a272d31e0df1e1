import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCell, openCallBench, profileCell, ROWS, type CallBench } from './call-bench';
import { main } from './main';
import { openNodeEngine } from './node-engine';

let bench: CallBench;
beforeEach(async () => void (bench = await openCallBench()));
afterEach(() => bench.close());

describe('--table', () => {
  beforeEach(async () => {
    await bench.workbench(loadCell, { ...profileCell, outputs: { statistics: 's' } });
    await writeFile(bench.inFolder('a.csv'), 'a\n1\n');
  });

  test('writes a table piece by piece', async () => {
    expect((await bench.run('--table', `a=${bench.inFolder('out.csv')}`)).exitCode).toBe(0);
    const lines = (await readFile(bench.inFolder('out.csv'), 'utf8')).split('\n');
    expect([lines.length, lines[0], lines[1], lines.at(-2), lines.at(-1)]).toEqual([
      ROWS + 2,
      'a',
      '0',
      String(ROWS - 1),
      '',
    ]);
    expect(bench.engine.asked.map(({ query }) => query.kind)).toEqual(
      Array<string>(Math.ceil(ROWS / 122_880)).fill('csv'),
    );
    expect(bench.engine.asked[0]?.plan.nodes.map(({ step }) => step)).toEqual(['load']);
  });

  test('writes JSON that can be read back', async () => {
    await bench.run('--table', `a=${bench.inFolder('out.json')}`);
    const rows = JSON.parse(await readFile(bench.inFolder('out.json'), 'utf8')) as unknown[];
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([ROWS, { a: 0 }, { a: ROWS - 1 }]);
  });

  test.each([
    ['a=out.orc', 'file-not-written'],
    ['b=out.csv', 'reference-missing'],
    ['s=out.csv', 'bad-call'],
  ])('refuses %s before anything runs', async (table, code) => {
    const { exitCode, printed } = await bench.run('--table', table);
    expect([exitCode, printed.failure?.code, bench.engine.runs.length]).toEqual([2, code, 0]);
  });

  test('that cannot be written keeps the results, leaves no half file and exits with 2', async () => {
    const { exitCode, printed } = await bench.run('--table', `a=${bench.inFolder('no-folder/out.csv')}`);
    expect([exitCode, printed.failure?.code, printed.cells.c1?.status]).toEqual([
      2,
      'file-not-written',
      'done',
    ]);
    expect((await readdir(bench.folder)).filter((name) => name.includes('part'))).toEqual([]);
  });

  test('of a cell that failed writes nothing', async () => {
    await rm(bench.inFolder('a.csv'));
    expect((await bench.run('--table', `a=${bench.inFolder('out.csv')}`)).exitCode).toBe(1);
    expect(await readdir(bench.folder)).toEqual(['w.sluice.json']);
  });
});

/** Writes the table that the real engine loads from a CSV text, and gives the text of the file. */
async function written(text: string, ending: string, header = 'auto'): Promise<string> {
  const path = bench.inFolder(`out.${ending}`);
  const params = { source: { kind: 'embedded', name: 't', text }, header };
  await bench.workbench({ ...loadCell, params });
  const call = ['run', bench.inFolder('w.sluice.json'), '--table', `a=${path}`];
  expect((await main(call, () => openNodeEngine())).exitCode).toBe(0);
  return readFile(path, 'utf8');
}

describe('a table of the real engine', () => {
  test.each([
    ['csv', 'name,2020,2019\nx,1,2\ny,3,4\n'],
    ['json', '[\n{"name":"x","2020":1,"2019":2},\n{"name":"y","2020":3,"2019":4}\n]\n'],
  ])('has columns named like numbers in their place in %s', async (ending, text) => {
    expect(await written('name,2020,2019\nx,1,2\ny,3,4\n', ending, 'yes')).toBe(text);
  });

  test('is the same CSV when it is read and written again: a column of doubles stays one', async () => {
    const text = 'x,n\n1.0,1\n-0.0,9007199254740993\n1e+21,\n5e-324,2\nnan,3\n-inf,4\n';
    expect(
      await written('x,n\n1.0,1\n-0.0,9007199254740993\n1e21,\n5e-324,2\nNaN,3\n-Infinity,4\n', 'csv'),
    ).toBe(text);
    expect(await written(text, 'csv')).toBe(text);
  });
});
