import type { Workbench } from '../../workbench/workbench.svelte';

/** A line at the foot of the page that says what was done, with a way back. */
export interface Toast {
  readonly text: string;
  /** Null where there is nothing to undo. */
  readonly undo: (() => void) | null;
}

/** Says at the foot of the page what was just done, one thing at a time. */
export class Toaster {
  readonly #workbench: Pick<Workbench, 'history' | 'undo'>;
  #present = $state.raw<Toast | null>(null);

  constructor(workbench: Pick<Workbench, 'history' | 'undo'>) {
    this.#workbench = workbench;
  }

  /** What is said now; null where nothing is. */
  get present(): Toast | null {
    return this.#present;
  }

  dismiss(): void {
    this.#present = null;
  }

  /** Says what was just done. */
  tell(text: string): void {
    this.#present = { text, undo: null };
  }

  /** Gives a text to the clipboard and says so. */
  copy(text: string): void {
    const said = navigator.clipboard.writeText(text).then(
      () => 'Copied.',
      () => 'The browser does not allow to copy: select the text and copy it by hand.',
    );
    void said.then((words) => this.tell(words));
  }

  /** Says what was just done, and offers to undo it as long as nothing else was; `after` is called once it is undone. */
  offerUndo(text: string, after?: () => void): void {
    const { history } = this.#workbench;
    const { moves } = history;
    const undo = () => {
      if (history.moves === moves) {
        this.#workbench.undo();
        after?.();
      }
      this.dismiss();
    };
    this.#present = { text, undo };
  }
}
