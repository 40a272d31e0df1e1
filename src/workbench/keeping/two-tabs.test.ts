import { describe, expect, it } from 'vitest';
import { makeFailure } from '../../core/failure';
import { memoryStorage } from '../fake-workbench';
import { device, rename, tab, withPeople } from './fake-device';

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
