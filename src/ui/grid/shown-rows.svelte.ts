import type { TableArtifact } from '../../core/artifact';
import type { Failure } from '../../core/failure';
import { cellAt, emptyFrame } from '../../core/frame';
import { succeed } from '../../core/outcome';
import { ALL_ROWS, isChanged, type RowView } from '../../core/row-view';
import type { Ask } from '../../core/view';
import { Pages } from './pages.svelte';

/** Rows as they are shown: the view they are of, how many there are, and their values. */
export interface ShownView {
  readonly view: RowView;
  readonly rows: number;
  readonly pages: Pages;
}

const NOTHING: ShownView = {
  view: ALL_ROWS,
  rows: 0,
  pages: new Pages(() => Promise.resolve(succeed(emptyFrame)), 0, []),
};

/**
 * The rows of a table in the view that was asked for last. While a view is computed the one before it stays; a view that is asked
 * for meanwhile takes its place.
 */
export class ShownRows {
  readonly #ask: Ask;
  readonly #slot: string;
  readonly #table: Pick<TableArtifact, 'rows' | 'columns'>;
  #current = $state.raw<ShownView>(NOTHING);
  #isWorking = $state(false);
  #failure = $state.raw<Failure | null>(null);
  #asked: RowView = ALL_ROWS;
  #controller = new AbortController();

  constructor(ask: Ask, slot: string, table: Pick<TableArtifact, 'rows' | 'columns'>) {
    this.#ask = ask;
    this.#slot = slot;
    this.#table = table;
    this.#current = this.#shown(ALL_ROWS, table.rows);
  }

  get current(): ShownView {
    return this.#current;
  }

  /** True while another view is computed. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Why the view asked for last cannot be had. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Asks for a view. */
  show(view: RowView): void {
    if (sameView(view, this.#asked)) return;
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#asked = view;
    this.#failure = null;
    this.#isWorking = false;
    if (sameView(view, this.#current.view)) return;
    if (isChanged(view)) void this.#count(view, this.#controller.signal);
    else this.#turnTo(view, this.#table.rows);
  }

  /** Withdraws what is on its way; nothing is asked any more. */
  close(): void {
    this.#controller.abort();
    this.#current.pages.close();
  }

  async #count(view: RowView, signal: AbortSignal): Promise<void> {
    this.#isWorking = true;
    const counted = await this.#ask({ kind: 'rows', slot: this.#slot, view }, { signal });
    if (signal.aborted) return;
    this.#isWorking = false;
    if (counted.ok) this.#turnTo(view, Number(cellAt(counted.value, 'rows', 0)));
    else this.#failure = counted.failure;
  }

  #turnTo(view: RowView, rows: number): void {
    this.#current.pages.close();
    this.#current = this.#shown(view, rows);
  }

  #shown(view: RowView, rows: number): ShownView {
    const names = this.#table.columns.map((column) => column.name);
    const slot = this.#slot;
    const ask = this.#ask;
    if (!isChanged(view)) {
      const pages = new Pages(
        (page, signal) => ask({ kind: 'page', slot, ...page }, { signal }),
        rows,
        names,
      );
      return { view, rows, pages };
    }
    const rowNumbers = freshName(names);
    const fetch = (page: Parameters<ConstructorParameters<typeof Pages>[0]>[0], signal: AbortSignal) =>
      ask({ kind: 'page', slot, view, rowNumbers, ...page }, { signal });
    return { view, rows, pages: new Pages(fetch, rows, names, rowNumbers) };
  }
}

const sameView = (a: RowView, b: RowView): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A name that no column has, whatever the case. */
function freshName(names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let name = '#';
  while (taken.has(name)) name += '#';
  return name;
}
