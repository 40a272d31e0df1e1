import { makeFailure, type Failure } from '../core/failure';
import type { Frame } from '../core/frame';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { SourceFingerprint } from '../core/source';
import type { Engine, EngineStatus, RunRequest, StepResult } from '../engine/protocol';

type RunOptions = Parameters<Engine['run']>[1];

/** A run that a test brings to its end by hand. */
interface OpenRun {
  readonly step: string;
  readonly request: RunRequest;
  readonly options: RunOptions;
  end(outcome: Outcome<StepResult>): void;
}

const STATUS: EngineStatus = {
  protocol: 1,
  duckdb: 'fake',
  tables: 0,
  memoryBytes: 0,
  restarts: { duckdb: 0, kernel: 0 },
  foreignRequests: 0,
};

/** An engine for tests of what stands around it: it computes nothing, answers at once or when told, and counts its runs. */
export class FakeEngine implements Engine {
  readonly runs: OpenRun[] = [];
  /** Failures by step id; a step without one succeeds. */
  readonly failures = new Map<string, Failure>();
  /** What every load says it has read. */
  sources: readonly SourceFingerprint[] = [];
  isByHand = false;

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
      this.runs.push({ step, request, options, end });
      options?.signal?.addEventListener('abort', () => end(fail(makeFailure('cancelled'))));
      if (!this.isByHand) end(this.#outcomeOf(step));
    });
  }

  ask(): Promise<Outcome<Frame>> {
    return Promise.resolve(succeed({ rows: 0, columns: {} }));
  }

  status(): Promise<EngineStatus> {
    return Promise.resolve(STATUS);
  }

  kill(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Ends the run begun last as it would by itself. */
  finish(): void {
    const run = this.runs.at(-1);
    run?.end(this.#outcomeOf(run.step));
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
