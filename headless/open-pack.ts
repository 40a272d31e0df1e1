import { openAsBlob } from 'node:fs';
import { FailureError, makeFailure } from '../src/core/failure';
import { fail, succeed, type Outcome } from '../src/core/outcome';
import { isFolderName } from '../src/core/source';
import { LARGEST_FILE } from '../src/document/parse';
import { readDocument } from '../src/document/read';
import { recordedFiles } from '../src/document/sources';
import { openPack } from '../src/kernels/archive/workbench-pack';
import { badCall, type NamedPath } from './command';
import { storePart } from './passing-files';

/** A workbench that came with its data: its text, and its files, unpacked until the process ends. */
export interface UnpackedWorkbench {
  readonly text: string;
  readonly data: readonly NamedPath[];
}

/** Unpacks a `.sluice.zip`, every file checked against the hash that the workbench states. */
export async function unpackWorkbench(path: string): Promise<Outcome<UnpackedWorkbench>> {
  try {
    const archive = await openAsBlob(path);
    const pack = await openPack(archive, path, LARGEST_FILE);
    const read = readDocument(pack.text);
    if (!read.ok) return read;
    const sources = recordedFiles(read.value.document);
    const folder = sources.find(({ name }) => isFolderName(name));
    if (folder !== undefined) {
      return badCall(
        `“${folder.name}” is a folder, which is not read out of an archive here; unpack it first`,
      );
    }
    const files = await pack.unpack(sources, async (_, fill) => {
      const { blob, handle } = await storePart((writable) => fill(writable as never));
      return { stored: (handle as { readonly path: string }).path, file: blob };
    });
    return succeed({ text: pack.text, data: [...files].map(([name, at]) => ({ name, path: at })) });
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    return fail(makeFailure('file-unreadable', { name: path }, { detail: String(error) }));
  }
}
