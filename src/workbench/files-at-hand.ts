import { sourceFiles } from '../core/source';
import type { StepCell } from '../document/document';
import { sourcesOf } from '../document/sources';

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

  /** True when a file of that name and size was given before. */
  holdsLike(file: File): boolean {
    return this.#files.get(file.name)?.size === file.size;
  }

  /** The first file that a cell reads and that is not at hand. */
  missingFor(cell: StepCell): string | undefined {
    return neededFiles(cell).find((name) => !this.#files.has(name));
  }
}
