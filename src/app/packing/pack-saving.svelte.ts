import { FailureError, type Failure } from '../../core/failure';
import { stepCells } from '../../document/graph';
import { recordedFiles } from '../../document/sources';
import { workbenchFileName } from '../../workbench/file-names';
import type { Workbench } from '../../workbench/workbench.svelte';
import { chooseTarget } from '../saving-tables/write-target';
import type { MadeTable } from './pack';

/** Saves the workbench with its data as one file: whether it is asked about, how far it is, what went wrong. */
export class PackSaving {
  readonly #workbench: Workbench;
  readonly #tell: (text: string) => void;
  #isOpen = $state(false);
  #done = $state.raw<number | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #running: AbortController | null = null;
  /** True puts the tables that cells have made in too. */
  withTables = $state(false);

  constructor(workbench: Workbench, tell: (text: string) => void) {
    this.#workbench = workbench;
    this.#tell = tell;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Bytes of the data files that are written; null while nothing is. */
  get done(): number | null {
    return this.#done;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get fileName(): string {
    return workbenchFileName(this.#workbench.document.title).replace(/\.json$/, '.zip');
  }

  open(): void {
    this.#failure = null;
    this.#isOpen = true;
  }

  cancel(): void {
    if (this.#running !== null) this.#running.abort();
    else this.#isOpen = false;
  }

  /** The data files that are at hand. */
  get files(): readonly File[] {
    const { document, files } = this.#workbench;
    return recordedFiles(document).flatMap(({ name }) => files.get(name) ?? []);
  }

  /** The tables that cells have made, by the names that cells give them. */
  get tables(): readonly Omit<MadeTable, 'ask'>[] {
    return this.#made().map(({ name, slot, table }) => ({ name, slot, table }));
  }

  /** Writes the archive. Must be called at once when a button is pressed. */
  async save(): Promise<void> {
    if (this.#running !== null) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#failure = null;
    try {
      const name = this.fileName;
      const target = await chooseTarget(name, 'application/zip');
      if (target === null) return;
      this.#done = 0;
      try {
        const { document, files } = this.#workbench;
        const text = this.#workbench.save();
        const tables = this.withTables ? this.#made(controller.signal) : [];
        const { packWorkbench } = await import('./pack');
        const parts = { document, text, files: files.handles, tables };
        for await (const bytes of packWorkbench(parts, controller.signal, (done) => (this.#done = done))) {
          await target.write(bytes);
        }
        await target.finish();
      } catch (error) {
        await target.abandon();
        throw error;
      }
      this.#isOpen = false;
      this.#tell(`Saved with its data: ${name}`);
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      if (error.failure.code !== 'cancelled') this.#failure = error.failure;
    } finally {
      this.#running = null;
      this.#done = null;
    }
  }

  #made(signal?: AbortSignal): MadeTable[] {
    const { document, runs } = this.#workbench;
    return stepCells(document).flatMap((cell) =>
      Object.entries(runs.stateOf(cell.id)?.kept?.result.artifacts ?? {}).flatMap(([slot, table]) =>
        table.kind === 'table'
          ? [
              {
                ...{ name: cell.outputs[slot] ?? slot, slot, table },
                ask: async (query: Parameters<MadeTable['ask']>[0]) => {
                  const answer = await this.#workbench.ask(cell.id, query, { ...(signal && { signal }) });
                  if (!answer.ok) throw new FailureError(answer.failure);
                  return answer.value;
                },
              },
            ]
          : [],
      ),
    );
  }
}
