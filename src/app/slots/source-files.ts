import type { Source } from '../../core/source';

/** The files of a source, in order. */
export type SourceFiles = Extract<Source, { kind: 'file' }>['files'];

/** The files with one of them at another place. */
export function moved(files: SourceFiles, from: number, to: number): SourceFiles {
  const others = files.filter((_, place) => place !== from);
  return [...others.slice(0, to), ...files.slice(from, from + 1), ...others.slice(to)];
}
