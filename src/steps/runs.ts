import type { RunStep } from '../core/run-context';

/** How each step is computed, loaded on first use. For the engine worker and Node; the page has no need of it. */
const runs: Readonly<Record<string, () => Promise<RunStep<never>>>> = {
  filter: async () => (await import('./prepare/filter/run')).run,
  'select-columns': async () => (await import('./prepare/select-columns/run')).run,
  'rename-columns': async () => (await import('./prepare/rename-columns/run')).run,
  derive: async () => (await import('./prepare/derive/run')).run,
  sql: async () => (await import('./prepare/sql/run')).run,
  'missing-tokens': async () => (await import('./prepare/missing-tokens/run')).run,
  parse: async () => (await import('./prepare/parse/run')).run,
  'merge-values': async () => (await import('./prepare/merge-values/run')).run,
  deduplicate: async () => (await import('./prepare/deduplicate/run')).run,
  append: async () => (await import('./prepare/append/run')).run,
  join: async () => (await import('./prepare/join/run')).run,
  sample: async () => (await import('./prepare/sample/run')).run,
  load: async () => (await import('./load/load/run')).run,
  'load-columnar': async () => (await import('./load/load-columnar/run')).run,
  'load-json': async () => (await import('./load/load-json/run')).run,
  'load-images': async () => (await import('./load/load-images/run')).run,
  'load-excel': async () => (await import('./load/load-excel/run')).run,
  'class-balance': async () => (await import('./understand/class-balance/run')).run,
  split: async () => (await import('./prepare/split/run')).run,
  impute: async () => (await import('./prepare/impute/run')).run,
  clip: async () => (await import('./prepare/clip/run')).run,
  standardise: async () => (await import('./prepare/standardise/run')).run,
  'apply-transform': async () => (await import('./prepare/apply-transform/run')).run,
  compare: async () => (await import('./understand/compare/run')).run,
  profile: async () => (await import('./understand/profile/run')).run,
  chart: async () => (await import('./understand/chart/run')).run,
  resample: async () => (await import('./balance/resample/run')).run,
};

/** The run function of a step. The engine has checked the params against the step's own schema before it calls it. */
export async function runOf(step: string): Promise<RunStep<Readonly<Record<string, unknown>>>> {
  const open = runs[step];
  if (open === undefined) throw new Error(`The step ${step} has a contract but no run.`);
  return (await open()) as RunStep<Readonly<Record<string, unknown>>>;
}
