import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Source texts by their path from the root of the repository, with forward slashes. */
export type SourceTexts = ReadonlyMap<string, string>;

/** Reads every `.ts` and `.svelte` file under the given folders. */
export function readSources(folders: readonly string[]): SourceTexts {
  const paths = folders.flatMap(filesUnder).filter((path) => /\.(ts|svelte)$/.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

/** All files under a folder, the folder's own path included; none where there is no such folder. */
export function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
