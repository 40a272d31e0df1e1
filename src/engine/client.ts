import * as Comlink from 'comlink';
import engineScript from '../../workers/engine.worker.ts?worker&url';
import { FailureError, makeFailure } from '../core/failure';
import type { Frame } from '../core/frame';
import { Lifeline } from '../core/lifeline';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { FirstLook } from '../core/run-context';
import {
  PROTOCOL_VERSION,
  type AskRequest,
  type Engine,
  type EngineLimits,
  type EngineService,
  type EngineStatus,
  type Freeing,
  type PortCommand,
  type PortEvent,
  type Progress,
  type RunRequest,
  type StepResult,
} from './protocol';
import { ReceivedBytes } from './result-bytes';
import { startWorker } from './start-worker';

/** How a run or a question is watched and withdrawn. */
interface Following {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onFirstLook?: ((look: FirstLook) => void) | undefined;
}

/** A living engine worker. */
interface Link {
  readonly worker: Worker;
  readonly alive: Lifeline;
  readonly service: Comlink.Remote<EngineService>;
}

/**
 * Opens the engine in its worker. When the worker dies, what is pending fails by name (`engine-worker-died`), and the
 * next call starts another: requests are complete, so nothing else is needed to go on. Tests make the limits small.
 */
export function openEngine(limits: Partial<EngineLimits> = {}): Engine {
  return new EngineClient(limits);
}

class EngineClient implements Engine {
  readonly #limits: Partial<EngineLimits>;
  #link: Promise<Link> | undefined;
  /** The database's compiled module: an engine that takes another's place need not compile it again. */
  #module: WebAssembly.Module | undefined;

  constructor(limits: Partial<EngineLimits>) {
    this.#limits = limits;
  }

  async boot(): Promise<Outcome<EngineStatus>> {
    const booted = await this.#ask((service) => service.boot(this.#limits));
    if (booted.ok && booted.value.protocol !== PROTOCOL_VERSION) {
      return fail(makeFailure('engine-guard-failed', { check: 'page and engine are of different versions' }));
    }
    return booted;
  }

  run(request: RunRequest, options: Following = {}): Promise<Outcome<StepResult>> {
    const isWatched = options.onFirstLook !== undefined;
    return this.#follow<StepResult>((service, port) => service.run({ ...request, isWatched }, port), options);
  }

  ask(request: AskRequest, options: Following = {}): Promise<Outcome<Frame>> {
    return this.#follow<Frame>((service, port) => service.ask(request, port), options);
  }

  async status(): Promise<EngineStatus> {
    const status = await this.#ask(async (service) => succeed(await service.status()));
    if (!status.ok) throw new Error(status.failure.message);
    return status.value;
  }

  async free(how: Freeing): Promise<void> {
    await this.#ask(async (service) => succeed(await service.free(how)));
  }

  async kill(worker: Parameters<Engine['kill']>[0]): Promise<void> {
    const link = await this.#link;
    if (worker === 'engine') link?.worker.terminate();
    else await link?.service.kill(worker);
  }

  async close(): Promise<void> {
    const link = await this.#link;
    link?.worker.terminate();
  }

  #follow<T extends object>(
    start: (service: Comlink.Remote<EngineService>, port: MessagePort) => Promise<void>,
    options: Following,
  ): Promise<Outcome<T>> {
    return this.#withLink(({ service, alive }) => {
      const { port1, port2 } = new MessageChannel();
      const outcome = listen<T>(port1, options);
      const started = start(service, Comlink.transfer(port2, [port2]));
      return alive.guard(started.then(() => outcome)).finally(() => port1.close());
    });
  }

  #ask<T>(question: (service: Comlink.Remote<EngineService>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#withLink(({ service, alive }) => alive.guard(question(service)));
  }

  async #withLink<T>(work: (link: Link) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      this.#link ??= this.#start();
      return await work(await this.#link);
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      return fail(makeFailure('engine-start-failed', {}, { detail: String(error) }));
    }
  }

  async #start(): Promise<Link> {
    try {
      const module = new URL(engineScript, document.baseURI).href;
      const watched = await startWorker({ module });
      const alive = new Lifeline(() => new FailureError(makeFailure('engine-worker-died')));
      void watched.died.then(() => {
        this.#link = undefined;
        alive.end();
      });
      const service = Comlink.wrap<EngineService>(watched.worker);
      this.#keepModule(service);
      return { worker: watched.worker, alive, service };
    } catch (error) {
      this.#link = undefined;
      throw error;
    }
  }

  /** Gives an engine the module, or takes it from the first. What keeps that one from opening, the next call tells. */
  #keepModule(service: Comlink.Remote<EngineService>): void {
    if (this.#module !== undefined) return void service.useModule(this.#module);
    const keep = (module: WebAssembly.Module): void => void (this.#module = module);
    service.module().then(keep, () => undefined);
  }
}

/** Follows a run or a question over its port until its one last event. */
function listen<T extends object>(
  port: MessagePort,
  { signal, onProgress, onFirstLook }: Following,
): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const cancel = (): void => port.postMessage({ type: 'cancel' } satisfies PortCommand);
    const settle = (outcome: Outcome<T>): void => {
      signal?.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    const bytes = new ReceivedBytes();
    port.onmessage = ({ data }: MessageEvent<PortEvent<T>>) => {
      switch (data.type) {
        case 'progress':
          return onProgress?.(data.progress);
        case 'first-look':
          return onFirstLook?.(data.look);
        case 'bytes':
          return bytes.take(data);
        case 'done':
          return settle(succeed(bytes.complete(data.result)));
        case 'failed':
          return settle(fail(data.failure));
        case 'cancelled':
          return settle(fail(makeFailure('cancelled')));
        default:
          return data satisfies never;
      }
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
