import type { Failure } from '../core/failure';
import type { Plan } from '../core/plan';
import type { FirstLook } from '../core/run-context';
import type { StepCell } from '../document/document';
import type { Progress, StepResult } from '../engine/protocol';
import { recentSamples, type Sample } from './estimate';
import type { OtherFile } from './keeping/other-file';
import type { PresentPlan } from './plans.svelte';

/** Where a cell stands with the engine. `done` says that its last run came to its end, not that it is up to date. */
export type CellStatus = 'idle' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A result with what it is the result of, so that it can be compared with what the cell says now. */
export interface KeptResult {
  readonly result: StepResult;
  readonly plan: Plan;
  readonly planText: string;
  /** The cell as it was; its reading is told with these params and names. */
  readonly cell: StepCell;
}

/** Progress of a run, with when its phase began (milliseconds of `performance.now`) and how it went of late. */
export interface TimedProgress extends Progress {
  readonly since: number;
  readonly samples: readonly Sample[];
}

/** What the tab knows of one cell beside the document: how its run goes and what came out last. */
export class CellState {
  #status = $state<CellStatus>('idle');
  #progress = $state.raw<TimedProgress | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #kept = $state.raw<KeptResult | null>(null);
  #firstLook = $state.raw<FirstLook | null>(null);
  #other = $state.raw<OtherFile | null>(null);
  #tried: string | null = null;

  get status(): CellStatus {
    return this.#status;
  }

  get progress(): TimedProgress | null {
    return this.#progress;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get kept(): KeptResult | null {
    return this.#kept;
  }

  /** What the run under way has told of a sample. */
  get firstLook(): FirstLook | null {
    return this.#firstLook;
  }

  /** That the last run read another file than the one on record, which must not go unsaid; null where it did not. */
  get otherFile(): OtherFile | null {
    return this.#other;
  }

  /** The plan last run to an end of its own, as text; equal text need not be run again by itself. */
  get tried(): string | null {
    return this.#tried;
  }

  /** Waits for its turn. The failure of the run before goes. */
  queue(): void {
    this.#status = 'queued';
    this.#failure = null;
  }

  /** Gives the turn up, or a run that nobody wants; what was known before stays. */
  unqueue(): void {
    this.#status = this.#kept === null ? 'idle' : 'done';
    this.#progress = null;
    this.#firstLook = null;
  }

  /** Forgets what kept the cell from running: it may run now, once it is told to. */
  clear(): void {
    if (this.#failure === null) return;
    this.#failure = null;
    this.unqueue();
  }

  start(): void {
    this.#status = 'running';
    this.#progress = null;
    this.#firstLook = null;
    this.#failure = null;
  }

  report(progress: Progress, now: number): void {
    const before = this.#progress;
    const isSamePhase = before?.phase === progress.phase && before.node === progress.node;
    const since = isSamePhase ? before.since : now;
    const sample = progress.fraction === undefined ? [] : [{ at: now, share: progress.fraction }];
    const samples = recentSamples([...(isSamePhase ? before.samples : []), ...sample]);
    this.#progress = { ...progress, since, samples };
  }

  look(look: FirstLook): void {
    this.#firstLook = look;
  }

  finish(result: StepResult, { plan, text }: PresentPlan, cell: StepCell): void {
    this.#kept = { result, plan, planText: text, cell };
    this.#end('done', text);
  }

  /** Ends with a failure. `tried` is null where the cell did not get as far as running. */
  fail(failure: Failure, tried: string | null): void {
    this.#failure = failure;
    this.#end('failed', tried);
  }

  cancel(tried: string | null): void {
    this.#end('cancelled', tried);
  }

  /** Notes that another file was read, or that none was. */
  meet(other: OtherFile | null): void {
    this.#other = other;
  }

  #end(status: CellStatus, tried: string | null): void {
    this.#status = status;
    this.#progress = null;
    this.#firstLook = null;
    this.#tried = tried;
  }
}
