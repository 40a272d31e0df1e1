import { readDocument } from '../../document/read';
import { fileNamesOf } from '../../document/sources';

/** What a list of workbenches says of one, and which files it reads. */
export interface TextFacts {
  readonly title: string;
  readonly cells: number;
  readonly files: readonly string[];
}

/** Reads the title, the number of cells and the names of the files out of a workbench file; nothing of it where it is none. */
export function describeText(text: string): TextFacts {
  const read = readDocument(text);
  if (!read.ok) return { title: '', cells: 0, files: [] };
  const { document } = read.value;
  return { title: document.title, cells: document.cells.length, files: fileNamesOf(document) };
}
