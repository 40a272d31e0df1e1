import { describe, expect, it } from 'vitest';
import { makeFailure } from '../core/failure';
import { applyEdit } from '../document/edits';
import { stepCells } from '../document/graph';
import { writeDocument } from '../document/write';
import { begun, memoryStorage, open, openData, openPeople, people, statuses } from './fake-workbench';
import { openSession } from './session';

const OTHER = 'b'.repeat(64);

describe('opening data', () => {
  it('makes a cell that loads and one that profiles, runs both in order, and undoes them as one', async () => {
    const { engine, workbench } = await openPeople();
    expect(stepCells(workbench.document).map((cell) => cell.step)).toEqual(['load', 'profile']);
    expect(workbench.document.title).toBe('people');
    expect(engine.steps).toEqual(['load', 'profile']);
    expect(statuses(workbench)).toEqual(['done', 'done']);
    workbench.undo();
    expect(workbench.document.cells).toEqual([]);
  });

  it('writes what was read on record without a step to undo, and nothing is stale by it', async () => {
    const { workbench } = await openPeople();
    const [load, profile] = stepCells(workbench.document);
    expect(load?.params.source).toEqual({
      kind: 'file',
      files: [{ name: 'people.csv', bytes: 4, sha256: 'a'.repeat(64) }],
    });
    expect([load, profile].map((cell) => workbench.runs.isStale(cell?.id ?? ''))).toEqual([false, false]);
    workbench.undo();
    workbench.redo();
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });

  it('gives another file of the same name a name of its own, and tables unlike each other', async () => {
    const { workbench } = await openPeople();
    openData(workbench, [people('a\n1\n2\n')]);
    await workbench.runs.settled;
    const loads = stepCells(workbench.document).filter((cell) => cell.step === 'load');
    expect(loads.map((cell) => cell.outputs.table)).toEqual(['people', 'people_2']);
    expect(JSON.stringify(loads[1]?.params.source)).toContain('people (2).csv');
  });

  it('says when a file given again is another than the one on record', async () => {
    const { engine, workbench } = await openPeople();
    const id = workbench.document.cells[0]?.id ?? '';
    engine.sources = [{ name: 'people.csv', bytes: 5, sha256: OTHER }];
    workbench.useFile('people.csv', people('a\n12\n'));
    await workbench.runs.settled;
    expect(workbench.runs.stateOf(id)?.otherFile).toMatchObject({ name: 'people.csv' });
    // What was read of the other file goes no further before somebody agrees to it.
    expect(engine.steps).toEqual(['load', 'profile', 'load']);
    workbench.runs.acceptOther(id);
    await workbench.runs.settled;
    expect(workbench.runs.stateOf(id)?.otherFile).toBeNull();
    expect(engine.steps.slice(3)).toEqual(['load', 'profile']);
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });
});

it('a workbench from a file knows the columns that its data had', async () => {
  const { engine, workbench } = await openPeople();
  const [load] = stepCells(workbench.document);
  const id = load?.id ?? '';
  const columns = [{ name: 'mass', type: 'number' }];
  const { document } = workbench;
  const recorded = applyEdit(document, { type: 'record-sources', id, sources: engine.sources, columns });
  const other = open();
  other.workbench.openWorkbench(writeDocument(recorded));
  other.workbench.consent();
  other.engine.sources = [{ name: 'people.csv', bytes: 5, sha256: OTHER }];
  other.workbench.useFile('people.csv', people('a\n12\n'));
  await other.workbench.runs.settled;
  expect(other.workbench.runs.stateOf(id)?.otherFile?.changes?.missing).toEqual(columns);
});

