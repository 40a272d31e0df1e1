import { FailureError, isFailure, makeFailure } from '../../src/core/failure';
import type { Kernel } from '../../src/core/run-context';
import type { KernelWorker, World } from './world';

/** What goes to a kernel worker: one task at a time. */
export interface KernelTask {
  readonly kernel: string;
  readonly input: unknown;
}

/** What comes back: progress, then exactly one result or failure. */
export type KernelReply =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly failure: unknown; readonly detail: string };

interface Job {
  readonly task: KernelTask;
  readonly transfer: readonly (ArrayBuffer | MessagePort)[];
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((fraction: number) => void) | undefined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Member {
  readonly worker: KernelWorker;
  /** Ends the job under way with an error; set while there is one. */
  current: ((reply: KernelReply | 'died' | 'cancelled') => void) | undefined;
  dead: boolean;
}

/** How a kernel is called. */
export interface KernelCallOptions {
  readonly transfer?: readonly (ArrayBuffer | MessagePort)[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * A pool of workers that may be ended at any time: a cancelled task ends its worker at once, a worker that dies fails
 * its task by name, and the next task starts a new one.
 */
export class KernelPool {
  readonly #world: World;
  readonly #queue: Job[] = [];
  readonly #members = new Set<Member>();
  #starting = 0;
  restarts = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Runs a kernel in a free worker. Rejects with `FailureError`: `cancelled`, `kernel-worker-died`, or the kernel's own. */
  call<Input, Output>(
    kernel: Kernel<Input, Output>,
    input: Input,
    { transfer = [], signal, onProgress }: KernelCallOptions = {},
  ): Promise<Output> {
    let withdraw: (() => void) | undefined;
    const output = new Promise<Output>((resolve, reject) => {
      const job: Job = {
        task: { kernel: kernel.name, input },
        transfer,
        signal,
        onProgress,
        resolve: (output) => resolve(output as Output),
        reject,
      };
      this.#queue.push(job);
      withdraw = () => this.#withdraw(job);
      signal?.addEventListener('abort', withdraw, { once: true });
      this.#next();
    });
    return output.finally(() => {
      if (withdraw !== undefined) signal?.removeEventListener('abort', withdraw);
    });
  }

  /** Ends one busy worker (else an idle one) as a crash would. */
  kill(): void {
    const members = [...this.#members];
    (members.find((member) => member.current !== undefined) ?? members[0])?.worker.terminate();
  }

  close(): void {
    for (const member of this.#members) member.worker.terminate();
  }

  #next(): void {
    const idle = [...this.#members].find((member) => member.current === undefined && !member.dead);
    if (this.#queue.length === 0) return;
    if (idle !== undefined) {
      const job = this.#queue.shift();
      if (job !== undefined) this.#give(idle, job);
      this.#next();
    } else if (
      this.#members.size + this.#starting < this.#world.kernelWorkers &&
      this.#starting < this.#queue.length
    ) {
      void this.#start();
    }
  }

  async #start(): Promise<void> {
    this.#starting += 1;
    try {
      const { handle: worker, died } = await this.#world.startKernel();
      const member: Member = { worker, current: undefined, dead: false };
      this.#members.add(member);
      worker.onMessage((message) => member.current?.(message as KernelReply));
      void died.then(() => this.#bury(member));
    } catch (error) {
      this.#queue.shift()?.reject(
        new FailureError(makeFailure('engine-start-failed', {}, { detail: String(error) }), {
          cause: error,
        }),
      );
    } finally {
      this.#starting -= 1;
      this.#next();
    }
  }

  #bury(member: Member): void {
    if (!member.dead) this.restarts += 1;
    member.dead = true;
    this.#members.delete(member);
    member.current?.('died');
    this.#next();
  }

  #give(member: Member, job: Job): void {
    if (job.signal?.aborted === true) {
      job.reject(new FailureError(makeFailure('cancelled')));
      return;
    }
    const onAbort = (): void => member.current?.('cancelled');
    const finish = (settle: () => void): void => {
      member.current = undefined;
      job.signal?.removeEventListener('abort', onAbort);
      settle();
      this.#next();
    };
    member.current = (reply) => {
      if (reply === 'cancelled') this.#dismiss(member);
      if (typeof reply === 'object' && reply.type === 'progress') job.onProgress?.(reply.fraction);
      else finish(() => settleJob(job, reply));
    };
    job.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      member.worker.post(job.task, job.transfer);
    } catch (error) {
      finish(() => job.reject(error));
    }
  }

  /** Takes a job that was cancelled before its turn out of the line. */
  #withdraw(job: Job): void {
    const place = this.#queue.indexOf(job);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    job.reject(new FailureError(makeFailure('cancelled')));
  }

  /** Ends a worker on purpose: a kernel cannot be interrupted otherwise. */
  #dismiss(member: Member): void {
    member.dead = true;
    this.#members.delete(member);
    member.worker.terminate();
  }
}

function settleJob(job: Job, reply: Exclude<KernelReply, { type: 'progress' }> | 'died' | 'cancelled'): void {
  if (reply === 'died') job.reject(new FailureError(makeFailure('kernel-worker-died')));
  else if (reply === 'cancelled') job.reject(new FailureError(makeFailure('cancelled')));
  else if (reply.type === 'done') job.resolve(reply.output);
  else if (isFailure(reply.failure)) job.reject(new FailureError(reply.failure));
  else job.reject(new FailureError(makeFailure('internal', {}, { detail: reply.detail })));
}
