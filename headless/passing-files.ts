import { createWriteStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { StoredPart } from '../workers/engine/world';

let folder: string | undefined;
let written = 0;

/** A file for something that is needed for a while, in a folder that goes when the process ends. */
export async function storePart(
  fill: (writable: WritableStream<Uint8Array>) => Promise<unknown>,
): Promise<StoredPart> {
  const path = join(passingFolder(), String((written += 1)));
  const remove = (): Promise<void> => rm(path, { force: true });
  try {
    await fill(Writable.toWeb(createWriteStream(path)) as WritableStream<Uint8Array>);
  } catch (error) {
    await remove();
    throw error;
  }
  const handle = { path };
  return { blob: await openAsBlob(path), handle, forKernel: handle, remove };
}

function passingFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), 'sluice-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}
