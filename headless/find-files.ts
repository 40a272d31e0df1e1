import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFailure } from '../src/core/failure';
import { fail, succeed, type Outcome } from '../src/core/outcome';
import { isFolderName } from '../src/core/source';
import { fileNamesOf } from '../src/document/sources';
import type { WorkbenchDocument } from '../src/document/document';
import type { FileHandles } from '../src/engine/protocol';
import { badCall, type NamedPath } from './command';

/**
 * The files that a workbench reads, by source file name, as handles of the Node engine (`{ path }`): what the caller gives,
 * else a file of that name beside the workbench. A file that is nowhere is left out; its cell says `file-missing`. A name
 * that the workbench does not read is a `bad-call`; a path that is no file (no folder, for `photos/`) is `file-unreadable`.
 */
export async function findFiles(
  document: WorkbenchDocument,
  workbenchPath: string,
  given: readonly NamedPath[],
): Promise<Outcome<FileHandles>> {
  const names = fileNamesOf(document);
  // A folder is called `photos/` in a workbench; the slash may be left out here.
  const nameOf = (name: string): string => (names.includes(`${name}/`) ? `${name}/` : name);
  const stray = given.find(({ name }) => !names.includes(nameOf(name)));
  if (stray !== undefined) {
    const known = names.length === 0 ? 'it reads no files' : `it reads ${names.join(', ')}`;
    return badCall(`the workbench reads no file named “${stray.name}”; ${known}`);
  }
  const paths = new Map(given.map(({ name, path }) => [nameOf(name), resolve(path)]));
  for (const [name, path] of paths) {
    if (!(await isThere(name, path))) return fail(makeFailure('file-unreadable', { name: path }));
  }
  const found = await Promise.all(
    names.map(
      async (name) => [name, paths.get(name) ?? (await besideWorkbench(workbenchPath, name))] as const,
    ),
  );
  return succeed(
    Object.fromEntries(found.flatMap(([name, path]) => (path === null ? [] : [[name, { path }]]))),
  );
}

/** A workbench from someone else must not reach out of its folder by a name such as `../secret.csv`. */
async function besideWorkbench(workbenchPath: string, name: string): Promise<string | null> {
  const bare = isFolderName(name) ? name.slice(0, -1) : name;
  if (bare !== basename(bare) || bare === '..' || bare === '.' || name.includes('\\')) return null;
  const path = join(dirname(resolve(workbenchPath)), bare);
  return (await isThere(name, path)) ? path : null;
}

/** A folder where the name is that of a folder, else a file. */
async function isThere(name: string, path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return isFolderName(name) ? found.isDirectory() : found.isFile();
  } catch {
    return false;
  }
}
