import { registerWritable } from './duckdb/register';
import type { DiskPlace } from './duckdb/world';
import { PREFIX, removeFolder } from './sweep';

const FILE = 'tables.db';

/**
 * What an empty database file is: 12,288 bytes, deflated, as native DuckDB 1.4.3 writes them for
 * `ATTACH 'tables.db'; CHECKPOINT; DETACH`. In a browser the database can open a file, not make one.
 */
const EMPTY_DATABASE =
  '7dexCcJQFAXQL1i4SMDqYzBCrBS0E+ycwKAbWJtWSJVFBFdwguwTtAgiBATLFOc0l8d9C9xzW0/LKj62h81uHf5zSWMW57/7Ii2OeX5aLmYBAAAAGIDnNbnf9qvmc796vp/jLiZdjIL9DwAAAPa//Q8AAABD8QY=';

/**
 * A fresh place in the browser's private files: a folder for one database of one tab. The folder's lock is held as long as this
 * worker lives, so that another tab, or the next session, knows a folder that nobody has any more (`sweep.ts`).
 */
export function privateTables(): DiskPlace {
  const folder = PREFIX + crypto.randomUUID();
  const path = `opfs://${folder}/${FILE}`;
  let release: (() => void) | undefined;
  return {
    path,
    open: async (db) => {
      const root = await navigator.storage.getDirectory();
      release = await hold(folder);
      const directory = await root.getDirectoryHandle(folder, { create: true });
      const database = await directory.getFileHandle(FILE, { create: true });
      const writer = await database.createWritable();
      await writer.write(await emptyDatabase());
      await writer.close();
      await registerWritable(db, path, database);
      await registerWritable(
        db,
        `${path}.wal`,
        await directory.getFileHandle(`${FILE}.wal`, { create: true }),
      );
    },
    remove: async () => {
      await removeFolder(folder);
      release?.();
      release = undefined;
    },
  };
}

/** Takes a lock that nobody has; it is kept until the returned function is called or this worker ends. */
function hold(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(
      name,
      () => new Promise<void>((release) => resolve(() => release())),
    );
    held.catch(reject);
  });
}

async function emptyDatabase(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(EMPTY_DATABASE), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).arrayBuffer();
}
