import { FailureError, makeFailure } from '../../core/failure';
import { saveFile } from '../../ui/save-file';

/** Where a file is written to. Exactly one of `finish` and `abandon` ends it. */
export interface WriteTarget {
  write(bytes: Uint8Array): Promise<void>;
  /** The file is whole: it appears under its name. */
  finish(): Promise<void>;
  /** Nothing is left behind. */
  abandon(): Promise<void>;
}

/** The part of the File System Access API that is used; not every browser has it. */
interface FilePicker {
  showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<PickedFile>;
}
type PickedFile = FileSystemFileHandle & { remove?: () => Promise<void> };

/** True where files are streamed to the disk; elsewhere they are put together first, and then handed to the downloads. */
export function mayStream(): boolean {
  return 'showSaveFilePicker' in window;
}

/**
 * Asks where the file shall go, where the browser lets a page ask; must be called at once when a button is pressed. Null when the
 * person thinks better of it.
 */
export async function chooseTarget(name: string, mediaType: string): Promise<WriteTarget | null> {
  const { showSaveFilePicker } = window as FilePicker;
  if (showSaveFilePicker === undefined) return downloadTarget(name, mediaType);
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
  try {
    const handle = await showSaveFilePicker.call(window, {
      suggestedName: name,
      types: [{ accept: { [mediaType]: [ending] } }],
    });
    return await diskTarget(handle);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw notWritten(name, error);
  }
}

async function diskTarget(handle: PickedFile): Promise<WriteTarget> {
  const { name } = handle;
  // What is written stands aside until it is closed: before, the file is as it was.
  const wasEmpty = (await handle.getFile()).size === 0;
  const stream = await handle.createWritable();
  const orFail = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw notWritten(name, error);
    });
  return {
    write: (bytes) => orFail(stream.write(new Uint8Array(bytes))),
    finish: () => orFail(stream.close()),
    abandon: async () => {
      await stream.abort().catch(() => undefined);
      // The chooser has made the file, empty, before anything was written.
      if (wasEmpty) await handle.remove?.().catch(() => undefined);
    },
  };
}

function downloadTarget(name: string, mediaType: string): WriteTarget {
  let parts: Blob[] = [];
  return {
    write: (bytes) => {
      // The browser keeps large blobs on disk by itself.
      parts.push(new Blob([new Uint8Array(bytes)]));
      return Promise.resolve();
    },
    finish: () => {
      saveFile(name, new Blob(parts, { type: mediaType }));
      parts = [];
      return Promise.resolve();
    },
    abandon: () => {
      parts = [];
      return Promise.resolve();
    },
  };
}

function notWritten(name: string, error: unknown): FailureError {
  return new FailureError(makeFailure('save-not-written', { name }, { detail: String(error) }), {
    cause: error,
  });
}
