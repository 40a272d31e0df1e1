import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOk } from '../../../../headless/expect-ok';
import { openLoadBench, type LoadBench } from '../../../../headless/load-files';
import { frameRows, type Frame } from '../../../core/frame';
import type { StepResult } from '../../../engine/protocol';
import { loadParams } from './step';

let bench: LoadBench;
let folder: string;
beforeAll(async () => {
  bench = await openLoadBench();
  folder = await mkdtemp(join(tmpdir(), 'sluice-files-'));
});
afterAll(async () => {
  await bench.close();
  await rm(folder, { recursive: true });
});

/** Loads texts as the files of one source. */
async function loadedAll(
  texts: Readonly<Record<string, string>>,
  params: object = {},
): Promise<{ result: StepResult; page: Frame }> {
  const names = Object.keys(texts);
  for (const [name, text] of Object.entries(texts)) await writeFile(join(folder, name), text);
  const source = { kind: 'file', files: names.map((name) => ({ name })) };
  const node = { step: 'load', version: 1, params: loadParams.parse({ source, ...params }), inputs: {} };
  const files = Object.fromEntries(names.map((name) => [name, { path: join(folder, name) }]));
  const request = { plan: { nodes: [node], target: 0 }, files };
  const result = expectOk(await bench.engine.run(request));
  const query = { kind: 'page', slot: 'table', offset: 0, limit: 100 } as const;
  return { result, page: expectOk(await bench.engine.ask({ ...request, query })) };
}

describe('several files', () => {
  test('are one table by the names of their columns, each in its own dialect; what differs is said', async () => {
    const { result, page } = await loadedAll({
      'a.csv': 'id,name\n1,x\n',
      'b.tsv': 'name\tID\tmore\ny\t2\t0.5\n',
      'c.csv': 'id;name\nthree;z\n',
    });
    expect(page.columns).toEqual({
      id: ['1', '2', 'three'],
      name: ['x', 'y', 'z'],
      more: [null, 0.5, null],
    });
    expect(result.notices.map(({ text }) => text)).toEqual([
      '“b.tsv” adds “more” (against “a.csv”).',
      '“c.csv” has other types in “id” (against “a.csv”).',
    ]);
    expect(result.frames.dialect?.columns).toMatchObject({
      file: ['a.csv', 'b.tsv', 'c.csv'],
      delimiter: [',', '\t', ';'],
    });
  });

  test('a column says which file a row came from, and stands last', async () => {
    const { page } = await loadedAll({ 'a.csv': 'id\n1\n', 'b.csv': 'id,more\n2,x\n' }, { filename: 'file' });
    expect(Object.entries(page.columns)).toEqual([
      ['id', [1, 2]],
      ['more', [null, 'x']],
      ['file', ['a.csv', 'b.csv']],
    ]);
  });

  test('one file can name itself too; a name that is taken is a failure', async () => {
    const { page } = await bench.loaded('a\n1\n2\n', { filename: 'from' });
    expect(page.columns).toEqual({ a: [1, 2], from: ['data.csv', 'data.csv'] });
    expect(await bench.failureOf('a\n1\n', { filename: 'A' })).toMatchObject({ code: 'csv-filename-taken' });
  });

  test('types that have nothing in common become text', async () => {
    const { result, page } = await loadedAll({ 'a.csv': 'v,n\n2023-01-01,1\n', 'b.csv': 'v,n\n7,2\n' });
    expect(page.columns).toEqual({ v: ['2023-01-01', '7'], n: [1, 2] });
    expect(result.notices.map(({ code }) => code)).toContain('union-types-clash');
  });

  test('rejects are told by file', async () => {
    const { result } = await loadedAll({ 'a.csv': 'a,b\n1,2\n3\n', 'b.csv': 'a,b\n4,5\n6,7,8\n' });
    expect(frameRows(result.frames.rejects ?? { rows: 0, columns: {} })).toMatchObject([
      { file: 'a.csv', line: 3 },
      { file: 'b.csv', line: 3 },
    ]);
    expect(result.frames.dialect?.columns.rejected).toEqual([1, 1]);
  });

  test('a file with a header and no rows adds none; alone it is a failure', async () => {
    const { page } = await loadedAll({ 'a.csv': 'a,b\n', 'b.csv': 'a,b\n1,2\n' });
    expect(page.rows).toBe(1);
  });

  test('a limit holds for all together', async () => {
    const { result, page } = await loadedAll(
      { 'a.csv': 'a\n1\n2\n', 'b.csv': 'a\n3\n4\n', 'c.csv': 'a\n5\n' },
      { limit: 3 },
    );
    expect(page.columns.a).toEqual([1, 2, 3]);
    expect(result.artifacts.table?.traits.sampled).toEqual({ rows: 3, of: null });
  });

  test('120 files', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 120 }, (_, file) => [`f${file}.csv`, `a,b\n${file},x\n`]),
    );
    const { result, page } = await loadedAll(texts);
    expect(result.artifacts.table).toMatchObject({ rows: 120 });
    expect(page.columns.a?.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, file) => file));
  });
});
