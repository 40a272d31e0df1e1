import { lateStore } from '../../workbench/keeping/late-store';
import { deviceStorage, levelStore } from '../../workbench/keeping/level';
import { IdbShelf } from '../../workbench/keeping/idb-shelf';
import { Keeping } from '../../workbench/keeping/keeping.svelte';
import type { KeptFile } from '../../workbench/keeping/shelf';
import { openSession, tabStorage } from '../../workbench/session';
import type { Workbench } from '../../workbench/workbench.svelte';
import { forgetEverything } from './forget';
import { Offline } from './offline.svelte';

/** A browser whose storage does not answer must not keep the page from opening: it asks for the files instead. */
const PATIENCE_MS = 2000;

/** The device as the page sees it: what it keeps, and whether it opens Sluice without a network. */
export class Device {
  readonly #shelf = new IdbShelf(indexedDbOf());
  readonly keeping: Keeping;
  readonly offline = new Offline();
  #workbench: Workbench | null = null;

  constructor() {
    this.keeping = new Keeping({
      session: openSession(tabStorage()),
      shelf: this.#shelf,
      level: levelStore(deviceStorage()),
      late: lateStore(deviceStorage()),
      now: () => Date.now(),
      files: () => this.#workbench?.files.handles ?? {},
    });
  }

  /** Brings the kept data of the workbench that this tab held before a reload, and from then on writes what must not be lost. */
  async attach(workbench: Workbench): Promise<void> {
    this.#workbench = workbench;
    const record = this.keeping.recall();
    if (record !== null && this.keeping.level === 'data') {
      const late = new Promise<readonly KeptFile[]>((resolve) => setTimeout(() => resolve([]), PATIENCE_MS));
      const files = await Promise.race([this.keeping.filesOf(record.id), late]);
      for (const { name, file } of files) workbench.files.give(name, file);
    }
    addEventListener('pagehide', () => {
      this.keeping.leave();
      if (workbench.engine.storage.diskBytes > 0) this.offline.leave();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.keeping.flush();
      else void this.keeping.refresh();
    });
    addEventListener('storage', ({ key }) => {
      if (key === null || key === 'sluice.keeping') this.keeping.levelChanged();
    });
    void this.keeping.start();
  }

  /** Empties every store of ours on this device and starts the page anew, with nothing. */
  async forget(closeEngine: () => Promise<void>): Promise<void> {
    await this.keeping.stop();
    await closeEngine();
    await forgetEverything(this.#shelf);
    location.replace(location.pathname);
  }
}

/** Undefined where the browser forbids even to look at it. */
function indexedDbOf(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}
