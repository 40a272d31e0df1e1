import type { Port, RawParams } from '../../../core/contract';
import { defineStep } from '../../../core/contract';
import { paramsInUse } from '../../../core/param-when';
import { firstOf } from '../../../core/words';
import { splitFrames } from './frames';
import { splitParams, type SplitParams } from './params';
import { cutShares, partsOf, partsText } from './part-names';
import { read } from './reading';
import { bucketsOf } from './tfx-hash';

export { splitParams, type SplitParams } from './params';

const NAMED_AT_MOST = 3;

const partPort = (name: string): Port => ({ kind: 'table', meaning: `The rows of the part ${name}` });

/** `split`: one table becomes several that share no row. */
export const split = defineStep({
  id: 'split',
  version: 3,
  stage: 'prepare',
  title: 'Split',
  summary: 'Divides the rows of a table into parts, such as training and test, so that no row is in two.',
  sentence: 'Split {table} into {parts}, {method} {by} {stratify} {order} {column} → {outputs}',
  params: splitParams,
  inputs: { table: { kind: 'table', meaning: 'The table to divide' } },
  outputs: (params) => Object.fromEntries(partsOf(params).map(({ name }) => [name, partPort(name)])),
  frames: splitFrames,
  // Version 1 knew parts, hash, stratified and position alone: what it says means the same, and what it lacks has its default.
  upgrades: [(params) => params, withEachFold],
  describe: (params) => ({ parts: partsText(params), method: methodText(params), ...columnTexts(params) }),
  keyParams: (params) => paramsInUse(splitParams, params),
  rowParams: ({ leaks: _, keys: __, ...params }) => paramsInUse(splitParams, params),
  makesParts: (params) => Object.fromEntries(partsOf(params).map(({ name }) => [name, name])),
  read,
});

/** Version 2 made a table of each fold where none was said to be test. */
function withEachFold(params: RawParams): RawParams {
  const { testFold, ...others } = params;
  if (typeof testFold === 'number') return params;
  return typeof params.folds === 'number' ? { ...others, testFold: null } : others;
}

function methodText(params: SplitParams): string {
  const { method, by } = params;
  switch (method) {
    case 'hash': {
      const together = by.length === 0 ? 'equal rows' : `rows of equal ${firstOf(by, NAMED_AT_MOST)}`;
      return `${together} together${ruleText(params)}`;
    }
    case 'stratified':
      return 'stratified by';
    case 'group':
      return 'whole groups of';
    case 'time':
      return 'by time of';
    case 'position':
      return 'in the order of';
    case 'column':
      return 'by the values of';
    default:
      return method satisfies never;
  }
}

/** The columns that the method is about, each as the sentence goes on with it; empty for those that it is not about. */
function columnTexts(params: SplitParams): Record<'by' | 'stratify' | 'order' | 'column', string> {
  const { method, stratify, by, order, column } = params;
  const told = { by: '', stratify: '', order: '', column: '' };
  switch (method) {
    case 'hash':
      return told;
    case 'stratified':
      return { ...told, stratify: stratify || '…' };
    case 'group':
      return {
        ...told,
        by: firstOf(by, NAMED_AT_MOST) || '…',
        stratify: stratify === '' ? '' : `stratified by ${stratify}`,
      };
    case 'time':
      return { ...told, order: `${order || '…'}${cutsText(params)}` };
    case 'position':
      return { ...told, order: order || 'its rows' };
    case 'column':
      return { ...told, column: column || '…' };
    default:
      return method satisfies never;
  }
}

function cutsText({ folds, cuts }: SplitParams): string {
  return folds === null && cuts.length > 0 ? ` at ${firstOf(cuts, NAMED_AT_MOST)}` : '';
}

/** The buckets of TFX's rule, so that they can be checked against a pipeline's. */
function ruleText(params: SplitParams): string {
  if (params.rule === 'md5') return '';
  return ` by TFX’s rule, ${bucketsOf(cutShares(params)).join(':')}`;
}
