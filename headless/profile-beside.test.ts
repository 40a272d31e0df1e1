import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDocument } from '../src/document/read';
import type { Engine } from '../src/engine/protocol';
import { openNodeEngine } from './node-engine';
import { runWorkbench } from './run-workbench';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const step = (id: string, name: string, fields: object) => ({
  ...{ id, kind: 'step', step: name, version: 1, params: {}, inputs: {}, outputs: {} },
  ...fields,
});

/** Penguins, each of them twice, the first half as train: all of it stands in test too. */
const cells = [
  step('c1', 'load', {
    params: { source: { kind: 'sample', name: 'penguins' } },
    outputs: { table: 'penguins' },
  }),
  step('c2', 'append', { inputs: { tables: ['penguins', 'penguins'] }, outputs: { appended: 'twice' } }),
  step('c3', 'split', {
    version: 2,
    params: {
      method: 'position',
      parts: [
        { name: 'train', share: 0.5 },
        { name: 'test', share: 0.5 },
      ],
    },
    inputs: { table: 'twice' },
    outputs: { train: 'train', test: 'test' },
  }),
  step('c4', 'profile', { inputs: { table: 'train', beside: ['test'] } }),
  step('c5', 'profile', { inputs: { table: 'train' } }),
];

test('a profile beside another part tells what stands in both, and the figures of its own table', async () => {
  const read = readDocument(JSON.stringify({ format: 'sluice', version: 1, cells }));
  if (!read.ok) throw new Error(read.failure.message);
  const { c4, c5 } = (await runWorkbench(read.value.document, engine, {}, () => undefined)).cells;
  if (c4?.status !== 'done' || c5?.status !== 'done') throw new Error(JSON.stringify([c4, c5]));
  expect(c4.frames?.overlap).toMatchObject([
    { beside: 1, part: 'test', kind: 'rows', rows: 344, share: 1, rows_beside: 344, share_beside: 1 },
  ]);
  expect(c4.reading).toMatch(/^344 rows of train \(100 %\) and 344 rows of test \(100 %\) are the same/);
  expect(c5.reading).toMatch(/^344 rows/);
  expect([c5.frames?.overlap, c4.frames?.columns]).toEqual([[], c5.frames?.columns]);
  const alertsOf = (of: typeof c4) => (of.frames?.alerts ?? []).map((row) => row.alert);
  expect(alertsOf(c4)).toContain('overlap');
  expect(alertsOf(c4)).not.toContain('part');
  expect(alertsOf(c5)).toContain('part');
});
