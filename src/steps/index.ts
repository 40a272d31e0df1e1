import type { StepContract } from '../core/contract';
import { augmentSeries } from './augment/augment-series/step';
import { augmentTable } from './augment/augment-table/step';
import { augmentImages } from './augment/augment-images/step';
import { augmentText } from './augment/augment-text/step';
import { classWeightsStep } from './balance/class-weights/step';
import { compareBalancing } from './balance/compare-balancing/step';
import { resample } from './balance/resample/step';
import { judgeSyntheticStep } from './evaluate/judge-synthetic/step';
import { load } from './load/load/step';
import { loadColumnar } from './load/load-columnar/step';
import { loadExcel } from './load/load-excel/step';
import { loadImages } from './load/load-images/step';
import { loadJson } from './load/load-json/step';
import { predict } from './model/predict/step';
import { trainLogistic } from './model/train-logistic/step';
import { append } from './prepare/append/step';
import { applyTransform } from './prepare/apply-transform/step';
import { derive } from './prepare/derive/step';
import { clip } from './prepare/clip/step';
import { filter } from './prepare/filter/step';
import { impute } from './prepare/impute/step';
import { join } from './prepare/join/step';
import { missingTokens } from './prepare/missing-tokens/step';
import { parse } from './prepare/parse/step';
import { renameColumns } from './prepare/rename-columns/step';
import { deduplicate } from './prepare/deduplicate/step';
import { mergeValues } from './prepare/merge-values/step';
import { sample } from './prepare/sample/step';
import { selectColumns } from './prepare/select-columns/step';
import { split } from './prepare/split/step';
import { sql } from './prepare/sql/step';
import { standardise } from './prepare/standardise/step';
import { windowSeries } from './prepare/window-series/step';
import { chart } from './understand/chart/step';
import { classBalance } from './understand/class-balance/step';
import { compare } from './understand/compare/step';
import { profile } from './understand/profile/step';

/** Every step's contract, in the order of the palette. Pure: any world may import it. */
export const contracts: readonly StepContract[] = [
  load,
  loadColumnar,
  loadJson,
  loadExcel,
  loadImages,
  profile,
  chart,
  classBalance,
  compare,
  filter,
  selectColumns,
  renameColumns,
  derive,
  sql,
  mergeValues,
  deduplicate,
  append,
  join,
  sample,
  split,
  missingTokens,
  parse,
  impute,
  clip,
  standardise,
  applyTransform,
  windowSeries,
  classWeightsStep,
  compareBalancing,
  resample,
  augmentSeries,
  augmentText,
  augmentImages,
  augmentTable,
  trainLogistic,
  predict,
  judgeSyntheticStep,
];

/** The contract of a step, or undefined where this Sluice does not know it. */
export function contractOf(step: string): StepContract | undefined {
  return contracts.find((contract) => contract.id === step);
}
