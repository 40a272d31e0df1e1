import type { Failure } from '../../core/failure';
import type { Outcome } from '../../core/outcome';
import type { Workbench } from '../../workbench/workbench.svelte';
import { Incoming } from './incoming.svelte';
import { chosenItems, droppedItems, type Item } from './items';
import { isArchive, readWorkbenchText } from './incoming-files';
import type { Device } from '../keeping/device.svelte';
import type { Toaster } from '../shell/toaster.svelte';

/** Where what is opened goes. */
export interface OpenerParts {
  readonly workbench: Workbench;
  readonly device: Device;
  readonly toaster: Toaster;
  readonly focusCell: (cellId: string) => void;
}

/** Opens files, samples and workbenches. What could not be opened leaves everything as it was, and is told. */
export class Opener {
  readonly #parts: OpenerParts;
  /** Files on their way in, and what is asked about them. */
  readonly incoming: Incoming;
  #problem = $state.raw<Failure | null>(null);

  constructor(parts: OpenerParts) {
    const { workbench, toaster, focusCell } = parts;
    this.#parts = parts;
    this.incoming = new Incoming({
      workbench,
      fail: (failure) => (this.#problem = failure),
      tell: (text) => toaster.tell(text),
      openWorkbench: (file) => this.openWorkbench(file),
      focusCell,
    });
  }

  /** Why something could not be opened. */
  get problem(): Failure | null {
    return this.#problem;
  }

  /** Takes back what was told of the last opening. */
  dismiss(): void {
    this.#problem = null;
    this.#parts.toaster.dismiss();
  }

  /** Brings back what this tab held, then opens what the address names. */
  start(): void {
    this.#note(this.#parts.workbench.restore());
    this.openNamedSample();
  }

  /** Opens the sample that the address names (`#sample=credit`), once: a reload brings back the workbench instead. */
  openNamedSample(): void {
    const name = new URLSearchParams(location.hash.slice(1)).get('sample');
    if (name === null) return;
    this.openSample(name);
    history.replaceState(null, '', location.pathname + location.search);
  }

  /** Opens a sample; where another workbench was open, offers to bring that back. */
  openSample(name: string): void {
    const { workbench, toaster } = this.#parts;
    const { title, cells } = workbench.document;
    const outcome = workbench.openSample(name);
    this.#note(outcome);
    if (outcome.ok && cells.length > 0) toaster.offerUndo(`Closed: ${title || 'Untitled'}`);
  }

  /** Opens files of any kind, from a chooser or the clipboard: each where it belongs. */
  openFiles(files: readonly File[]): Promise<void> {
    return this.openItems(chosenItems(files));
  }

  /** Opens what was dropped: files, folders; of an address it says why not. */
  async openDropped(transfer: DataTransfer): Promise<void> {
    if (transfer.types.includes('Files')) await this.openItems(await droppedItems(transfer));
    else this.incoming.paste(transfer);
  }

  /** Opens files of any kind, with the folders they came in. */
  async openItems(items: readonly Item[]): Promise<void> {
    this.dismiss();
    await this.incoming.take(items);
  }

  /** Opens a workbench file, or an archive that holds one with its data. Nothing of it runs before the user agrees. */
  async openWorkbench(file: File): Promise<void> {
    const { workbench } = this.#parts;
    if (await isArchive(file)) {
      const { unpack } = await import('../packing/unpack');
      const unpacked = await unpack(file);
      if (unpacked.ok) {
        for (const [name, data] of unpacked.value.files) workbench.files.give(name, data);
        this.#note(workbench.openWorkbench(unpacked.value.text));
      } else this.#note(unpacked);
      return;
    }
    const text = await readWorkbenchText(file);
    this.#note(text.ok ? workbench.openWorkbench(text.value) : text);
  }

  /** Opens a workbench that the device keeps, with the data kept for it. */
  async openKept(id: string): Promise<void> {
    const { workbench, device } = this.#parts;
    this.dismiss();
    const taken = await device.keeping.take(id);
    this.#note(taken.ok ? workbench.openKept(taken.value.kept, taken.value.files) : taken);
  }

  #note(outcome: Outcome<unknown>): void {
    this.#problem = outcome.ok ? null : outcome.failure;
  }
}
