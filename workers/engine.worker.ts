import * as Comlink from 'comlink';
import * as z from 'zod';
import type { EngineService } from '../src/engine/protocol';
import { browserWorld } from './browser-world';
import { EngineCore } from './engine/engine';
import { followRun } from './engine/follow-run';

z.config({ jitless: true });

const engine = new EngineCore(browserWorld());

const service: EngineService = {
  boot: () => engine.boot(),
  run: (request, port) => followRun(engine, request, port),
  ask: (request) => engine.ask(request, new AbortController().signal),
  status: () => engine.status(),
  kill: (worker) => engine.kill(worker),
};

Comlink.expose(service);
