import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { runWorkbench } from '../../../../headless/run-workbench';
import { readDocument } from '../../../document/read';
import type { Engine } from '../../../engine/protocol';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const TEXT = `status,x\n${'good,1\nbad,2\n'.repeat(20)}`;

/** A workbench as a file: load, sample, and what follows. */
const FILE = JSON.stringify({
  format: 'sluice',
  version: 1,
  title: 'Sampled',
  cells: [
    {
      id: 'c1',
      kind: 'step',
      step: 'load',
      version: 1,
      params: { source: { kind: 'embedded', name: 'loans', text: TEXT } },
      inputs: {},
      outputs: { table: 'loans' },
    },
    cell('c2', 'sample', { amount: 10 }, { table: 'loans' }, { sampled: 'some' }),
    cell('c3', 'class-balance', { target: 'status' }, { table: 'some' }, {}),
    cell('c4', 'append', {}, { tables: ['loans', 'some'] }, { appended: 'more' }),
    cell('c5', 'class-balance', { target: 'status' }, { table: 'more' }, {}),
    cell('c6', 'class-balance', { target: 'status' }, { table: 'loans' }, {}),
  ],
});

function cell(id: string, step: string, params: object, inputs: object, outputs: object) {
  return { id, kind: 'step', step, version: 1, params, inputs, outputs };
}

test('everything made from a sample says so, at any distance; what is not made from one does not', async () => {
  const read = readDocument(FILE);
  if (!read.ok) throw new Error(read.failure.message);
  const report = await runWorkbench(read.value.document, engine, {}, () => undefined);
  const said = Object.entries(report.cells).map(([id, one]) => [
    id,
    one.status === 'done' ? (one.sampled ?? null) : one.failure.message,
  ]);
  const sampled = { rows: 10, of: 40 };
  expect(Object.fromEntries(said)).toEqual({
    c1: null,
    c2: null,
    c3: sampled,
    c4: sampled,
    c5: sampled,
    c6: null,
  });
});
