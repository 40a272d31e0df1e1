import { parseKnownColumns, type KnownColumns } from './keeping/column-changes';

/** What a tab keeps of its workbench through a reload or a crash. Data files are not in it. */
export interface SessionRecord {
  /** Which workbench it is, among those that the device keeps. */
  readonly id: string;
  /** The workbench as it would be saved. */
  readonly text: string;
  /** False while the user has not yet agreed to run a workbench of somebody else. */
  readonly trusted: boolean;
  /** True when the text is what was last saved to a file. */
  readonly saved: boolean;
  /** True while cells run only when the user says so. */
  readonly byHand?: boolean;
  /** Columns that its sources had when they were last read, by cell. */
  readonly columns: KnownColumns;
  /** The revision that the device kept last, as far as this tab knows; absent where it keeps none. */
  readonly revision?: number;
}

/** Where a tab keeps its workbench: gone when the tab is closed. */
export interface Session {
  /** Keeps the record; false when the browser had no room or forbids it. */
  keep(record: SessionRecord): boolean;
  /** The record kept last, or null where there is none that can be read. */
  recall(): SessionRecord | null;
}

const KEY = 'sluice.workbench';

/** A session in the given storage, which may be absent where the browser forbids it. */
export function openSession(storage: Storage | null): Session {
  return {
    keep: (record) => write(storage, JSON.stringify(record)),
    recall: () => parseRecord(storage?.getItem(KEY) ?? null),
  };
}

/** The tab's own session storage; null where the browser forbids even to look at it. */
export function tabStorage(): Storage | null {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

function write(storage: Storage | null, text: string): boolean {
  try {
    storage?.setItem(KEY, text);
    return storage !== null;
  } catch {
    // Over the quota: an older record would bring back the wrong workbench.
    storage?.removeItem(KEY);
    return false;
  }
}

/** Reads a record that was kept as JSON; null where it is none. */
export function parseRecord(text: string | null): SessionRecord | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('text' in value)) return null;
    if (typeof value.text !== 'string') return null;
    return {
      id: 'id' in value && typeof value.id === 'string' ? value.id : '',
      text: value.text,
      trusted: 'trusted' in value && value.trusted === true,
      saved: 'saved' in value && value.saved === true,
      byHand: 'byHand' in value && value.byHand === true,
      columns: parseKnownColumns('columns' in value ? value.columns : null),
      ...('revision' in value && typeof value.revision === 'number' && { revision: value.revision }),
    };
  } catch {
    return null;
  }
}
