import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isLitter } from '../src/kernels/archive/zip-list';
import { TAR_END, tarHeader, tarPadding } from '../src/kernels/archive/tar';

/** A folder as the runner hands it over: the files in it at any depth, as one archive under the folder's name. */
export interface NodeFolder {
  readonly path: string;
  /** What the folder is called in the archive. */
  readonly folder: string;
}

/** Where a folder's files are and when they changed last, in the order of their paths. */
export async function filesIn(path: string): Promise<{ path: string; bytes: number; changed: number }[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length).split(sep).join('/'))
    .map((file) => file.replace(/^\/+/, ''))
    .filter((file) => !isLitter(file));
  files.sort(byCode);
  return Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(join(path, file));
      return { path: file, bytes: size, changed: mtimeMs };
    }),
  );
}

/** A folder as a tar that is put together of its files when it is read; the browser makes the same one of a dropped folder. */
export async function openFolder({ path, folder }: NodeFolder): Promise<Blob> {
  const parts: (Uint8Array<ArrayBuffer> | Blob)[] = [];
  for (const file of await filesIn(path)) {
    const content = await openAsBlob(join(path, file.path));
    parts.push(
      bytesOf(tarHeader(`${folder}/${file.path}`, file.bytes)),
      content,
      bytesOf(tarPadding(file.bytes)),
    );
  }
  return new Blob([...parts, bytesOf(TAR_END)]);
}

const bytesOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
