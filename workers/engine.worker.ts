import '../src/core/no-eval';
import * as Comlink from 'comlink';
import type { EngineService } from '../src/engine/protocol';
import { browserWorld } from './browser-world';
import { EngineCore } from './engine/engine';
import { follow } from './engine/follow';

const engine = new EngineCore(browserWorld());

const service: EngineService = {
  boot: (limits) => engine.boot(limits),
  run: (request, port) => follow(port, (hooks) => engine.run(request, hooks)),
  ask: (request, port) => follow(port, ({ signal }) => engine.ask(request, signal)),
  status: () => engine.status(),
  free: (how) => engine.free(how),
  kill: (worker) => engine.kill(worker),
};

Comlink.expose(service);
