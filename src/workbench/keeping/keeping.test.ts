import { describe, expect, it } from 'vitest';
import { makeFailure } from '../../core/failure';
import { openData } from '../fake-workbench';
import { device, rename, tab, withPeople } from './fake-device';

describe('a device on which nothing was chosen', () => {
  it('is not even asked', async () => {
    const home = device();
    const { keeping } = await withPeople(tab(home));
    await keeping.refresh();
    expect(home.shelf.calls).toBe(0);
    expect(home.storage.length).toBe(0);
    expect(keeping.isChosen).toBe(false);
  });

  it('brings back after a reload what the tab held', async () => {
    const home = device();
    const { tabStorage, workbench } = await withPeople(tab(home));
    const after = tab(home, tabStorage).workbench;
    expect(after.document).toEqual(workbench.document);
  });
});

describe('the workbench kept', () => {
  it('is the last edit, under one id, without its data', async () => {
    const home = device('workbench');
    const { keeping, workbench } = await withPeople(tab(home));
    rename(workbench, 'One');
    rename(workbench, 'Two');
    await keeping.flush();
    expect(keeping.entries).toMatchObject([{ title: 'Two', cells: 2, files: 0 }]);
  });

  it('is written by itself a moment after an edit', async () => {
    const home = device('workbench');
    const { workbench } = await withPeople(tab(home));
    rename(workbench, 'Later');
    await expect
      .poll(() => [...home.shelf.workbenches.values()].map(({ title }) => title))
      .toEqual(['Later']);
  });

  it('stands beside others: a new one, a sample and an opened one take nobody’s place', async () => {
    const home = device('workbench');
    const { keeping, workbench } = await withPeople(tab(home));
    workbench.startAnew();
    workbench.openSample('penguins');
    await keeping.flush();
    workbench.openSample('credit');
    await keeping.flush();
    expect(keeping.entries.map(({ title }) => title)).toEqual([
      'Consumer credit',
      'Palmer penguins',
      'people',
    ]);
    workbench.undo();
    rename(workbench, 'Birds');
    await keeping.flush();
    expect(keeping.entries.map(({ title }) => title)).toEqual(['Birds', 'Consumer credit', 'people']);
  });

  it('opens again in another tab, and the edits there are its next revision', async () => {
    const home = device('workbench');
    await withPeople(tab(home));
    const other = tab(home);
    await other.keeping.refresh();
    const taken = await other.keeping.take(other.keeping.entries[0]?.id ?? '');
    if (!taken.ok) throw new Error(taken.failure.message);
    other.workbench.openKept(taken.value.kept, taken.value.files);
    rename(other.workbench, 'Elsewhere');
    await other.keeping.flush();
    expect(other.keeping.entries.map(({ title }) => title)).toEqual(['Elsewhere']);
    expect(other.keeping.isSplit).toBe(false);
  });

  it('is not one of somebody else that nobody has agreed to run', async () => {
    const home = device('workbench');
    const { keeping, workbench } = tab(home);
    const text = (await withPeople(tab(device()))).workbench.save();
    workbench.openWorkbench(text);
    await keeping.flush();
    expect(home.shelf.workbenches.size).toBe(0);
    workbench.consent();
    await keeping.flush();
    expect(home.shelf.workbenches.size).toBe(1);
  });

  it('that is gone is named', async () => {
    const home = device('workbench');
    const { keeping } = await withPeople(tab(home));
    const [entry] = keeping.entries;
    home.shelf.workbenches.clear();
    const taken = await keeping.take(entry?.id ?? '');
    expect(taken).toMatchObject({ ok: false, failure: { code: 'kept-gone' } });
    expect(keeping.entries).toEqual([]);
  });
});

describe('the data kept', () => {
  it('comes back with the workbench, and goes with the cells that read it', async () => {
    const home = device('data');
    const { keeping, workbench } = await withPeople(tab(home));
    const [entry] = keeping.entries;
    expect(entry).toMatchObject({ files: 1 });
    const files = await keeping.filesOf(entry?.id ?? '');
    expect(files.map(({ name, file }) => [name, file.size])).toEqual([['people.csv', 4]]);
    openData(workbench, [new File(['b\n2\n'], 'other.csv')]);
    await workbench.runs.settled;
    await keeping.flush();
    const [load] = workbench.document.cells;
    workbench.edit({ type: 'delete-cell', id: load?.id ?? '' });
    await keeping.flush();
    expect((await keeping.filesOf(entry?.id ?? '')).map(({ name }) => name)).toEqual(['other.csv']);
  });

  it('that has no room is a named failure; the workbench is kept all the same', async () => {
    const home = device('data');
    const { keeping } = await withPeople(tab(home), `a\n${'1\n'.repeat(1000)}`);
    expect(keeping.failure).toMatchObject({ code: 'keeping-full' });
    expect(keeping.failure?.message).toContain('people.csv');
    expect(keeping.entries).toMatchObject([{ title: 'people', files: 0 }]);
  });
});

describe('choosing', () => {
  it('a higher level keeps what is open at once; a lower one gives up at once what is beyond it', async () => {
    const home = device();
    const { keeping } = await withPeople(tab(home));
    await keeping.choose('data');
    expect(keeping.entries).toMatchObject([{ files: 1 }]);
    await keeping.choose('workbench');
    expect(keeping.entries).toMatchObject([{ files: 0 }]);
    await keeping.choose('tab');
    expect(keeping.entries).toEqual([]);
    expect(home.shelf.workbenches.size).toBe(0);
    expect(home.store.read()).toBe('tab');
  });

  it('in one tab holds in the others', async () => {
    const home = device('workbench');
    const first = await withPeople(tab(home));
    const second = tab(home);
    await second.keeping.choose('tab');
    first.keeping.levelChanged();
    const { calls } = home.shelf;
    rename(first.workbench, 'Unkept');
    await first.keeping.flush();
    expect(first.keeping.level).toBe('tab');
    expect([...home.shelf.workbenches.values()].map(({ title }) => title)).toEqual(['people']);
    expect(home.shelf.calls).toBe(calls);
  });
});

describe('a device that refuses', () => {
  it('is named, nothing is lost, and the next edit tries again', async () => {
    const home = device('workbench');
    home.shelf.refusal = makeFailure('keeping-refused', { what: 'the workbench' });
    const { keeping, workbench, tabStorage } = await withPeople(tab(home));
    expect(keeping.failure).toMatchObject({ code: 'keeping-refused' });
    expect(tab(home, tabStorage).workbench.document).toEqual(workbench.document);
    home.shelf.refusal = null;
    rename(workbench, 'Again');
    await keeping.flush();
    expect(keeping.failure).toBeNull();
    expect(keeping.entries).toMatchObject([{ title: 'Again' }]);
  });
});

it('nothing is written once everything is about to be forgotten', async () => {
  const home = device('workbench');
  const { keeping, workbench, tabStorage } = await withPeople(tab(home));
  await keeping.stop();
  home.shelf.workbenches.clear();
  const before = tabStorage.getItem('sluice.workbench');
  rename(workbench, 'Ghost');
  await keeping.flush();
  expect(home.shelf.workbenches.size).toBe(0);
  expect(tabStorage.getItem('sluice.workbench')).toBe(before);
});
