import * as z from 'zod';
import { openEngine } from '../src/engine/client';
import type { EngineLimits } from '../src/engine/protocol';
import { engineSuite } from '../src/engine/contract-suite/index';
import { profilePlan } from '../src/engine/contract-suite/plans';
import type { SuiteWorld } from '../src/engine/contract-suite/world';

z.config({ jitless: true });

/** Bounds of the engine that a test makes small: `?limits={"diskAbove":1000}`. */
const limits = JSON.parse(
  new URLSearchParams(location.search).get('limits') ?? '{}',
) as Partial<EngineLimits>;

const world: SuiteWorld = {
  engine: openEngine(limits),
  file: (name, content) => Promise.resolve(new File([content as BlobPart], name)),
};

/** What browser tests find on this page: the engine, the suite's cases by number, and a way to make plans. */
const contractPage = {
  engine: world.engine,
  names: engineSuite.map((one) => one.name),
  run: (index: number) => engineSuite[index]?.run(world),
  file: (name: string, content: string | Uint8Array) => world.file(name, content),
  profilePlan,
};

declare global {
  interface Window {
    contractPage: typeof contractPage;
  }
}

window.contractPage = contractPage;
