import type { Component } from 'svelte';
import type { FirstLookProps, ViewProps } from '../core/view';
import ProfileFirstLook from './understand/profile/FirstLook.svelte';

/** What the page shows of a step, each part fetched when it is first needed. */
export interface StepView {
  /** Draws the step's result. */
  readonly view: () => Promise<{ readonly default: Component<ViewProps> }>;
  /** Draws a first look at a sample: at hand at once, since it is drawn while the engine has every core. */
  readonly firstLook?: Component<FirstLookProps>;
  /** The lesson, as Markdown. */
  readonly lesson: () => Promise<{ readonly default: string }>;
}

/** The view and the lesson of every step, by its id. */
export const views: Readonly<Record<string, StepView>> = {
  filter: {
    view: () => import('./prepare/filter/View.svelte'),
    lesson: () => import('./prepare/filter/lesson.md?raw'),
  },
  'select-columns': {
    view: () => import('./prepare/select-columns/View.svelte'),
    lesson: () => import('./prepare/select-columns/lesson.md?raw'),
  },
  'rename-columns': {
    view: () => import('./prepare/rename-columns/View.svelte'),
    lesson: () => import('./prepare/rename-columns/lesson.md?raw'),
  },
  derive: {
    view: () => import('./prepare/derive/View.svelte'),
    lesson: () => import('./prepare/derive/lesson.md?raw'),
  },
  sql: {
    view: () => import('./prepare/sql/View.svelte'),
    lesson: () => import('./prepare/sql/lesson.md?raw'),
  },
  'missing-tokens': {
    view: () => import('./prepare/missing-tokens/View.svelte'),
    lesson: () => import('./prepare/missing-tokens/lesson.md?raw'),
  },
  parse: {
    view: () => import('./prepare/parse/View.svelte'),
    lesson: () => import('./prepare/parse/lesson.md?raw'),
  },
  'merge-values': {
    view: () => import('./prepare/merge-values/View.svelte'),
    lesson: () => import('./prepare/merge-values/lesson.md?raw'),
  },
  deduplicate: {
    view: () => import('./prepare/deduplicate/View.svelte'),
    lesson: () => import('./prepare/deduplicate/lesson.md?raw'),
  },
  append: {
    view: () => import('./prepare/append/View.svelte'),
    lesson: () => import('./prepare/append/lesson.md?raw'),
  },
  join: {
    view: () => import('./prepare/join/View.svelte'),
    lesson: () => import('./prepare/join/lesson.md?raw'),
  },
  sample: {
    view: () => import('./prepare/sample/View.svelte'),
    lesson: () => import('./prepare/sample/lesson.md?raw'),
  },
  compare: {
    view: () => import('./understand/compare/View.svelte'),
    lesson: () => import('./understand/compare/lesson.md?raw'),
  },
  'class-balance': {
    view: () => import('./understand/class-balance/View.svelte'),
    lesson: () => import('./understand/class-balance/lesson.md?raw'),
  },
  split: {
    view: () => import('./prepare/split/View.svelte'),
    lesson: () => import('./prepare/split/lesson.md?raw'),
  },
  impute: {
    view: () => import('./prepare/impute/View.svelte'),
    lesson: () => import('./prepare/impute/lesson.md?raw'),
  },
  clip: {
    view: () => import('./prepare/clip/View.svelte'),
    lesson: () => import('./prepare/clip/lesson.md?raw'),
  },
  standardise: {
    view: () => import('./prepare/standardise/View.svelte'),
    lesson: () => import('./prepare/standardise/lesson.md?raw'),
  },
  'apply-transform': {
    view: () => import('./prepare/apply-transform/View.svelte'),
    lesson: () => import('./prepare/apply-transform/lesson.md?raw'),
  },
  'window-series': {
    view: () => import('./prepare/window-series/View.svelte'),
    lesson: () => import('./prepare/window-series/lesson.md?raw'),
  },
  'augment-series': {
    view: () => import('./augment/augment-series/View.svelte'),
    lesson: () => import('./augment/augment-series/lesson.md?raw'),
  },
  'load-excel': {
    view: () => import('./load/load-excel/View.svelte'),
    lesson: () => import('./load/load-excel/lesson.md?raw'),
  },
  'load-images': {
    view: () => import('./load/load-images/View.svelte'),
    lesson: () => import('./load/load-images/lesson.md?raw'),
  },
  'load-json': {
    view: () => import('./load/load-json/View.svelte'),
    lesson: () => import('./load/load-json/lesson.md?raw'),
  },
  load: {
    view: () => import('./load/load/View.svelte'),
    lesson: () => import('./load/load/lesson.md?raw'),
  },
  'load-columnar': {
    view: () => import('./load/load-columnar/View.svelte'),
    lesson: () => import('./load/load-columnar/lesson.md?raw'),
  },
  profile: {
    view: () => import('./understand/profile/View.svelte'),
    firstLook: ProfileFirstLook,
    lesson: () => import('./understand/profile/lesson.md?raw'),
  },
  chart: {
    view: () => import('./understand/chart/View.svelte'),
    lesson: () => import('./understand/chart/lesson.md?raw'),
  },
  'class-weights': {
    view: () => import('./balance/class-weights/View.svelte'),
    lesson: () => import('./balance/class-weights/lesson.md?raw'),
  },
  'compare-balancing': {
    view: () => import('./balance/compare-balancing/View.svelte'),
    lesson: () => import('./balance/compare-balancing/lesson.md?raw'),
  },
  'train-logistic': {
    view: () => import('./model/train-logistic/View.svelte'),
    lesson: () => import('./model/train-logistic/lesson.md?raw'),
  },
  predict: {
    view: () => import('./model/predict/View.svelte'),
    lesson: () => import('./model/predict/lesson.md?raw'),
  },
  'judge-synthetic': {
    view: () => import('./evaluate/judge-synthetic/View.svelte'),
    lesson: () => import('./evaluate/judge-synthetic/lesson.md?raw'),
  },
  'augment-text': {
    view: () => import('./augment/augment-text/View.svelte'),
    lesson: () => import('./augment/augment-text/lesson.md?raw'),
  },
  resample: {
    view: () => import('./balance/resample/View.svelte'),
    lesson: () => import('./balance/resample/lesson.md?raw'),
  },
  'augment-table': {
    view: () => import('./augment/augment-table/View.svelte'),
    lesson: () => import('./augment/augment-table/lesson.md?raw'),
  },
  'augment-images': {
    view: () => import('./augment/augment-images/View.svelte'),
    lesson: () => import('./augment/augment-images/lesson.md?raw'),
  },
};
