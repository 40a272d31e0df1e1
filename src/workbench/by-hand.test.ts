import { describe, expect, it } from 'vitest';
import { stepCells } from '../document/graph';
import { memoryStorage, open, openData, openPeople, people, statuses } from './fake-workbench';
import { openSession } from './session';

describe('by hand', () => {
  it('nothing runs until it is told to, and then with what it needs', async () => {
    const { engine, workbench } = open();
    workbench.setAutomatic(false);
    openData(workbench, [people()]);
    await workbench.runs.settled;
    expect(engine.steps).toEqual([]);
    expect(statuses(workbench)).toEqual(['idle', 'idle']);
    workbench.runs.run(stepCells(workbench.document)[1]?.id ?? '');
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load', 'profile']);
  });

  it('an edit makes a result stale and leaves it so; running by itself again catches up', async () => {
    const { engine, workbench } = await openPeople();
    workbench.setAutomatic(false);
    const [load, profile] = stepCells(workbench.document);
    workbench.edit({ type: 'set-params', id: load?.id ?? '', params: { header: 'no' } });
    await workbench.runs.settled;
    expect(engine.steps).toHaveLength(2);
    expect(workbench.runs.isStale(profile?.id ?? '')).toBe(true);
    workbench.setAutomatic(true);
    await workbench.runs.settled;
    expect(engine.steps).toEqual(['load', 'profile', 'load', 'profile']);
  });

  it('is kept with the session, and no part of the document', () => {
    const session = openSession(memoryStorage());
    const { workbench } = open(session);
    openData(workbench, [people()]);
    const text = workbench.save();
    workbench.setAutomatic(false);
    expect(workbench.save()).toBe(text);
    const after = open(session).workbench;
    after.restore();
    expect(after.isAutomatic).toBe(false);
  });
});

describe('running a cell', () => {
  it('with what needs it runs both, and with what it needs too', async () => {
    const { engine, workbench } = await openPeople();
    const [load, profile] = stepCells(workbench.document);
    workbench.runs.runWithDependents(load?.id ?? '');
    await workbench.runs.settled;
    expect(engine.steps.slice(2)).toEqual(['load', 'profile']);
    workbench.runs.runWithNeeds(profile?.id ?? '');
    await workbench.runs.settled;
    expect(engine.steps.slice(4)).toEqual(['load', 'profile']);
    workbench.runs.run(profile?.id ?? '');
    await workbench.runs.settled;
    expect(engine.steps.slice(6)).toEqual(['profile']);
  });
});
