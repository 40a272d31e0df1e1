import { sourceFiles, type SourceFingerprint } from '../core/source';
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

/** Says that a run has read another file than the document has on record; null where it read the same one. */
export function otherFileRemark(cell: StepCell, read: readonly SourceFingerprint[]): string | null {
  const saved = sourcesOf(cell).flatMap(sourceFiles);
  for (const { name, sha256, bytes } of read) {
    const before = saved.find((file) => file.kind !== 'embedded' && file.name === name);
    if (before === undefined || before.kind === 'embedded') continue;
    if (before.sha256 === undefined || before.sha256 === sha256) continue;
    const sizes = 'bytes' in before && before.bytes !== bytes ? sizeWords(before.bytes, bytes) : '';
    return `This is another file than the one saved: “${name}” has other content${sizes}.`;
  }
  return null;
}

function sizeWords(before: unknown, now: number): string {
  return typeof before === 'number' ? ` (${String(now)} bytes, saved were ${String(before)})` : '';
}
