import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeEngine } from '../../../../headless/node-engine';
import { frameRows } from '../../../core/frame';
import type { WorkbenchDocument } from '../../../document/document';
import { applyEdit } from '../../../document/edits';
import { plannerOf } from '../../../document/plan';
import { readDocument } from '../../../document/read';
import { writeDocument } from '../../../document/write';
import type { Engine } from '../../../engine/protocol';

let engine: Engine;
beforeAll(async () => void (engine = await openNodeEngine()));
afterAll(() => engine.close());

function opened(text: string): WorkbenchDocument {
  const outcome = readDocument(text);
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value.document;
}

/** c1 loads `credit`, c2 loads `adult`, c3 is the query. */
function workbench(text: string): WorkbenchDocument {
  const load = (id: string, name: string, csv: string) => ({
    ...{ id, kind: 'step', step: 'load', version: 1, outputs: { table: name } },
    params: { source: { kind: 'embedded', name, text: csv } },
  });
  const query = { id: 'c3', kind: 'step', step: 'sql', version: 1, params: { text }, outputs: {} };
  const cells = [load('c1', 'credit', 'n\n1\n2\n3\n'), load('c2', 'adult', 'n\n5\n6\n'), query];
  return opened(JSON.stringify({ format: 'sluice', version: 1, title: '', cells }));
}

async function resultOf(document: WorkbenchDocument) {
  const plan = plannerOf(document).planOf('c3');
  if (!plan.ok) throw new Error(plan.failure.message);
  const run = { plan: plan.value, files: {} };
  const result = await engine.run(run);
  if (!result.ok) throw new Error(result.failure.message);
  const query = { kind: 'page', slot: 'result', offset: 0, limit: 1 } as const;
  const page = await engine.ask({ ...run, query });
  return { cached: result.value.cached, first: page.ok ? frameRows(page.value)[0] : undefined };
}

function cellOf(document: WorkbenchDocument) {
  const cell = document.cells.find(({ id }) => id === 'c3');
  if (cell?.kind !== 'step') throw new Error('no query');
  return cell;
}

const textOf = (document: WorkbenchDocument) => plannerOf(document).textOf('c3');

describe('the slots of a query follow its text', () => {
  test('a table named is connected, whatever its capitals; one no longer named is let go', () => {
    const first = workbench('FROM Credit');
    expect(cellOf(first).inputs).toEqual({ Credit: 'credit' });
    const second = applyEdit(first, { type: 'set-params', id: 'c3', params: { text: 'FROM adult, credit' } });
    expect(cellOf(second).inputs).toEqual({ adult: 'adult', credit: 'credit' });
  });

  test('a name that nothing has is missed by name', () => {
    expect(plannerOf(workbench('FROM credti')).problemOf('c3')?.message).toBe(
      'Nothing here is named “credti”.',
    );
  });

  test('a file written by hand need not list them', () => {
    const file = JSON.parse(writeDocument(workbench('FROM credit'))) as { cells: { inputs: object }[] };
    const bare = { ...file, cells: file.cells.map((cell) => ({ ...cell, inputs: {} })) };
    expect(cellOf(opened(JSON.stringify(bare))).inputs).toEqual({ credit: 'credit' });
  });
});

describe('another name for a table', () => {
  const rename = (document: WorkbenchDocument, name: string) =>
    applyEdit(document, { type: 'rename-output', id: 'c1', slot: 'table', name });

  test.each([
    ['SELECT n FROM credit', 'SELECT n FROM folk'],
    ['SELECT credit.n FROM credit', 'SELECT credit.n FROM folk AS credit'],
    ['SELECT n FROM "credit" AS c -- of credit', 'SELECT n FROM folk AS c -- of credit'],
  ])('follows into %s and runs nothing', async (text, renamed) => {
    const before = workbench(text);
    const after = rename(before, 'folk');
    expect(cellOf(after)).toMatchObject({ params: { text: renamed }, inputs: { folk: 'folk' } });
    expect(textOf(after)).toBe(textOf(before));
    await resultOf(before);
    expect(await resultOf(after)).toMatchObject({ cached: true });
  });

  test('is quoted where it must be', () => {
    expect(cellOf(rename(workbench('FROM credit'), 'My table')).params.text).toBe('FROM "My table"');
  });

  test('leaves the text where it would mean something else, and reads the table under its old name', async () => {
    const text = 'WITH folk AS (SELECT 1 AS one) SELECT n, one FROM credit, folk';
    const after = rename(workbench(text), 'folk');
    expect(cellOf(after)).toMatchObject({ params: { text }, inputs: { credit: 'folk' } });
    expect((await resultOf(after)).first).toEqual({ n: 1, one: 1 });
  });

  test('does not change a slot that was connected to another table', () => {
    const aliased = applyEdit(workbench('FROM adult'), {
      type: 'set-input',
      id: 'c3',
      slot: 'adult',
      names: 'credit',
    });
    expect(cellOf(rename(aliased, 'folk'))).toMatchObject({
      params: { text: 'FROM adult' },
      inputs: { adult: 'folk' },
    });
  });

  test('which tables a query reads still counts', () => {
    expect(textOf(workbench('FROM credit'))).not.toBe(textOf(workbench('FROM adult')));
    expect(textOf(workbench('FROM credit, adult'))).not.toBe(textOf(workbench('FROM adult, credit')));
    expect(textOf(workbench('FROM credit -- a'))).toBe(textOf(workbench('FROM  credit')));
  });
});
