import { describe, expect, it, vi } from 'vitest';
import { succeed, type Outcome } from '../core/outcome';
import { newStepCell } from '../document/cells';
import type { StepCell } from '../document/document';
import { stepCells } from '../document/graph';
import type { StepResult } from '../engine/protocol';
import { begun, open, openData, openPeople, people, statuses } from './fake-workbench';
import type { Workbench } from './workbench.svelte';

const OTHER = 'b'.repeat(64);
const LATE: StepResult = {
  key: 'late',
  artifacts: {},
  frames: {},
  notices: [],
  sources: [],
  sql: [],
  milliseconds: 1,
  cached: false,
};

/** The load and the profile of a workbench with `people.csv`. */
function peopleCells(workbench: Workbench): [StepCell, StepCell] {
  const [load, profile] = stepCells(workbench.document);
  if (load === undefined || profile === undefined) throw new Error('The cells are gone.');
  return [load, profile];
}

/** Lets the profile run without an end of its own, and say how far it is. */
async function letProfileRun({ engine, workbench }: ReturnType<typeof open>) {
  const [load, profile] = peopleCells(workbench);
  engine.endlessStep = 'profile';
  workbench.runs.run(profile.id);
  while (workbench.runs.current !== profile.id) await begun();
  engine.runs.at(-1)?.options?.onProgress?.({ phase: 'Counting', node: 1 });
  engine.endlessStep = '';
  return { engine, workbench, load, profile, state: workbench.runs.stateOf(profile.id) };
}

/** A workbench whose profile runs for the first time. */
function openWithFirstRun() {
  const opened = open();
  openData(opened.workbench, [people()]);
  return letProfileRun(opened);
}

/** A workbench whose profile runs again, though it has a result. */
const openWithSecondRun = async () => letProfileRun(await openPeople());

describe('a run that an edit makes pointless', () => {
  it.each([
    { which: 'first', openRunning: openWithFirstRun, after: 'idle' },
    { which: 'second', openRunning: openWithSecondRun, after: 'done' },
  ])('ends when the cell loses its plan: $which run, then $after', async ({ openRunning, after }) => {
    const { workbench, load, state } = await openRunning();
    expect([state?.status, state?.progress?.phase]).toEqual(['running', 'Counting']);
    workbench.edit({ type: 'delete-cell', id: load.id });
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual([after]);
    expect(state?.progress).toBeNull();
    expect(workbench.runs.current).toBeNull();
  });

  it('is not taken for the run that an undo asks for, though the engine has not ended it yet', async () => {
    const { engine, workbench, load } = await openWithFirstRun();
    workbench.edit({ type: 'delete-cell', id: load.id });
    workbench.undo();
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'done']);
    expect(engine.steps).toEqual(['load', 'profile', 'load', 'profile']);
  });

  it('leaves a result that fits again after an undo as it is', async () => {
    const { workbench, load, profile } = await openWithSecondRun();
    workbench.edit({ type: 'delete-cell', id: load.id });
    workbench.undo();
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'done']);
    expect(workbench.runs.isStale(profile.id)).toBe(false);
  });

  it('does not take back the word of a user who cancels the run that would follow', async () => {
    const { engine, workbench, load, profile } = await openWithSecondRun();
    workbench.edit({ type: 'set-params', id: load.id, params: { header: 'no' } });
    workbench.runs.cancel(profile.id);
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'cancelled']);
    expect(engine.steps.slice(3)).toEqual(['load']);
  });

  it('gives no result for the plan after the edit when the engine ends it well in spite of a cancel', async () => {
    const { engine, workbench } = open();
    let endLate: (outcome: Outcome<StepResult>) => void = () => undefined;
    const late = new Promise<Outcome<StepResult>>((end) => (endLate = end));
    const run = vi.spyOn(engine, 'run').mockReturnValueOnce(late);
    openData(workbench, [people()]);
    const [load] = peopleCells(workbench);
    await begun();
    workbench.runs.cancel(load.id);
    workbench.edit({ type: 'set-params', id: load.id, params: { header: 'no' } });
    endLate(succeed(LATE));
    await workbench.runs.settled;
    expect(workbench.runs.stateOf(load.id)?.kept?.result.key).toBe('load');
    expect(run).toHaveBeenCalledTimes(3);
  });
});

