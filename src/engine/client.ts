import * as Comlink from 'comlink';
import engineScript from '../../workers/engine.worker.ts?worker&url';
import { makeFailure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import {
  PROTOCOL_VERSION,
  type Engine,
  type EngineService,
  type EngineStatus,
  type RunCommand,
  type RunEvent,
  type RunRequest,
  type StepResult,
} from './protocol';
import { startWorker, type WatchedWorker } from './start-worker';

/** A living engine worker. */
interface Link extends WatchedWorker {
  readonly service: Comlink.Remote<EngineService>;
}

/**
 * Opens the engine in its worker. When the worker dies, what is pending fails by name (`engine-worker-died`), and the
 * next call starts another: requests are complete, so nothing else is needed to go on.
 */
export function openEngine(): Engine {
  return new EngineClient();
}

class EngineClient implements Engine {
  #link: Promise<Link> | undefined;

  async boot(): Promise<Outcome<EngineStatus>> {
    const booted = await this.#ask((service) => service.boot());
    if (booted.ok && booted.value.protocol !== PROTOCOL_VERSION) {
      return fail(makeFailure('engine-guard-failed', { check: 'page and engine are of different versions' }));
    }
    return booted;
  }

  async run(request: RunRequest, options: Parameters<Engine['run']>[1] = {}): Promise<Outcome<StepResult>> {
    return this.#withLink(async ({ service, died }) => {
      const { port1, port2 } = new MessageChannel();
      const outcome = listen(port1, options);
      await service.run(request, Comlink.transfer(port2, [port2]));
      return Promise.race([outcome, death(died)]).finally(() => port1.close());
    });
  }

  ask(request: Parameters<Engine['ask']>[0], { signal }: { readonly signal?: AbortSignal } = {}) {
    const withdrawn = new Promise<Outcome<never>>((resolve) => {
      signal?.addEventListener('abort', () => resolve(fail(makeFailure('cancelled'))), { once: true });
    });
    return Promise.race([this.#ask((service) => service.ask(request)), withdrawn]);
  }

  async status(): Promise<EngineStatus> {
    const status = await this.#ask(async (service) => succeed(await service.status()));
    if (!status.ok) throw new Error(status.failure.message);
    return status.value;
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

  #ask<T>(question: (service: Comlink.Remote<EngineService>) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return this.#withLink(({ service, died }) => Promise.race([question(service), death(died)]));
  }

  async #withLink<T>(work: (link: Link) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      this.#link ??= this.#start();
      return await work(await this.#link);
    } catch (error) {
      return fail(makeFailure('engine-start-failed', {}, { detail: String(error) }));
    }
  }

  async #start(): Promise<Link> {
    try {
      const module = new URL(engineScript, document.baseURI).href;
      const watched = await startWorker({ module });
      void watched.died.then(() => (this.#link = undefined));
      return { ...watched, service: Comlink.wrap<EngineService>(watched.worker) };
    } catch (error) {
      this.#link = undefined;
      throw error;
    }
  }
}

async function death(died: Promise<void>): Promise<Outcome<never>> {
  await died;
  return fail(makeFailure('engine-worker-died'));
}

/** Follows a run over its port until its one last event. */
function listen(port: MessagePort, { signal, onProgress }: NonNullable<Parameters<Engine['run']>[1]>) {
  return new Promise<Outcome<StepResult>>((resolve) => {
    const cancel = (): void => port.postMessage({ type: 'cancel' } satisfies RunCommand);
    const settle = (outcome: Outcome<StepResult>): void => {
      signal?.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    port.onmessage = ({ data }: MessageEvent<RunEvent>) => {
      switch (data.type) {
        case 'progress':
          return onProgress?.(data.progress);
        case 'done':
          return settle(succeed(data.result));
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
