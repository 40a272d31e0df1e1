import { SvelteMap } from 'svelte/reactivity';
import { makeFailure, type Failure } from '../core/failure';
import type { SourceFingerprint } from '../core/source';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { stepCells } from '../document/graph';
import type { Engine, StepResult } from '../engine/protocol';
import { CellState } from './cell-state.svelte';
import { neededFiles, type FilesAtHand } from './files-at-hand';
import type { KnownColumn } from './keeping/column-changes';
import { columnsOfResult, otherFile } from './keeping/other-file';
import { Plans } from './plans.svelte';
import { blockerOf, runPlan } from './run-plan';
import { RunQueue } from './run-queue';

/** What the runs need of the workbench around them. */
export interface RunHost {
  readonly document: WorkbenchDocument;
  readonly files: FilesAtHand;
  /** False while the user has not agreed to run what is open. */
  readonly mayRun: boolean;
  /** False while the user wants cells to run only when told to. */
  readonly isAutomatic: boolean;
  /** Writes the sizes and hashes that a run has read into the document. */
  recordSources(cellId: string, sources: readonly SourceFingerprint[], columns: readonly KnownColumn[]): void;
  /** The columns that the source of a cell had when it was last read; null where that is not known. */
  columnsOf(cellId: string): readonly KnownColumn[] | null;
  /** Told after every run, whatever came of it. */
  runEnded(): void;
}

/**
 * Which cells are up to date, wait, run or have failed. "Up to date" is a comparison of plans, never a flag; so an edit
 * needs only `reconcile`, whatever it changed.
 */
export class Runs {
  readonly #engine: Engine;
  readonly #host: RunHost;
  readonly #queue: RunQueue;
  readonly #states = new SvelteMap<string, CellState>();
  readonly #plans: Plans;
  /** The plan being run, as text; null where nothing runs, or nothing that is still wanted. */
  #runningText: string | null = null;

