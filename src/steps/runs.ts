import type { MakeFiles } from '../core/made-files';
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
  'window-series': async () => (await import('./prepare/window-series/run')).run,
  'augment-series': async () => (await import('./augment/augment-series/run')).run,
  compare: async () => (await import('./understand/compare/run')).run,
  profile: async () => (await import('./understand/profile/run')).run,
  chart: async () => (await import('./understand/chart/run')).run,
  'class-weights': async () => (await import('./balance/class-weights/run')).run,
  'compare-balancing': async () => (await import('./balance/compare-balancing/run')).run,
  'train-logistic': async () => (await import('./model/train-logistic/run')).run,
  predict: async () => (await import('./model/predict/run')).run,
  'judge-synthetic': async () => (await import('./evaluate/judge-synthetic/run')).run,
  'augment-text': async () => (await import('./augment/augment-text/run')).run,
  resample: async () => (await import('./balance/resample/run')).run,
  'augment-images': async () => (await import('./augment/augment-images/run')).run,
  'augment-table': async () => (await import('./augment/augment-table/run')).run,
};

/** The run function of a step. The engine has checked the params against the step's own schema before it calls it. */
export async function runOf(step: string): Promise<RunStep<Readonly<Record<string, unknown>>>> {
  const open = runs[step];
  if (open === undefined) throw new Error(`The step ${step} has a contract but no run.`);
  return (await open()) as RunStep<Readonly<Record<string, unknown>>>;
}

/** How steps make the files that their results stand for; few do. */
const makers: Readonly<Record<string, () => Promise<MakeFiles<never>>>> = {
  'augment-images': async () => (await import('./augment/augment-images/make-files')).makeFiles,
};

/** What makes the files of a step's result. Asking for those of a step that makes none is a bug and throws. */
export async function makerOf(step: string): Promise<MakeFiles<Readonly<Record<string, unknown>>>> {
  const open = makers[step];
  if (open === undefined) throw new Error(`The step ${step} makes no files.`);
  return (await open()) as MakeFiles<Readonly<Record<string, unknown>>>;
}
