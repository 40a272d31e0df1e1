import { getContext, setContext } from 'svelte';

/**
 * A file of an archive: where it stands in it, and its bytes part by part; or at hand with their check sum (CRC-32) where they are packed
 * already, as images are.
 */
export type FileToSave =
  | {
      readonly path: string;
      readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
      readonly crc?: undefined;
    }
  | { readonly path: string; readonly content: Uint8Array; readonly crc: number };

/** Files that are made while they are written. */
export interface FilesToSave {
  /** The name that the archive is offered under, with its ending. */
  readonly name: string;
  /** Makes them one after the other; asked once, and no further than is written. */
  readonly files: (signal: AbortSignal) => AsyncIterable<FileToSave>;
}

/** How far it is, and how it is withdrawn. */
export interface FilesHooks {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Writes files as one zip archive where the person says, and tells whether the person did say. Must be called at once when a button is
 * pressed. Throws `FailureError`, and whatever the making of a file throws; nothing is left behind then.
 */
export type FilesSaver = (files: FilesToSave, hooks: FilesHooks) => Promise<'saved' | 'declined'>;

const KEY = Symbol('files saver');

/** Lets every view below save files. */
export function provideFilesSaver(saver: FilesSaver): void {
  setContext(KEY, saver);
}

/** How a view saves files; undefined where nobody provides it. */
export function filesSaver(): FilesSaver | undefined {
  return getContext<FilesSaver | undefined>(KEY);
}