  constructor(engine: Engine, host: RunHost) {
    this.#engine = engine;
    this.#host = host;
    this.#plans = new Plans(() => host.document);
    this.#queue = new RunQueue({
      order: () => this.#plans.order,
      run: (cellId, signal) => this.#execute(cellId, signal),
      broke: (cellId, error) => this.#break(cellId, error),
    });
  }

  /** Ends when nothing runs and nothing waits. */
  get settled(): Promise<void> {
    return this.#queue.settled;
  }

  /** The cell being run. */
  get current(): string | null {
    return this.#queue.current;
  }

  /** The state of a step cell of the present document. */
  stateOf(cellId: string): CellState | undefined {
    return this.#states.get(cellId);
  }

  /** What the document says about running each cell. */
  get plans(): Plans {
    return this.#plans;
  }

  /** True when the cell's result is of another plan than the cell has now. */
  isStale(cellId: string): boolean {
    const kept = this.#states.get(cellId)?.kept ?? null;
    return kept !== null && kept.planText !== this.#plans.textOf(cellId);
  }

  /** Forgets every run: another workbench is open now. */
  reset(): void {
    if (this.#queue.current !== null) this.#supersede(this.#queue.current);
    for (const cellId of this.#states.keys()) this.#queue.remove(cellId);
    this.#states.clear();
  }

  /**
   * After any change: drops what is gone, ends runs that are no longer wanted, and lets wait what is not up to date; by
   * hand, that waits for the user.
   */
  reconcile(): void {
    this.#matchStates();
    if (!this.#host.mayRun) return;
    for (const cellId of this.#plans.order) this.#reconcileCell(cellId);
  }

  /** Runs a cell, and before it what it needs and is not up to date. */
  run(cellId: string): void {
    if (!this.#host.mayRun) return;
    for (const needed of this.#plans.neededBy(cellId)) {
      if (!this.#isUpToDate(needed)) this.#enqueue(needed);
    }
    this.#enqueue(cellId);
  }

  /** Runs a cell and, anew, everything it needs. */
  runWithNeeds(cellId: string): void {
    if (!this.#host.mayRun) return;
    for (const needed of this.#plans.neededBy(cellId)) this.#enqueue(needed);
    this.#enqueue(cellId);
  }

  /** Runs a cell and everything that needs it, at any distance. */
  runWithDependents(cellId: string): void {
    this.run(cellId);
    for (const dependent of this.#plans.dependentsOf(cellId)) this.run(dependent);
  }

  /** Runs every cell that reads a file just given; a run that still reads the one before it is given up. */
  runReadersOf(file: string): void {
    const readers = stepCells(this.#host.document).filter((cell) => neededFiles(cell).includes(file));
    for (const { id } of readers) {
      this.#states.get(id)?.meet(null);
      this.#supersede(id);
      this.run(id);
    }
  }

  /** The user takes the other file that a cell has read: from now on it is the one on record, for all that read it. */
  acceptOther(cellId: string): void {
    const name = this.#states.get(cellId)?.otherFile?.name;
    for (const [id, state] of this.#states) {
      const result = state.kept?.result;
      if (result === undefined || state.otherFile === null || state.otherFile.name !== name) continue;
      state.meet(null);
      this.#host.recordSources(id, result.sources, columnsOfResult(result));
    }
    this.reconcile();
  }

  /** Runs every cell again; what the engine still knows costs nothing. */
  runAll(): void {
    if (!this.#host.mayRun) return;
    for (const cellId of this.#plans.order) this.#enqueue(cellId);
  }

  /** Ends the run of a cell, or its waiting. */
  cancel(cellId: string): void {
    if (this.#queue.isWaiting(cellId)) {
      this.#queue.remove(cellId);
      this.#states.get(cellId)?.cancel(this.#plans.textOf(cellId));
    } else this.#queue.abort(cellId, 'cancelled');
  }

  #matchStates(): void {
    const cells = new Set(stepCells(this.#host.document).map((cell) => cell.id));
    for (const cellId of [...this.#states.keys()].filter((id) => !cells.has(id))) {
      this.#withdraw(cellId);
      this.#states.delete(cellId);
    }
    for (const cellId of cells) if (!this.#states.has(cellId)) this.#states.set(cellId, new CellState());
  }

  #reconcileCell(cellId: string): void {
    const state = this.#states.get(cellId);
    const text = this.#plans.textOf(cellId);
    if (state === undefined) return;
    if (text === null) {
      this.#withdraw(cellId);
      return;
    }
    if (this.#isRunning(cellId)) {
      if (this.#runningText === text) return;
      this.#supersede(cellId);
    } else if (this.#queue.isWaiting(cellId) || state.tried === text) return;
    const blocker = this.#blockerOf(cellId);
    if (blocker !== null) state.fail(blocker, null);
    else if (this.#host.isAutomatic) this.#enqueue(cellId);
    else if (state.tried === null) state.clear();
  }

  /** Gives a run up. From here on it is not what the cell waits for, though the engine may take a while to end it. */
  #supersede(cellId: string): void {
    if (this.#queue.current !== cellId) return;
    this.#queue.abort(cellId, 'superseded');
    this.#runningText = null;
  }

  #withdraw(cellId: string): void {
    this.#supersede(cellId);
    if (!this.#queue.isWaiting(cellId)) return;
    this.#queue.remove(cellId);
    this.#states.get(cellId)?.unqueue();
  }

  #enqueue(cellId: string): void {
    const state = this.#states.get(cellId);
    if (state === undefined || this.#plans.textOf(cellId) === null) return;
    if (this.#isRunning(cellId) && this.#runningText === this.#plans.textOf(cellId)) return;
    state.queue();
    this.#queue.add(cellId);
  }

  async #execute(cellId: string, signal: AbortSignal): Promise<void> {
    const state = this.#states.get(cellId);
    const present = this.#plans.presentOf(cellId);
    const cell = this.#plans.cellOf(cellId);
    if (state === undefined || present === null || cell === undefined) return;
    const blocker = this.#blockerOf(cellId);
    if (blocker !== null) {
      state.fail(blocker, null);
      return;
    }
    state.start();
    this.#runningText = present.text;
    const request = { plan: present.plan, files: this.#host.files.handles };
    const outcome = await runPlan(this.#engine, request, state, signal);
    const isWanted = this.#runningText === present.text;
    this.#runningText = null;
    if (!isWanted) this.#letGo(cellId, state);
    else if (outcome.ok) this.#settle(state, cell, outcome.value);
    else if (outcome.failure.code === 'cancelled') state.cancel(present.text);
    else state.fail(outcome.failure, present.text);
    this.#host.runEnded();
    this.reconcile();
  }

  /** Ends a superseded run. A cell that was not told to run again meanwhile goes back to what it was before. */
  #letGo(cellId: string, state: CellState): void {
    const isPresent = this.#states.get(cellId) === state;
    if (isPresent && state.status === 'running') state.unqueue();
  }

  /** A bug in what stands around the run: it is told at the cell, and the cells that wait still get their turn. */
  #break(cellId: string, error: unknown): void {
    this.#runningText = null;
    const failure = makeFailure('internal', {}, { detail: String(error) });
    this.#states.get(cellId)?.fail(failure, this.#plans.textOf(cellId));
  }

  #settle(state: CellState, cell: StepCell, result: StepResult): void {
    const columns = columnsOfResult(result);
    const other = otherFile(cell, result, this.#host.columnsOf(cell.id));
    state.meet(other);
    if (other === null && result.sources.length > 0) {
      this.#host.recordSources(cell.id, result.sources, columns);
    }
    const present = this.#plans.presentOf(cell.id);
    const now = this.#plans.cellOf(cell.id);
    if (present !== null && now !== undefined) state.finish(result, present, now);
  }

  #blockerOf(cellId: string): Failure | null {
    const cell = this.#plans.cellOf(cellId);
    if (cell === undefined) return null;
    return blockerOf(cell, this.#plans.needsOf(cellId), this.#host.files, (id) => this.#states.get(id));
  }

  #isRunning(cellId: string): boolean {
    return this.#queue.current === cellId && this.#runningText !== null;
  }

  #isUpToDate(cellId: string): boolean {
    return this.#states.get(cellId)?.status === 'done' && !this.isStale(cellId);
  }
}
