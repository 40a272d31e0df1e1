import { makeFailure, type Failure } from '../core/failure';
import type { Frame } from '../core/frame';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { SourceFingerprint } from '../core/source';
import type { Engine, EngineStatus, RunRequest, StepResult } from '../engine/protocol';

type RunOptions = Parameters<Engine['run']>[1];

/** A run as it was asked for. */
interface BegunRun {
  readonly step: string;
  readonly options: RunOptions;
}

const STATUS: EngineStatus = {
  protocol: 1,
  duckdb: 'fake',
  tables: 0,
  memoryBytes: 0,
  restarts: { duckdb: 0, kernel: 0 },
  foreignRequests: 0,
};

/** An engine for tests of what stands around it: it computes nothing, answers at once or only to a cancel, and keeps its runs. */
export class FakeEngine implements Engine {
  readonly runs: BegunRun[] = [];
  /** Failures by step id; a step without one succeeds. */
  readonly failures = new Map<string, Failure>();
  /** What every load says it has read. */
  sources: readonly SourceFingerprint[] = [];
  /** True lets runs go on until they are cancelled. */
  isEndless = false;
  /** A step whose runs alone go on until they are cancelled. */
  endlessStep = '';

  /** The steps run so far, in order. */
  get steps(): string[] {
    return this.runs.map((run) => run.step);
  }

  boot(): Promise<Outcome<EngineStatus>> {
    return Promise.resolve(succeed(STATUS));
  }

  run(request: RunRequest, options?: RunOptions): Promise<Outcome<StepResult>> {
    if (this.runs.length > 100) throw new Error('A test runs the engine without end.');
    const step = request.plan.nodes[request.plan.target]?.step ?? '';
    return new Promise((end) => {
      this.runs.push({ step, options });
      options?.signal?.addEventListener('abort', () => end(fail(makeFailure('cancelled'))));
      if (!this.isEndless && step !== this.endlessStep) end(this.#outcomeOf(step));
    });
  }

  ask(): Promise<Outcome<Frame>> {
    return Promise.resolve(succeed({ rows: 0, columns: {} }));
  }

  status(): Promise<EngineStatus> {
    return Promise.resolve(STATUS);
  }

  free(): Promise<void> {
    return Promise.resolve();
  }

  kill(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #outcomeOf(step: string): Outcome<StepResult> {
    const failure = this.failures.get(step);
    return failure === undefined ? succeed(this.#resultOf(step)) : fail(failure);
  }

  #resultOf(step: string): StepResult {
    return {
      key: step,
      artifacts: {},
      frames: {},
      notices: [],
      sources: step === 'load' ? this.sources : [],
      sql: [],
      milliseconds: 1,
      cached: false,
    };
  }
}
