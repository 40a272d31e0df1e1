import * as z from 'zod';
import { defineStep, type ContractLookup } from '../../core/contract';
import { contractOf } from '../../steps/index';
import type { StepCell } from '../document';
import { completeParams } from '../params';
import { cell as bare } from '../fixtures/cells';

const silent = {
  describe: () => ({}),
  keyParams: (params: unknown) => params,
  frames: {},
  version: 1,
  params: z.strictObject({}),
  summary: '',
  read: () => ({ text: '', suggestions: [] }),
} as const;

/** A step that trains a model, judges it by other rows and says what it predicts for those. */
const train = defineStep({
  ...silent,
  id: 'fixture_train',
  stage: 'model',
  title: 'Train',
  sentence: 'Train on {table}, judged by {held_out} → {predictions}',
  inputs: {
    table: { kind: 'table', isLearnt: true, meaning: 'Rows to learn from' },
    held_out: { kind: 'table', isJudged: true, optional: true, meaning: 'Rows to judge by' },
  },
  outputs: {
    predictions: { kind: 'table', meaning: 'The rows judged by, with what was predicted' },
    model: { kind: 'model', meaning: 'What was learned' },
  },
});

/** A step that judges a model by rows, and makes nothing. */
const evaluate = defineStep({
  ...silent,
  id: 'fixture_evaluate',
  stage: 'evaluate',
  title: 'Evaluate',
  sentence: 'Judge {model} by {held_out}',
  inputs: {
    model: { kind: 'model', meaning: 'The model' },
    held_out: { kind: 'table', isJudged: true, meaning: 'Rows to judge by' },
  },
  outputs: {},
});

/** The real steps, and a step that trains and one that judges. */
export const lookupWithModels: ContractLookup = (step) =>
  [train, evaluate].find(({ id }) => id === step) ?? contractOf(step);

/** A step cell with its params complete. */
export const whole: typeof bare = (id, step, names = {}) => {
  const contract = lookupWithModels(step);
  if (contract === undefined) throw new Error(`There is no step “${step}”.`);
  return bare(id, step, {
    ...names,
    version: contract.version,
    params: completeParams(contract, names.params ?? {}),
  });
};

/** A cell that splits a table, by default into train and test. */
export const splitCell = (
  id: string,
  table: string,
  parts: readonly string[] = ['train', 'test'],
): StepCell =>
  whole(id, 'split', {
    params: { parts: parts.map((name) => ({ name, share: 1 / parts.length })) },
    inputs: { table },
    outputs: Object.fromEntries(parts.map((name) => [name, name])),
  });

/** A cell that scales a table, with what it fits. */
export const scale = (id: string, table: string, standardised: string, transform?: string): StepCell =>
  whole(id, 'standardise', {
    inputs: { table },
    outputs: { standardised, ...(transform !== undefined && { transform }) },
  });

/** A cell that applies a transform to a table. */
export const apply = (id: string, table: string, transform: string, applied: string): StepCell =>
  whole(id, 'apply-transform', { inputs: { table, transform }, outputs: { applied } });

/** A cell that balances the classes of a table. */
export const resample = (id: string, table: string, balanced: string): StepCell =>
  whole(id, 'resample', {
    params: { target: 'y' },
    inputs: { table },
    outputs: { balanced },
  });

/** A cell that keeps some rows of a table, by a condition of its own unless one is given. */
export const filter = (
  id: string,
  table: string,
  filtered: string,
  condition = `kind <> '${id}'`,
): StepCell =>
  whole(id, 'filter', {
    params: { condition },
    inputs: { table },
    outputs: { filtered },
  });

/** A cell that puts tables under each other. */
export const appended = (id: string, tables: string[], name: string): StepCell =>
  whole(id, 'append', { inputs: { tables }, outputs: { appended: name } });

/** A cell that trains on a table and judges by another. */
export const trained = (id: string, table: string, heldOut: string, model = `${id}_model`): StepCell =>
  whole(id, 'fixture_train', {
    inputs: { table, held_out: heldOut },
    outputs: { predictions: `${id}_predictions`, model },
  });

/** A cell that judges a model by a table. */
export const evaluated = (id: string, model: string, heldOut: string): StepCell =>
  whole(id, 'fixture_evaluate', { inputs: { model, held_out: heldOut } });
