import type { Source } from './source';
import { listText } from './words';

/** So many names are written out. */
const NAMED = 3;

/** A source as a sentence names it: "a.csv", "a.csv, b.csv and c.csv", "12 files: a.csv to l.csv", "data.zip › a.csv". */
export function sourceText(source: Source): string {
  if (source.kind !== 'file') return source.name;
  const names = source.files.map(({ name, member }) => (member === undefined ? name : `${name} › ${member}`));
  if (names.length <= NAMED) return listText(names);
  const [archive] = source.files;
  const ofOne = source.files.every(({ name, member }) => member !== undefined && name === archive?.name);
  if (ofOne) return `${names.length} files of ${archive?.name}`;
  return `${names.length} files: ${names[0]} to ${names.at(-1)}`;
}
