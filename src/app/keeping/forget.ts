import type { Shelf } from '../../workbench/keeping/shelf';

/** What names of ours begin with; other pages of the same origin keep their own. */
const OURS = 'sluice';

const PATIENCE_MS = 3000;
const RETRY_MS = 100;

/**
 * Empties every store of this device that Sluice writes: the kept workbenches and data, the tab's session, the settings, and
 * what the engine may have left in the origin's private files. The app's own files for offline use stay. What one store
 * refuses does not keep the others from being emptied. Resolves to false where something could not be removed.
 */
export async function forgetEverything(shelf: Shelf): Promise<boolean> {
  const forgotten = await shelf.forget();
  const cleared = [clear(() => sessionStorage), clear(() => localStorage), await clearPrivateFiles()];
  return forgotten.ok && cleared.every((isClear) => isClear);
}

function clear(storageOf: () => Storage): boolean {
  try {
    const storage = storageOf();
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    for (const key of keys) if (key.startsWith(OURS)) storage.removeItem(key);
    return true;
  } catch {
    // A browser that forbids the store has nothing in it.
    return true;
  }
}

async function clearPrivateFiles(): Promise<boolean> {
  let root: FileSystemDirectoryHandle;
  try {
    root = await navigator.storage.getDirectory();
  } catch {
    return true;
  }
  try {
    const names: string[] = [];
    for await (const name of root.keys()) if (name.startsWith(OURS)) names.push(name);
    const removed = await Promise.all(names.map((name) => removeSoon(root, name)));
    return removed.every((isRemoved) => isRemoved);
  } catch {
    return false;
  }
}

/** The engine has just ended, and the browser may not have let go of its files yet: it is tried for 3 s. */
async function removeSoon(root: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await root.removeEntry(name, { recursive: true });
      return true;
    } catch {
      if (performance.now() > until) return false;
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}
