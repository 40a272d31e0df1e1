import { describe, expect, it } from 'vitest';
import { makeFailure } from '../../core/failure';
import { memoryStorage, open, people } from '../fake-workbench';
import { openSession } from '../session';
import type { Workbench } from '../workbench.svelte';
import { FakeShelf } from './fake-shelf';
import { Keeping } from './keeping.svelte';
import { lateStore } from './late-store';
import { levelStore, type Level } from './level';

/** A device: what all its tabs share. */
function device(level: Level | null = null) {
  const storage = memoryStorage();
  const store = levelStore(storage);
  if (level !== null) store.write(level);
  return { shelf: new FakeShelf(), store, storage };
}

/** A tab on a device, with a workbench of its own or the one that another tab's session holds. */
function tab({ shelf, store, storage }: ReturnType<typeof device>, tabStorage = memoryStorage()) {
  let clock = 1000;
  const held: { workbench?: Workbench } = {};
  const keeping = new Keeping({
    session: openSession(tabStorage),
    shelf,
    level: store,
    late: lateStore(storage),
    now: () => (clock += 1),
    files: () => held.workbench?.files.handles ?? {},
  });
  const opened = open(keeping);
  held.workbench = opened.workbench;
  opened.workbench.restore();
  return { ...opened, keeping, tabStorage };
}

async function withPeople(opened: ReturnType<typeof tab>, text?: string) {
  opened.workbench.openData([people(text)]);
  await opened.workbench.runs.settled;
  await opened.keeping.flush();
  return opened;
}

const rename = (workbench: Workbench, title: string) => workbench.edit({ type: 'set-title', title });

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

describe('a tab that is closed before its last edit is written', () => {
  it('leaves it behind at once, and the next page writes it', async () => {
    const home = device('workbench');
    const { keeping, workbench } = await withPeople(tab(home));
    rename(workbench, 'Just in time');
    home.shelf.refusal = makeFailure('keeping-failed', { what: 'the workbench' });
    keeping.leave();
    await keeping.flush();
    home.shelf.refusal = null;
    const next = tab(home);
    await next.keeping.start();
    expect(next.keeping.entries.map(({ title }) => title)).toEqual(['Just in time']);
    expect(home.storage.length).toBe(1);
    expect(next.keeping.isSplit).toBe(false);
  });

  it('that comes back by a reload goes on with it', async () => {
    const home = device('workbench');
    const { keeping, workbench, tabStorage } = await withPeople(tab(home));
    rename(workbench, 'Reloaded');
    keeping.leave();
    await keeping.flush();
    const next = tab(home, tabStorage);
    await next.keeping.start();
    rename(next.workbench, 'And on');
    await next.keeping.flush();
    expect(next.keeping.entries.map(({ title }) => title)).toEqual(['And on']);
  });
});

describe('two tabs on one workbench', () => {
  it('lose nothing: the later one goes on under an id of its own and says so', async () => {
    const home = device('workbench');
    const first = await withPeople(tab(home));
    const copied = memoryStorage();
    copied.setItem('sluice.workbench', first.tabStorage.getItem('sluice.workbench') ?? '');
    const second = tab(home, copied);
    rename(first.workbench, 'First');
    await first.keeping.flush();
    rename(second.workbench, 'Second');
    await second.keeping.flush();
    expect(second.keeping.isSplit).toBe(true);
    rename(first.workbench, 'First again');
    await first.keeping.flush();
    rename(second.workbench, 'Second again');
    await second.keeping.flush();
    const titles = [...home.shelf.workbenches.values()].map(({ title }) => title);
    expect(titles.sort()).toEqual(['First again', 'Second again']);
    expect(first.keeping.isSplit).toBe(false);
  });

  it('that was split keeps its own after a reload', async () => {
    const home = device('workbench');
    const first = await withPeople(tab(home));
    const copied = memoryStorage();
    copied.setItem('sluice.workbench', first.tabStorage.getItem('sluice.workbench') ?? '');
    const second = tab(home, copied);
    rename(first.workbench, 'First');
    await first.keeping.flush();
    rename(second.workbench, 'Second');
    await second.keeping.flush();
    const reloaded = tab(home, copied);
    rename(reloaded.workbench, 'Second, reloaded');
    await reloaded.keeping.flush();
    expect(reloaded.keeping.isSplit).toBe(false);
    expect(home.shelf.workbenches.size).toBe(2);
  });

  it('a write that came through although the tab died before it knew is no conflict', async () => {
    const home = device('workbench');
    const first = await withPeople(tab(home));
    const before = first.tabStorage.getItem('sluice.workbench') ?? '';
    rename(first.workbench, 'Written');
    const died = JSON.parse(first.tabStorage.getItem('sluice.workbench') ?? '') as { revision: number };
    await first.keeping.flush();
    const { revision } = JSON.parse(before) as { revision: number };
    expect(died.revision).toBe(revision);
    const storage = memoryStorage();
    storage.setItem('sluice.workbench', JSON.stringify(died));
    const reloaded = tab(home, storage);
    rename(reloaded.workbench, 'After');
    await reloaded.keeping.flush();
    expect(reloaded.keeping.isSplit).toBe(false);
    expect([...home.shelf.workbenches.values()].map(({ title }) => title)).toEqual(['After']);
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
    workbench.openData([new File(['b\n2\n'], 'other.csv')]);
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
