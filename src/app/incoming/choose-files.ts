import { chosenItems, type Item } from './items';

/** Opens the browser's file chooser, as a part of the user's own action; no file where the user chooses none. */
export function chooseFiles(accept: string, multiple: boolean): Promise<File[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept, multiple });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Opens the browser's chooser for a folder; no file where the user chooses none. */
export function chooseFolder(): Promise<Item[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', webkitdirectory: true });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(chosenItems([...(input.files ?? [])])));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
