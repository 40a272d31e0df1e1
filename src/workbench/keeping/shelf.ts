import type { Outcome } from '../../core/outcome';
import type { KnownColumns } from './column-changes';

/** A workbench as the device keeps it. */
export interface KeptWorkbench {
  readonly id: string;
  readonly title: string;
  /** How many cells it has. */
  readonly cells: number;
  /** The workbench file. */
  readonly text: string;
  readonly trusted: boolean;
  /** True when the text is what was last saved to a file. */
  readonly saved: boolean;
  /** Columns that its sources had when they were last read, by cell. */
  readonly columns: KnownColumns;
  /** When it was kept last, in milliseconds since 1970. */
  readonly changed: number;
  /** Grows by one at each write, so that a tab notices what another has written. */
  readonly revision: number;
}

/** A kept workbench in a list: without its text, with the size of the data kept for it. */
export interface KeptEntry {
  readonly id: string;
  readonly title: string;
  readonly cells: number;
  readonly changed: number;
  /** Files kept for it. */
  readonly files: number;
  /** Their bytes together, plus those of the text. */
  readonly bytes: number;
}

/** What a tab believes to stand on the shelf: it may write over that, and over nothing else. */
export interface ShelfBase {
  readonly revision: number;
  readonly text: string;
}

/** What came of a write: the revision written, or `conflict` where another tab has written meanwhile. */
export type Written = { readonly revision: number } | 'conflict';

/** A file that is kept for a workbench, by the name its sources call it. */
export interface KeptFile {
  readonly name: string;
  readonly file: File;
}

/** Where a device keeps workbenches and their data. Every failure is named; none leaves half a write behind. */
export interface Shelf {
  /** All kept workbenches, the latest first. */
  list(): Promise<Outcome<readonly KeptEntry[]>>;
  /** One kept workbench; null where it is gone. */
  read(id: string): Promise<Outcome<KeptWorkbench | null>>;
  /** Writes a workbench, unless it no longer stands as `base` says. `base` is null for one never read or written here. */
  write(workbench: Omit<KeptWorkbench, 'revision'>, base: ShelfBase | null): Promise<Outcome<Written>>;
  /** Keeps a file for a workbench, in the place of one of that name. */
  putFile(id: string, kept: KeptFile): Promise<Outcome<void>>;
  /** The files kept for a workbench. Nothing of them is read into memory. */
  files(id: string): Promise<Outcome<readonly KeptFile[]>>;
  /** Gives up the files of a workbench that are not of these names. */
  keepOnlyFiles(id: string, names: readonly string[]): Promise<Outcome<void>>;
  /** Gives up a workbench with its files. */
  remove(id: string): Promise<Outcome<void>>;
  /** Gives up everything, and the place itself. */
  forget(): Promise<Outcome<void>>;
}

/** True when a tab that believes `base` may write over `stored`. */
export function mayWrite(stored: ShelfBase | null, base: ShelfBase | null, text: string): boolean {
  if (stored === null || stored.text === text) return true;
  return base !== null && (stored.revision === base.revision || stored.text === base.text);
}

/** An id for a workbench that no other has. */
export function newWorkbenchId(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('-');
}
