import type { Page } from '@playwright/test';

/** Chooses what the device keeps, by the control in the top bar. */
export async function keepOnDevice(
  page: Page,
  title: 'Nothing' | 'The workbench' | 'The workbench and its data',
) {
  await openKeeping(page);
  const level = page.getByRole('group', { name: 'What this device keeps' }).getByRole('button');
  await level.filter({ has: page.getByText(title, { exact: true }) }).click();
  await page.keyboard.press('Escape');
}

/** Opens the sheet that says what this device keeps. */
export async function openKeeping(page: Page): Promise<void> {
  await page.getByRole('button', { name: /What this device keeps$/ }).click();
}

/** Everything that the stores of the browser hold for this origin, by store. */
export function lookIntoStores(page: Page) {
  return page.evaluate(async () => {
    const keysOf = (storage: Storage) =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index));
    const rows = async (name: string) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
      const counts: Record<string, number> = {};
      for (const store of database.objectStoreNames) {
        counts[store] = await new Promise<number>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(new Error(String(request.error)));
        });
      }
      database.close();
      return counts;
    };
    const databases: Record<string, Record<string, number>> = {};
    for (const { name = '' } of await indexedDB.databases()) databases[name] = await rows(name);
    const privateFiles: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) privateFiles.push(name);
    return {
      session: keysOf(sessionStorage),
      local: keysOf(localStorage),
      databases,
      privateFiles,
      cookies: document.cookie,
      caches: await caches.keys(),
    };
  });
}
