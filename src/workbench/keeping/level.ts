/** What the device keeps when the tab is closed: nothing, the workbench, or the workbench with its data. */
export const LEVELS = ['tab', 'workbench', 'data'] as const;
/** What the device keeps when the tab is closed. */
export type Level = (typeof LEVELS)[number];

const KEY = 'sluice.keeping';

/** Where the choice of level stands, on this device and for all tabs. */
export interface LevelStore {
  /** The level chosen, or null where nobody has chosen yet. */
  read(): Level | null;
  /** False when the browser forbids it: then the choice holds for this tab only. */
  write(level: Level): boolean;
}

/** The choice in the given storage, which may be absent where the browser forbids it. */
export function levelStore(storage: Storage | null): LevelStore {
  return {
    read: () => {
      const value = storage?.getItem(KEY);
      return LEVELS.find((level) => level === value) ?? null;
    },
    write: (level) => {
      try {
        storage?.setItem(KEY, level);
        return storage !== null;
      } catch {
        return false;
      }
    },
  };
}

/** The device's own local storage; null where the browser forbids even to look at it. */
export function deviceStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