describe('a first look', () => {
  const look = { rows: 10, of: 100, frames: {} };

  it('stands at a cell without a result while it runs, and goes with the run', async () => {
    const { engine, workbench, profile, state } = await openWithFirstRun();
    engine.runs.at(-1)?.options?.onFirstLook?.(look);
    expect(state?.firstLook).toEqual(look);
    workbench.runs.cancel(profile.id);
    await workbench.runs.settled;
    expect(state?.firstLook).toBeNull();
  });

  it('is not asked for where a result stands', async () => {
    const { engine, workbench, profile } = await openWithSecondRun();
    expect(engine.runs.at(-1)?.options?.onFirstLook).toBeUndefined();
    workbench.runs.cancel(profile.id);
    await workbench.runs.settled;
  });
});

describe('a file given anew', () => {
  /** A workbench in which two cells have read `people.csv`, and the file now has other content. */
  async function openWithTwoReaders() {
    const { engine, workbench } = await openPeople();
    const { params } = peopleCells(workbench)[0];
    const second = newStepCell(workbench.document, { step: 'load', params });
    workbench.edit({ type: 'insert-cell', cell: second, at: 2 });
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load', 'profile', 'load']);
    engine.sources = [{ name: 'people.csv', bytes: 4, sha256: OTHER }];
    return { engine, workbench, second };
  }

  const sha256s = (workbench: Workbench) =>
    stepCells(workbench.document)
      .filter((cell) => cell.step === 'load')
      .map((cell) => /"sha256":"(.)/.exec(JSON.stringify(cell.params))?.[1]);

  it('is read by every cell that names it, when it is dropped', async () => {
    const { engine, workbench } = await openWithTwoReaders();
    openData(workbench, [people('a\n2\n')]);
    await workbench.runs.settled;
    expect(engine.steps.slice(3)).toEqual(['load', 'load']);
    expect(sha256s(workbench)).toEqual(['a', 'a']);
    workbench.runs.acceptOther(stepCells(workbench.document)[0]?.id ?? '');
    await workbench.runs.settled;
    expect(sha256s(workbench)).toEqual(['b', 'b']);
    expect(engine.steps.slice(5)).toEqual(['load', 'profile', 'load']);
    expect(statuses(workbench)).toEqual(['done', 'done', 'done']);
  });

  it('is read by every cell that names it, when it is chosen at one of them', async () => {
    const { engine, workbench, second } = await openWithTwoReaders();
    workbench.useFile('people.csv', people('a\n2\n'));
    await workbench.runs.settled;
    expect(engine.steps.slice(3)).toEqual(['load', 'load']);
    expect(workbench.runs.stateOf(second.id)?.otherFile).not.toBeNull();
  });

  it('supersedes the run that still reads the one before it', async () => {
    const { engine, workbench } = open();
    engine.isEndless = true;
    openData(workbench, [people()]);
    await begun();
    engine.isEndless = false;
    openData(workbench, [people('a\n2\n')]);
    await workbench.runs.settled;
    expect(engine.runs[0]?.options?.signal?.aborted).toBe(true);
    expect(engine.steps).toEqual(['load', 'load', 'profile']);
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });
});

describe('a bug around a run', () => {
  it('is told at the cell, and cells still run after it', async () => {
    const { workbench } = open();
    const record = vi.spyOn(workbench, 'recordSources').mockImplementation(() => {
      throw new Error('not recorded');
    });
    openData(workbench, [people()]);
    await workbench.runs.settled;
    const [load] = peopleCells(workbench);
    const failure = workbench.runs.stateOf(load.id)?.failure;
    expect(failure).toMatchObject({ code: 'internal', detail: 'Error: not recorded' });
    expect(statuses(workbench)).toEqual(['failed', 'failed']);
    record.mockRestore();
    workbench.runs.run(load.id);
    await workbench.runs.settled;
    expect(statuses(workbench)).toEqual(['done', 'done']);
  });
});
