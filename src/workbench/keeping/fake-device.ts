import { memoryStorage, open, openData, people } from '../fake-workbench';
import { openSession } from '../session';
import type { Workbench } from '../workbench.svelte';
import { FakeShelf } from './fake-shelf';
import { Keeping } from './keeping.svelte';
import { lateStore } from './late-store';
import { levelStore, type Level } from './level';

/** A device: what all its tabs share. */
export function device(level: Level | null = null) {
  const storage = memoryStorage();
  const store = levelStore(storage);
  if (level !== null) store.write(level);
  return { shelf: new FakeShelf(), store, storage };
}

/** A tab on a device, with a workbench of its own or the one that another tab's session holds. */
export function tab({ shelf, store, storage }: ReturnType<typeof device>, tabStorage = memoryStorage()) {
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

/** Opens a table of people in the tab, and waits until it has run and is kept. */
export async function withPeople(opened: ReturnType<typeof tab>, text?: string) {
  openData(opened.workbench, [people(text)]);
  await opened.workbench.runs.settled;
  await opened.keeping.flush();
  return opened;
}

/** Gives the workbench another title. */
export const rename = (workbench: Workbench, title: string) => workbench.edit({ type: 'set-title', title });
