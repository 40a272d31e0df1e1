import type { Failure } from '../../core/failure';
import { cellAt } from '../../core/frame';
import type { Ask, FindQuery } from '../../core/view';
import type { CellPlace } from './grid-keys';

/** Where a search goes: the columns as they are seen, the view and how many rows it leaves. */
export type FindField = Pick<FindQuery, 'slot' | 'columns' | 'view'> & { readonly rows: number };

/** How a search stands: `around` found something only past the end of the table. */
export type FindState = 'quiet' | 'searching' | 'found' | 'around' | 'none';

/** Finds a text in a table, from one value to the next. A new search takes the place of the one on its way. */
export class Finder {
  readonly #ask: Ask;
  #state = $state<FindState>('quiet');
  #failure = $state.raw<Failure | null>(null);
  #controller = new AbortController();
  text = $state('');

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  get state(): FindState {
    return this.#state;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** The next place after (or before) one; null where there is none, or where the search was given up. */
  async next(field: FindField, from: CellPlace | null, backward: boolean): Promise<CellPlace | null> {
    this.stop();
    if (this.text === '' || field.rows === 0) return null;
    const { signal } = this.#controller;
    this.#state = 'searching';
    const start = { row: -1, column: -1 };
    const end = { row: field.rows, column: field.columns.length };
    const near = await this.#find(field, from ?? (backward ? end : start), backward, signal);
    if (signal.aborted || this.#failure !== null) return null;
    const place = near ?? (await this.#find(field, backward ? end : start, backward, signal));
    if (signal.aborted || this.#failure !== null) return null;
    this.#state = near !== null ? 'found' : place !== null ? 'around' : 'none';
    return place;
  }

  /** Gives up what is on its way. */
  stop(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#state = 'quiet';
    this.#failure = null;
  }

  async #find(
    { slot, columns, view }: FindField,
    from: CellPlace,
    backward: boolean,
    signal: AbortSignal,
  ): Promise<CellPlace | null> {
    const query: FindQuery = { kind: 'find', slot, text: this.text, columns, view, from, backward };
    const answered = await this.#ask(query, { signal });
    if (signal.aborted) return null;
    if (!answered.ok) {
      this.#failure = answered.failure;
      this.#state = 'quiet';
      return null;
    }
    if (answered.value.rows === 0) return null;
    return {
      row: Number(cellAt(answered.value, 'row', 0)),
      column: Number(cellAt(answered.value, 'column', 0)),
    };
  }
}
