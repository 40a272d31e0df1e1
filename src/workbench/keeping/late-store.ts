import { parseRecord, type SessionRecord } from '../session';

const PREFIX = 'sluice.late.';

/**
 * Where a tab that is being closed leaves its last edit. The device's database takes a moment that such a tab may not have;
 * this store is written at once. The next page moves what it finds to the database.
 */
export interface LateStore {
  put(record: SessionRecord): void;
  drop(id: string): void;
  /** All that was left. */
  all(): SessionRecord[];
}

/** The store in the given storage, which may be absent where the browser forbids it. */
export function lateStore(storage: Storage | null): LateStore {
  return {
    put: (record) => {
      try {
        storage?.setItem(PREFIX + record.id, JSON.stringify(record));
      } catch {
        // No room: then the edit is on the device only if its database was fast enough; the edit before it is there anyway.
      }
    },
    drop: (id) => storage?.removeItem(PREFIX + id),
    all: () => {
      const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index) ?? '');
      return keys
        .filter((key) => key.startsWith(PREFIX))
        .flatMap((key) => parseRecord(storage?.getItem(key) ?? null) ?? []);
    },
  };
}
