import { FailureError } from '../../core/failure';
import { fail, succeed, type Outcome } from '../../core/outcome';
import { LARGEST_FILE } from '../../document/parse';
import { readDocument } from '../../document/read';
import { recordedFiles } from '../../document/sources';
import { openPack } from '../../kernels/archive/workbench-pack';

/** A workbench that came with its data. */
export interface Unpacked {
  readonly text: string;
  readonly files: ReadonlyMap<string, File>;
}

/** Unpacks a `.sluice.zip`: the workbench, and its data files, each checked against the hash that the workbench states. */
export async function unpack(archive: File): Promise<Outcome<Unpacked>> {
  try {
    const pack = await openPack(archive, archive.name, LARGEST_FILE);
    const read = readDocument(pack.text);
    if (!read.ok) return read;
    const sources = recordedFiles(read.value.document);
    const files = await pack.unpack(sources, async ({ name }, fill) => {
      const blob = await blobOf((target) => fill(target as never));
      // A tab that is reloaded, and a cache of hashes, tell files apart by their size and time.
      const file = new File([blob], name, { lastModified: archive.lastModified });
      return { stored: file, file };
    });
    return succeed({ text: pack.text, files });
  } catch (error) {
    if (error instanceof FailureError) return fail(error.failure);
    throw error;
  }
}

/** The browser keeps a large blob on disk by itself. */
async function blobOf(
  fill: (target: WritableStream<Uint8Array<ArrayBuffer>>) => Promise<void>,
): Promise<Blob> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const [blob] = await Promise.all([new Response(readable).blob(), fill(writable)]);
  return blob;
}