describe('edits', () => {
  it('name the cell that was made or changed last, until the user turns to something', async () => {
    const { workbench } = await openPeople();
    const [load] = stepCells(workbench.document);
    expect(workbench.changedLast).toBeNull();
    workbench.edit({ type: 'set-params', id: load?.id ?? '', params: { header: 'no' } });
    expect(workbench.changedLast).toBe(load?.id);
    workbench.edit({ type: 'set-title', title: 'People' });
    expect(workbench.changedLast).toBe(load?.id);
    workbench.turnAway();
    expect(workbench.changedLast).toBeNull();
    const note = { id: 'n', kind: 'note', text: '' } as const;
    workbench.edit({ type: 'insert-cell', cell: note, at: 0 });
    expect(workbench.changedLast).toBe('n');
    workbench.edit({ type: 'delete-cell', id: 'n' });
    expect(workbench.document.cells.some(({ id }) => id === workbench.changedLast)).toBe(false);
  });

  it('run again what they concern and nothing else', async () => {
    const { engine, workbench } = await openPeople();
    const [load, profile] = stepCells(workbench.document);
    workbench.edit({ type: 'set-title', title: 'People' });
    workbench.edit({ type: 'rename-output', id: load?.id ?? '', slot: 'table', name: 'folk' });
    await workbench.runs.settled;
    expect(engine.steps).toHaveLength(2);
    workbench.edit({ type: 'set-params', id: load?.id ?? '', params: { header: 'no' } });
    expect(workbench.runs.isStale(profile?.id ?? '')).toBe(true);
    await workbench.runs.settled;
    expect(engine.steps.slice(2)).toEqual(['load', 'profile']);
    expect(workbench.runs.isStale(profile?.id ?? '')).toBe(false);
  });

  it('abort a run that they supersede', async () => {
    const { engine, workbench } = open();
    engine.isEndless = true;
    openData(workbench, [people()]);
    await begun();
    const id = workbench.document.cells[0]?.id ?? '';
    workbench.edit({ type: 'set-params', id, params: { header: 'no' } });
    expect(engine.runs[0]?.options?.signal?.aborted).toBe(true);
    engine.isEndless = false;
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load', 'load', 'profile']);
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });

  it('that break a reference are named at the cell, keep its last result, and are mended by undo', async () => {
    const { workbench } = await openPeople();
    const [load, profile] = stepCells(workbench.document);
    workbench.edit({ type: 'delete-cell', id: load?.id ?? '' });
    expect(workbench.runs.plans.problemOf(profile?.id ?? '')?.code).toBe('reference-missing');
    expect(workbench.runs.stateOf(profile?.id ?? '')?.kept).not.toBeNull();
    workbench.undo();
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });
});

describe('failures', () => {
  it('of a cell mark those that need it, and a repaired cell sets them going again', async () => {
    const { engine, workbench } = open();
    engine.failures.set('load', makeFailure('file-empty', { name: 'people.csv' }));
    openData(workbench, [people()]);
    await workbench.runs.settled;
    const codes = () =>
      workbench.document.cells.map((cell) => workbench.runs.stateOf(cell.id)?.failure?.code ?? null);
    expect(codes()).toEqual(['file-empty', 'upstream-failed']);
    expect(engine.steps).toEqual(['load']);
    engine.failures.clear();
    workbench.runs.run(workbench.document.cells[0]?.id ?? '');
    await workbench.runs.settled;
    expect(codes()).toEqual([null, null]);
  });

  it('of the engine leave the document as it is, and do not start again by themselves', async () => {
    const { engine, workbench } = open();
    engine.failures.set('load', makeFailure('engine-worker-died'));
    openData(workbench, [people()]);
    await workbench.runs.settled;
    const { document } = workbench;
    workbench.edit({ type: 'set-title', title: 'Later' });
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load']);
    expect(workbench.document.cells).toEqual(document.cells);
  });
});

describe('starting anew', () => {
  it('leaves nothing open; the workbench before is an undo away and runs again', async () => {
    const { workbench } = await openPeople();
    const before = workbench.document;
    workbench.startAnew();
    expect(workbench.document.cells).toEqual([]);
    expect(workbench.isChanged).toBe(false);
    workbench.undo();
    await workbench.runs.settled;
    expect(workbench.document).toBe(before);
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });
});

