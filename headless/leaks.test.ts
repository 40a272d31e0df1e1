import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '../src/document/read';
import type { Engine } from '../src/engine/protocol';
import { openNodeEngine } from './node-engine';
import { runWorkbench, type CellReport } from './run-workbench';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

const CODE = 'leak-learned-from-test';

const step = (id: string, name: string, fields: object) => ({
  ...{ id, kind: 'step', step: name, version: 1, params: {}, inputs: {}, outputs: {} },
  ...fields,
});

/** Penguins, split; scaled by what the test part says; that part filtered and profiled. */
const cells = (traits: object | undefined) => [
  step('c1', 'load', {
    params: { source: { kind: 'sample', name: 'penguins' } },
    outputs: { table: 'penguins' },
  }),
  step('c2', 'split', { inputs: { table: 'penguins' }, outputs: { train: 'train', test: 'test' } }),
  step('c3', 'standardise', {
    inputs: { table: 'test' },
    outputs: { standardised: 'scaled', transform: 'fit' },
    ...(traits && { traits }),
  }),
  step('c4', 'apply-transform', { inputs: { table: 'train', transform: 'fit' }, outputs: { applied: 'x' } }),
  step('c5', 'profile', { inputs: { table: 'x' } }),
  step('c6', 'profile', { inputs: { table: 'train' } }),
];

async function reportsOf(traits?: object): Promise<Readonly<Record<string, CellReport>>> {
  const read = readDocument(JSON.stringify({ format: 'sluice', version: 1, cells: cells(traits) }));
  if (!read.ok) throw new Error(read.failure.message);
  return (await runWorkbench(read.value.document, engine, {}, () => undefined)).cells;
}

const warningsOf = (reports: Readonly<Record<string, CellReport>>) =>
  Object.values(reports).map((report) =>
    report.status === 'done' ? (report.overruled ?? []) : report.status,
  );

describe('a leak on the command line', () => {
  test('fails its cell with its name and the way to overrule it, and skips what needs it', async () => {
    const reports = await reportsOf();
    expect(warningsOf(reports)).toEqual([[], [], 'failed', 'skipped', 'skipped', []]);
    expect(reports.c3).toMatchObject({
      failure: { code: CODE, hint: expect.stringContaining(`"overruled": ["${CODE}"]`) as string },
    });
  });

  test('that was overruled in the file stands beside every result that comes of it, and beside no other', async () => {
    const reports = await reportsOf({ standardised: { overruled: [CODE] } });
    expect(warningsOf(reports)).toEqual([[], [], [CODE], [CODE], [CODE], []]);
  });

  test('that is none is not carried, whatever the file says', async () => {
    const reports = await reportsOf({ standardised: { overruled: ['leak-judged-on-mixed'] } });
    expect(warningsOf(reports)).toEqual([[], [], 'failed', 'skipped', 'skipped', []]);
  });
});
