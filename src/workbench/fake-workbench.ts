import { FakeEngine } from './fake-engine';
import { openSession, type Session } from './session';
import { Workbench } from './workbench.svelte';

/** A storage in memory that takes at most `room` characters. */
export function memoryStorage(room = Infinity): Storage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    clear: () => entries.clear(),
    getItem: (key) => entries.get(key) ?? null,
    key: (index) => [...entries.keys()][index] ?? null,
    removeItem: (key) => void entries.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      entries.set(key, value);
    },
  };
}

/** A workbench for tests, on an engine that computes nothing. */
export function open(session: Session = openSession(memoryStorage())) {
  const engine = new FakeEngine();
  engine.sources = [{ name: 'people.csv', bytes: 4, sha256: 'a'.repeat(64) }];
  const workbench = new Workbench(engine, session);
  return { engine, workbench, session };
}

/** A file `people.csv` of the given text. */
export const people = (text = 'a\n1\n') => new File([text], 'people.csv');

/** Opens files of delimited text, each by a load of its own, as they come when dropped. */
export function openData(workbench: Workbench, files: readonly File[]): void {
  workbench.openLoads(files.map((file) => ({ step: 'load', files: [{ name: file.name, file }] })));
}

/** A workbench with the file opened: a load and a profile, both run. */
export async function openPeople() {
  const opened = open();
  openData(opened.workbench, [people()]);
  await opened.workbench.runs.settled;
  return opened;
}

/** Where each cell stands with the engine, in the order of the document. */
export const statuses = (workbench: Workbench) =>
  workbench.document.cells.map((cell) => workbench.runs.stateOf(cell.id)?.status);

/** Ends when the run that was asked for last has begun, which it does in a task of its own. */
export function begun(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
