/** The label of an image: the name of the folder that it lies in; null where its path names none. */
export function folderOf(path: string): string | null {
  return path.split(/[/\\]/).at(-2) ?? null;
}
