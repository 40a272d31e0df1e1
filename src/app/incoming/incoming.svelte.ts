import type { Failure } from '../../core/failure';
import { FailureError } from '../../core/failure';
import type { StepCell } from '../../document/document';
import { stepCells } from '../../document/graph';
import { PACK_WORKBENCH } from '../../kernels/archive/pack-names';
import { listZip } from '../../kernels/archive/zip-list';
import { arrange, type Load, type LoadFile } from '../../workbench/arrange';
import type { Workbench } from '../../workbench/workbench.svelte';
import type { Item } from './items';
import { readPaste } from './paste';
import { isReplaceable } from './replaceable';
import { sortItems, type StepFile } from './sort-items';
import { filesOfLines, firstChoice, zipLines, type ZipLine } from './zip-choice';

/** An archive whose members are to be chosen. */
export interface ZipQuestion {
  readonly archive: LoadFile;
  readonly lines: readonly ZipLine[];
}

/** Files of one kind that became one table or several, and could be the other. */
export interface Several {
  /** The cells that load them, the first of which shows the choice. */
  readonly cellIds: readonly string[];
  /** These, and the cells that look at their tables, as they were made. */
  readonly made: readonly StepCell[];
  readonly files: number;
  readonly isTogether: boolean;
  readonly other: readonly Load[];
  readonly moves: number;
}

/** What the files that come in ask of the page around them. */
export interface IncomingHost {
  readonly workbench: Workbench;
  fail(failure: Failure): void;
  tell(text: string): void;
  openWorkbench(file: File): Promise<void>;
  /** Goes to a cell that was just made. */
  focusCell(cellId: string): void;
}

/** Takes files of any kind and brings each to the cell that reads it; asks where there is a choice. */
export class Incoming {
  readonly #host: IncomingHost;
  #questions = $state.raw<readonly ZipQuestion[]>([]);
  #several = $state.raw<Several | null>(null);

  constructor(host: IncomingHost) {
    this.#host = host;
  }

  /** The archive that is asked about now. */
  get question(): ZipQuestion | null {
    return this.#questions[0] ?? null;
  }

  /** The choice between one table and several that a cell shows; null once the tables are read by other cells, or cells of it are not as they were. */
  severalAt(cellId: string): Several | null {
    const several = this.#several;
    if (several === null || several.cellIds[0] !== cellId) return null;
    return isReplaceable(this.#host.workbench.document, several.made) ? several : null;
  }

  /** Takes files of any kind, each to where it belongs. */
  async take(items: readonly Item[]): Promise<void> {
    const { workbench } = this.#host;
    const isAwaited = workbench.awaited();
    const awaited = items.filter(({ file }) => isAwaited(file.name, file));
    const sorted = await sortItems(items.filter(({ file }) => !isAwaited(file.name, file)));
    const [workbenchFile] = sorted.workbenches;
    if (workbenchFile !== undefined) await this.#host.openWorkbench(workbenchFile);
    const own = awaited.map(({ file }): StepFile => ({ step: 'load', file: { name: file.name, file } }));
    const inZips = await this.#lookInto(sorted.zips);
    this.#open([...own, ...sorted.files, ...inZips]);
    const [failure, ...more] = sorted.failures;
    if (failure !== undefined) this.#host.fail(failure);
    if (more.length > 0) this.#host.tell(`${more.length + 1} files are of kinds that Sluice does not read.`);
  }

  /** Takes what was pasted: a table, files, or an address. True where there was something to take. */
  paste(data: DataTransfer): boolean {
    const pasted = readPaste(data);
    switch (pasted.kind) {
      case 'files':
        void this.take(pasted.items);
        return true;
      case 'address':
        this.#host.fail(pasted.failure);
        return true;
      case 'table':
        this.#host.workbench.openText(pasted.name, pasted.text);
        this.#host.tell('The pasted table is a part of the workbench now, at the end; Ctrl Z takes it away.');
        return true;
      case 'nothing':
        return false;
      default:
        return pasted satisfies never;
    }
  }

  /** Takes the chosen lines of the archive in question. */
  answer(lines: readonly ZipLine[]): void {
    const { question } = this;
    this.dismiss();
    if (question !== null) this.#open(filesOfLines(question.archive, lines));
  }

  /** Takes nothing of the archive in question. */
  dismiss(): void {
    this.#questions = this.#questions.slice(1);
  }

  /** One table instead of several, or the other way round; a step to undo takes back both. */
  switchSeveral(): void {
    const several = this.#several;
    if (several === null) return;
    const { workbench } = this.#host;
    const present = several.isTogether;
    const before = this.#loads;
    // Right after they came, the choice is no step of its own: undo takes the files away.
    const isLast = several.moves === workbench.history.moves;
    if (isLast) workbench.undo();
    const instead = isLast ? [] : several.made.map(({ id }) => id);
    const { cellIds, made } = this.#openLoads(several.other, instead);
    const { moves } = workbench.history;
    this.#several = { ...several, cellIds, made, isTogether: !present, other: before, moves };
    if (cellIds[0] !== undefined) this.#host.focusCell(cellIds[0]);
  }

  #loads: readonly Load[] = [];

  /** Opens loads in the place of cells; gives the loading cells, and all cells that were made. */
  #openLoads(loads: readonly Load[], instead: readonly string[] = []): Pick<Several, 'cellIds' | 'made'> {
    const { workbench } = this.#host;
    const before = new Set(workbench.document.cells);
    const cellIds = workbench.openLoads(loads, instead);
    this.#loads = loads;
    return { cellIds, made: stepCells(workbench.document).filter((cell) => !before.has(cell)) };
  }

  #open(files: readonly StepFile[]): void {
    if (files.length === 0) return;
    const { workbench } = this.#host;
    const { loads, other, isTogether } = arrange(files);
    const { cellIds, made } = this.#openLoads(loads);
    const { moves } = workbench.history;
    const isChoice = other !== null && cellIds.length > 0;
    this.#several = isChoice ? { cellIds, made, files: files.length, isTogether, other, moves } : null;
    if (cellIds[0] !== undefined) this.#host.focusCell(cellIds[0]);
  }

  /** An archive of images, or of one table, is taken at once; others become a question. */
  async #lookInto(zips: readonly LoadFile[]): Promise<StepFile[]> {
    const taken: StepFile[] = [];
    for (const archive of zips) {
      try {
        const members = await listZip(archive.file, archive.name);
        if (members.some(({ path }) => path === PACK_WORKBENCH)) {
          await this.#host.openWorkbench(archive.file);
          continue;
        }
        const lines = zipLines(archive.name, members);
        const readable = lines.filter(({ fault }) => fault === null);
        const [only] = firstChoice(lines).map((index) => lines[index]);
        const isClear = firstChoice(lines).length === 1 && (readable.length === 1 || (only?.images ?? 0) > 0);
        if (only !== undefined && isClear) taken.push(...filesOfLines(archive, [only]));
        else this.#questions = [...this.#questions, { archive, lines }];
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        this.#host.fail(error.failure);
      }
    }
    return taken;
  }
}