describe('cancelling', () => {
  it('ends the run, and the cells behind it say whom they wait for', async () => {
    const { engine, workbench } = open();
    engine.isEndless = true;
    openData(workbench, [people()]);
    await begun();
    workbench.runs.cancel(workbench.document.cells[0]?.id ?? '');
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['cancelled', 'failed']);
    expect(engine.steps).toEqual(['load']);
  });
});

describe('a workbench of somebody else', () => {
  it('runs nothing before consent, then asks for its files, and takes a dropped one by its name', async () => {
    const text = (await openPeople()).workbench.save();
    const { engine, workbench } = open();
    expect(workbench.openWorkbench(text).ok).toBe(true);
    workbench.runs.runAll();
    await workbench.runs.settled;
    expect(engine.steps).toEqual([]);
    workbench.consent();
    await workbench.runs.settled;
    expect(workbench.runs.stateOf('c1')?.failure?.code).toBe('file-missing');
    openData(workbench, [people()]);
    await workbench.runs.settled;
    expect(workbench.document.cells).toHaveLength(2);
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });

  it('can be closed: what was open before is back', async () => {
    const { workbench } = await openPeople();
    const before = workbench.document;
    workbench.openWorkbench('{"format":"sluice","version":1,"title":"Theirs","cells":[]}');
    expect(workbench.document.title).toBe('Theirs');
    workbench.closeOpened();
    expect(workbench.document).toBe(before);
    expect(workbench.history.canRedo).toBe(false);
  });

  it('leaves what was saved before it as saved when it is closed', async () => {
    const { workbench } = await openPeople();
    workbench.save();
    workbench.openWorkbench('{"format":"sluice","version":1,"title":"Theirs","cells":[]}');
    expect(workbench.isChanged).toBe(false);
    workbench.closeOpened();
    expect(workbench.isChanged).toBe(false);
    workbench.edit({ type: 'set-title', title: 'Mine' });
    expect(workbench.isChanged).toBe(true);
  });

  it('that cannot be read changes nothing', async () => {
    const { workbench } = await openPeople();
    const before = workbench.document;
    const outcome = workbench.openWorkbench('not json');
    expect(outcome.ok ? null : outcome.failure.code).toBe('workbench-not-json');
    expect(workbench.document).toBe(before);
  });

  it('of a newer format is read only and saved word for word', () => {
    const { workbench } = open();
    const text = '{"format":"sluice","version":99,"title":"New","cells":[],"more":1}';
    workbench.openWorkbench(text);
    expect(workbench.readOnly?.code).toBe('workbench-newer');
    workbench.consent();
    expect(workbench.mayRun).toBe(false);
    expect(workbench.save()).toBe(text);
  });
});

describe('the session of the tab', () => {
  it('brings the workbench back after a reload; files must be given again', async () => {
    const { session, workbench: before } = await openPeople();
    const { engine, workbench } = open(session);
    expect(workbench.restore()).toEqual({ ok: true, value: true });
    await workbench.runs.settled;
    expect(workbench.document).toEqual(before.document);
    expect(engine.steps).toEqual([]);
    expect(workbench.runs.stateOf('c1')?.failure?.code).toBe('file-missing');
  });

  it('does not run after a reload what was not agreed to before', async () => {
    const { session, workbench: before } = open();
    before.openWorkbench((await openPeople()).workbench.save());
    const { workbench } = open(session);
    workbench.restore();
    expect(workbench.mayRun).toBe(false);
  });

  it('says when there is no room for it', () => {
    const { workbench } = open(openSession(memoryStorage(10)));
    openData(workbench, [people()]);
    expect(workbench.isKept).toBe(false);
    expect(workbench.isChanged).toBe(true);
    workbench.save();
    expect(workbench.isChanged).toBe(false);
  });
});

describe('samples', () => {
  it('open as a workbench of their own; an unknown one is named with those there are', async () => {
    const { engine, workbench } = open();
    expect(workbench.openSample('credit').ok).toBe(true);
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load', 'profile']);
    const unknown = workbench.openSample('nope');
    expect(unknown.ok ? '' : unknown.failure.hint).toContain('credit, penguins');
  });
});
