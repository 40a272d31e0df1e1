import type { Engine } from '../src/engine/protocol';
import { fail, type Outcome } from '../src/core/outcome';
import { FailureError, makeFailure } from '../src/core/failure';
import { Lifeline } from '../src/core/lifeline';
import { EngineCore, type EngineOptions } from '../workers/engine/engine';
import { nodeWorld, type NodePlaces } from './node-world';

/** Where things lie, seen from the built runner in `build/headless/`, or from this source in a test. */
const PLACES: NodePlaces = import.meta.url.endsWith('.ts')
  ? {
      kernelScript: new URL('../build/headless/kernel-worker.js', import.meta.url),
      samples: new URL('../public/samples/', import.meta.url),
    }
  : {
      kernelScript: new URL('./kernel-worker.js', import.meta.url),
      samples: new URL('../../public/samples/', import.meta.url),
    };

/**
 * Opens the engine in this process, its database and kernels in threads. The same engine as in the browser, without a
 * worker around it; ending "the engine" rejects what is under way and starts another.
 */
export function openNodeEngine(
  options: Partial<EngineOptions> = {},
  places: NodePlaces = PLACES,
): Promise<Engine> {
  let core = new EngineCore(nodeWorld(places), options);
  let alive = new Lifeline(engineDied);
  const whileAlive = <T>(work: Promise<Outcome<T>>): Promise<Outcome<T>> =>
    alive.guard(work).catch(() => fail(makeFailure('engine-worker-died')));
  return Promise.resolve({
    boot: () => whileAlive(core.boot()),
    free: (how) => core.free(how),
    run: (request, options = {}) => {
      const { signal = new AbortController().signal, onProgress = () => undefined, onFirstLook } = options;
      const isWatched = onFirstLook !== undefined;
      return whileAlive(core.run({ ...request, isWatched }, { signal, onProgress, onFirstLook }));
    },
    ask: (request, { signal = new AbortController().signal } = {}) => whileAlive(core.ask(request, signal)),
    status: () => Promise.resolve(core.status()),
    kill: async (worker) => {
      if (worker !== 'engine') return core.kill(worker);
      const ended = core;
      alive.end();
      alive = new Lifeline(engineDied);
      core = new EngineCore(nodeWorld(places), options);
      await ended.close();
    },
    close: () => core.close(),
  });
}

const engineDied = (): Error => new FailureError(makeFailure('engine-worker-died'));
