/** What the folders of tables on disk begin with, in the private files of this origin; their locks have the same names. */
export const PREFIX = 'sluice-tables-';

const PATIENCE_MS = 3000;
const RETRY_MS = 100;

/**
 * Deletes the tables on disk that no living tab has: those of a tab that was closed, or whose browser crashed. Resolves to the
 * number of folders deleted; 0 where a browser has no such files, or does not let them be looked at.
 */
export async function sweepTables(): Promise<number> {
  try {
    const root = await navigator.storage.getDirectory();
    const folders: string[] = [];
    for await (const name of root.keys()) if (name.startsWith(PREFIX)) folders.push(name);
    const swept = await Promise.all(
      folders.map((folder) =>
        navigator.locks.request(folder, { ifAvailable: true }, (lock) =>
          lock === null ? false : removeFolder(folder),
        ),
      ),
    );
    return swept.filter((isRemoved) => isRemoved).length;
  } catch {
    return 0;
  }
}

/** Deletes a folder of tables. The browser lets go of the files of a worker a moment after its end, so it is tried for 3 s. */
export async function removeFolder(folder: string): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry(folder, { recursive: true });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return true;
      if (performance.now() > until) return false;
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}
