import { FailureError, makeFailure } from '../../core/failure';
import type { FilesSaver, FileToSave } from '../../ui/files-saver';
import { chooseTarget } from '../saving-tables/write-target';
import { taskBreaks } from './task-breaks';

/** Writes files as one zip archive, each while it is made: memory holds a few at a time. */
export const saveZip: FilesSaver = async ({ name, files }, { signal, onBytes }) => {
  const target = await chooseTarget(name, 'application/zip');
  if (target === null) return 'declined';
  try {
    const { zipFile } = await import('../../kernels/archive/write-zip');
    let written = 0;
    for await (const bytes of gathered(zipFile(underOwnNames(files(signal), signal)))) {
      orEnd(signal);
      await target.write(bytes);
      written += bytes.length;
      onBytes(written);
    }
    await target.finish();
  } catch (error) {
    await target.abandon();
    throw error instanceof RangeError ? tooLarge(name, error) : error;
  }
  return 'saved';
};

/** Bytes written at a time: the disk is far, and the page must not wait long. */
const PART = 1 << 20;

/** The same bytes in parts of one size; a part is valid until the next. */
async function* gathered(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(PART);
  let length = 0;
  for await (const part of parts) {
    for (let at = 0; at < part.length;) {
      const some = part.subarray(at, at + PART - length);
      buffer.set(some, length);
      length += some.length;
      at += some.length;
      if (length === PART) {
        yield buffer;
        length = 0;
      }
    }
  }
  if (length > 0) yield buffer.subarray(0, length);
}

function orEnd({ aborted }: AbortSignal): void {
  if (aborted) throw new FailureError(makeFailure('cancelled'));
}

/** Files of one path would hide each other: the later ones get a number. */
async function* underOwnNames(
  files: AsyncIterable<FileToSave>,
  signal: AbortSignal,
): AsyncGenerator<FileToSave> {
  const taken = new Set<string>();
  const breathe = taskBreaks();
  for await (const file of files) {
    await breathe();
    // A part of the archive may hold thousands of files: it is not waited for.
    orEnd(signal);
    let { path } = file;
    for (let number = 2; taken.has(path); number++) path = numbered(file.path, number);
    taken.add(path);
    yield { ...file, path };
  }
}

function numbered(path: string, number: number): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  return `${stem} (${number})${ending}`;
}

function tooLarge(name: string, error: RangeError): FailureError {
  const failure = makeFailure('save-not-written', { name }, { detail: error.message });
  return new FailureError(failure, { cause: error });
}
