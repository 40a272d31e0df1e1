import { FailureError, makeFailure, type Failure } from '../../core/failure';
import { MEDIA_TYPES } from '../../kernels/table-file/table-format';
import type { RowView } from '../../core/row-view';
import type { AskPiece } from '../../kernels/table-file/table-file';
import { tableFileName } from '../../ui/save-file';
import type { TableToSave } from '../../ui/grid/table-saver';
import { endingOf, formatOfChoice, MOST_CLIPBOARD_CELLS, USUAL_CHOICE, type SaveChoice } from './save-choice';
import { chooseTarget, type WriteTarget } from './write-target';

/** How far a file is. */
export interface WriteProgress {
  readonly rows: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Saves one table at a time: what is chosen, how far it is, and what went wrong. */
export class TableSaving {
  /** Lives as long as the page: the next table is offered the same way. */
  readonly choice = $state<SaveChoice>({ ...USUAL_CHOICE });
  /** Which rows are written: all of the table, or those that the grid shows, in its order. */
  which = $state<'all' | 'shown'>('all');
  #table = $state.raw<TableToSave | null>(null);
  #progress = $state.raw<WriteProgress | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #running: AbortController | null = null;
  readonly #tell: (text: string) => void;

  /** `tell` says at the foot of the page what was done. */
  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  /** The table that the dialog is about; null while it is closed. */
  get table(): TableToSave | null {
    return this.#table;
  }

  /** Null while nothing is written. */
  get progress(): WriteProgress | null {
    return this.#progress;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** The name that the file is offered under. */
  get fileName(): string {
    return tableFileName(this.#table?.name ?? '', endingOf(this.choice));
  }

  /** How many rows are written. */
  get count(): number {
    return this.#view?.rows ?? this.#table?.table.rows ?? 0;
  }

  /** How the rows to be written are looked at, where they are not all of the table in its order. */
  get view(): RowView | undefined {
    return this.#view?.view;
  }

  /** The rows to be written where they are not all of the table, or not in its order. */
  get #view(): TableToSave['shown'] {
    return this.which === 'shown' ? this.#table?.shown : undefined;
  }

  open(table: TableToSave): void {
    this.which = 'all';
    this.#failure = null;
    this.#table = table;
  }

  /** Ends what is being written, and closes the dialog where nothing is. */
  cancel(): void {
    if (this.#running !== null) this.#running.abort();
    else this.#table = null;
  }

  /** Writes the table. Must be called at once when a button is pressed: only then a browser lets a page ask where to. */
  async save(): Promise<void> {
    const table = this.#table;
    if (table === null || this.#running !== null) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#failure = null;
    try {
      const words = await (this.choice.kind === 'clipboard'
        ? this.#copy(table, controller.signal)
        : this.#write(table, controller.signal));
      if (words !== null) {
        this.#table = null;
        this.#tell(words);
      }
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      if (error.failure.code !== 'cancelled') this.#failure = error.failure;
    } finally {
      this.#running = null;
      this.#progress = null;
    }
  }

  async #write(table: TableToSave, signal: AbortSignal): Promise<string | null> {
    const format = formatOfChoice(this.choice);
    const name = this.fileName;
    const target = await chooseTarget(name, MEDIA_TYPES[format.kind]);
    if (target === null) return null;
    try {
      await this.#bytes(table, signal, target);
      await target.finish();
    } catch (error) {
      await target.abandon();
      throw error;
    }
    return `Saved: ${name}`;
  }

  async #copy(table: TableToSave, signal: AbortSignal): Promise<string> {
    const cells = this.count * table.table.columns.length;
    if (cells > MOST_CLIPBOARD_CELLS) {
      throw new FailureError(makeFailure('clipboard-too-large', { cells, limit: MOST_CLIPBOARD_CELLS }));
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const text = this.#bytes(table, signal, {
      write: (bytes) => Promise.resolve(void parts.push(new Uint8Array(bytes))),
    }).then(() => new Blob(parts, { type: 'text/plain' }));
    try {
      // The text is promised while the button counts as pressed; later the browser would refuse.
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    } catch (error) {
      // What kept the text from being made is told first.
      await text;
      throw new FailureError(makeFailure('clipboard-refused', {}, { detail: String(error) }), {
        cause: error,
      });
    }
    return 'Copied: paste it into a spreadsheet.';
  }

  async #bytes(
    { ask, slot, table }: TableToSave,
    signal: AbortSignal,
    target: Pick<WriteTarget, 'write'>,
  ): Promise<void> {
    const shown = this.#view;
    const asked: AskPiece = async (query) => {
      const answer = await ask(shown === undefined ? query : { ...query, view: shown.view }, { signal });
      if (!answer.ok) throw new FailureError(answer.failure);
      return answer.value;
    };
    const { tableFile } = await import('../../kernels/table-file/table-file');
    const start = performance.now();
    let written = 0;
    this.#progress = { rows: 0, bytes: 0, seconds: 0 };
    for await (const { bytes, rows } of tableFile(
      { ...table, rows: this.count, slot, ask: asked },
      formatOfChoice(this.choice),
    )) {
      if (signal.aborted) throw new FailureError(makeFailure('cancelled'));
      await target.write(bytes);
      written += bytes.length;
      this.#progress = { rows, bytes: written, seconds: (performance.now() - start) / 1000 };
    }
  }
}
