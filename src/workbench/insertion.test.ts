import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineStep, type ContractLookup, type Ports } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { contractOf } from '../steps/index';
import { connectedCell } from './insertion';

function step(id: string, inputs: Ports, outputs: Ports) {
  return defineStep({
    id,
    version: 1,
    stage: 'prepare',
    title: id,
    summary: id,
    sentence: id,
    params: z.strictObject({ seed: z.int().default(7) }),
    inputs,
    outputs,
    frames: {},
    describe: () => ({}),
    keyParams: (params) => params,
    read: () => ({ text: '', suggestions: [] }),
  });
}

const table = { kind: 'table', meaning: '' } as const;
const transform = { kind: 'transform', meaning: '' } as const;
const steps = [
  step('halve', { table }, { train: table, test: table }),
  step('fit', { table: { ...table, isLearnt: true } }, { table, transform }),
  step('apply', { table, transform }, { table }),
  step('judge', { table: { ...table, isLearnt: true }, by: { ...table, isJudged: true } }, { table }),
  step('look', { table }, {}),
  step('look-up', { left: table, right: table }, { table }),
  step('cut', { table }, { table }),
  step('unite', { tables: { ...table, list: true, least: 2 } }, { table }),
];
const lookup: ContractLookup = (id) => steps.find((each) => each.id === id) ?? contractOf(id);

function cell(id: string, name: string, inputs: StepCell['inputs'], outputs: StepCell['outputs']): StepCell {
  return { id, kind: 'step', step: name, version: 1, params: { seed: 7 }, inputs, outputs };
}

const load = { ...cell('c1', 'load', {}, { table: 'credit' }) };
const source = { kind: 'sample', name: 'credit' };
const loaded: StepCell = {
  ...load,
  params: {
    source,
    delimiter: 'auto',
    quote: 'auto',
    header: 'auto',
    encoding: 'auto',
    missing: [''],
    types: {},
    limit: null,
  },
};
const halve = cell('c2', 'halve', { table: 'credit' }, { train: 'train', test: 'test' });
const fit = cell('c3', 'fit', { table: 'train' }, { table: 'scaled', transform: 'scaling' });
const document = (cells: readonly StepCell[]): WorkbenchDocument => ({ title: '', cells, extra: {} });

const none = { partOf: () => null };

describe('a new cell', () => {
  it('reads the nearest table above it, of a split the training part', () => {
    const made = connectedCell(document([loaded, halve]), 'look', 2, none, lookup);
    expect(made).toMatchObject({ id: 'c3', inputs: { table: 'train' }, params: { seed: 7 } });
    expect(connectedCell(document([loaded, halve]), 'look', 1, none, lookup).inputs).toEqual({
      table: 'credit',
    });
  });

  it('reads from below where there is nothing above, and stays open where there is nothing at all', () => {
    expect(connectedCell(document([loaded]), 'look', 0, none, lookup).inputs).toEqual({ table: 'credit' });
    expect(connectedCell(document([]), 'look', 0, none, lookup).inputs).toEqual({});
  });

  it('applies what was fitted to a table that it was not fitted on', () => {
    const made = connectedCell(document([loaded, halve, fit]), 'apply', 3, none, lookup);
    expect(made.inputs).toEqual({ transform: 'scaling', table: 'test' });
    expect(made.outputs).toEqual({ table: 'test_apply' });
  });

  it('judges by the nearest part kept back, and learns from the training part', () => {
    const parts = new Map([
      ['train', 'train'],
      ['test', 'test'],
    ]);
    const rest = cell('c4', 'cut', { table: 'credit' }, { table: 'rest' });
    const made = connectedCell(
      document([loaded, halve, rest]),
      'judge',
      3,
      { partOf: (name) => parts.get(name) ?? null },
      lookup,
    );
    expect(made.inputs).toEqual({ table: 'train', by: 'test' });
  });

  it('learns from the nearest training part, though the test part is nearer', () => {
    const apply = cell('c4', 'apply', { table: 'test', transform: 'scaling' }, { table: 'tested' });
    const parts = new Map([
      ['train', 'train'],
      ['scaled', 'training'],
      ['test', 'test'],
      ['tested', 'test'],
    ]);
    const partOf = (name: string) => parts.get(name) ?? null;
    const cells = document([loaded, halve, fit, apply]);
    expect(connectedCell(cells, 'fit', 4, { partOf }, lookup).inputs).toEqual({ table: 'scaled' });
    expect(connectedCell(cells, 'fit', 4, none, lookup).inputs).toEqual({ table: 'tested' });
    expect(connectedCell(cells, 'look', 4, { partOf }, lookup).inputs).toEqual({ table: 'tested' });
  });
});

describe('beside a cell that is not finished', () => {
  const started = cell('c2', 'look-up', { left: 'credit' }, { table: 'half' });
  const after = cell('c3', 'cut', { table: 'half' }, { table: 'cut' });
  const second = { ...loaded, id: 'c4', outputs: { table: 'more' } };

  it('reads what can be computed, though what cannot is nearer', () => {
    const cells = document([loaded, started, after]);
    expect(connectedCell(cells, 'look', 3, none, lookup).inputs).toEqual({ table: 'credit' });
    expect(connectedCell(document([started]), 'look', 1, none, lookup).inputs).toEqual({ table: 'half' });
  });

  it('joins the two tables there are, and appends the nearest', () => {
    const cells = document([second, loaded, started, after]);
    expect(connectedCell(cells, 'look-up', 4, none, lookup).inputs).toEqual({
      left: 'credit',
      right: 'more',
    });
    expect(connectedCell(cells, 'unite', 4, none, lookup).inputs).toEqual({ tables: ['credit'] });
  });
});

describe('a list of which at least two are needed', () => {
  const first = { ...loaded, id: 'c1', outputs: { table: 'credit' } };
  const second = { ...loaded, id: 'c2', outputs: { table: 'more' } };
  const third = { ...loaded, id: 'c3', outputs: { table: 'yet_more' } };
  const inputsAmong = (...cells: StepCell[]) =>
    connectedCell(document(cells), 'unite', cells.length, none, lookup).inputs;

  it('takes the only two there are, in the order of the document', () => {
    expect(inputsAmong(first, second)).toEqual({ tables: ['credit', 'more'] });
  });

  it('takes the nearest alone where there is a choice, or no second', () => {
    expect(inputsAmong(first, second, third)).toEqual({ tables: ['yet_more'] });
    expect(inputsAmong(first)).toEqual({ tables: ['credit'] });
  });
});

describe('a new cell about another cell', () => {
  const cut = cell('c5', 'cut', { table: 'credit' }, { table: 'rest' });
  const look = cell('c6', 'look', { table: 'credit' }, {});
  const document: WorkbenchDocument = { title: '', cells: [loaded, cut, look], extra: {} };
  const inputOf = (about?: StepCell) => connectedCell(document, 'cut', 3, none, lookup, about).inputs.table;

  it('reads what that makes, or else reads, before all that is nearer', () => {
    expect(inputOf()).toBe('rest');
    expect(inputOf(look)).toBe('credit');
    expect(inputOf(cut)).toBe('rest');
    expect(inputOf(loaded)).toBe('credit');
  });
});
