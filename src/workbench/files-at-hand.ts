import { sourceFiles } from '../core/source';
import type { StepCell } from '../document/document';
import { sourcesOf } from '../document/sources';
import { freshFileName } from './file-names';

/** The names of the files that a cell reads and that a person must give. */
export function neededFiles(cell: StepCell): string[] {
  return sourcesOf(cell)
    .flatMap(sourceFiles)
    .flatMap((file) => (file.kind === 'file' ? [file.name] : []));
}

/** The files a person has given in this tab, by the name that sources call them. Nothing of them is read here. */
export class FilesAtHand {
  readonly #files = new Map<string, File>();

  /** As the engine takes them. */
  get handles(): Readonly<Record<string, File>> {
    return Object.fromEntries(this.#files);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  give(name: string, file: File): void {
    this.#files.set(name, file);
  }

  /** Takes files by names that are none of `taken`, a file a name; gives those names back, in the order of the files. */
  giveAnew(files: readonly File[], taken: Iterable<string>): string[] {
    const names = new Set(taken);
    return files.map((file) => {
      const name = freshFileName(file.name, (candidate) => names.has(candidate));
      names.add(name);
      this.give(name, file);
      return name;
    });
  }

  /** The file given under a name. */
  get(name: string): File | undefined {
    return this.#files.get(name);
  }

  /** True when a file of that size was given before under the name. */
  holdsLike(file: File, name = file.name): boolean {
    return this.#files.get(name)?.size === file.size;
  }

  /** The first file that a cell reads and that is not at hand. */
  missingFor(cell: StepCell): string | undefined {
    return neededFiles(cell).find((name) => !this.#files.has(name));
  }
}
