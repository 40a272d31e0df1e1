import '../src/core/no-eval';
import * as Comlink from 'comlink';
import type { EngineService } from '../src/engine/protocol';
import { browserWorld } from './browser-world';
import { EngineCore } from './engine/engine';
import { follow } from './engine/follow';

const world = browserWorld();
const engine = new EngineCore(world);

/** A visitor who has not asked for anything so long after the start is still looking for a file. */
const WARM_UP_AFTER_MS = 400;

const service: EngineService = {
  boot: async (limits) => {
    const outcome = await engine.boot(limits);
    if (outcome.ok) setTimeout(() => void engine.warmUp(), WARM_UP_AFTER_MS);
    return outcome;
  },
  run: (request, port) => follow(port, (hooks) => engine.run(request, hooks)),
  ask: (request, port) => follow(port, ({ signal }) => engine.ask(request, signal)),
  status: () => engine.status(),
  free: (how) => engine.free(how),
  kill: (worker) => engine.kill(worker),
  module: () => world.module.get(),
  useModule: (module) => world.module.use(module),
};

Comlink.expose(service);
