import { disclosuresOf, tellsHashes, type Disclosure } from '../../document/disclosures';
import type { WorkbenchDocument } from '../../document/document';

/** What a person is asked before a workbench is saved as a file. */
export interface SaveQuestion {
  readonly disclosures: readonly Disclosure[];
  /** True when size and SHA-256 of a file are told with its name. */
  readonly tellsHashes: boolean;
}

/** Asks, before a workbench is saved, whether what it tells of the data may stand in the file; once for the same content. */
export class Saving {
  #question = $state.raw<SaveQuestion | null>(null);
  readonly #confirmed = new Set<string>();
  #go: (() => void) | null = null;

  /** What is asked now; null where nothing is. */
  get question(): SaveQuestion | null {
    return this.#question;
  }

  /** Calls `go` at once where there is nothing to ask or the same was confirmed before, else when it is confirmed. */
  ask(document: WorkbenchDocument, go: () => void): void {
    const question = { disclosures: disclosuresOf(document), tellsHashes: tellsHashes(document) };
    if (question.disclosures.length === 0 || this.#confirmed.has(JSON.stringify(question))) {
      go();
      return;
    }
    this.#go = go;
    this.#question = question;
  }

  confirm(): void {
    this.#confirmed.add(JSON.stringify(this.#question));
    const go = this.#go;
    this.cancel();
    go?.();
  }

  cancel(): void {
    this.#question = null;
    this.#go = null;
  }
}
