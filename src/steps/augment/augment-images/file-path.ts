/**
 * Where an image stands in an archive: in a folder of its label, so that the archive can be loaded again with labels from folders. A path
 * whose folder is the label stays as it is; another one goes into that folder with its own folders in its name. Nothing leads out of
 * the archive.
 */
export function filePath(path: string, label: string | null): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  if (label === null) return parts.join('/');
  const folder = label.replace(/[/\\\p{Cc}]/gu, '_').replace(/^\.+$/, '_') || '_';
  if (parts.length > 1 && parts.at(-2) === folder) return parts.join('/');
  return `${folder}/${parts.join('__')}`;
}
