import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit } from '../document/edits';
import { plannerOf } from '../document/plan';
import { asItCame } from './as-it-came';
import { followingOf } from './following';
import { followingText } from './following-text';
import { connectedCell } from './insertion';
import { offeredSuggestions } from './suggestions';

type Wanted = Parameters<typeof newStepCell>[1];

function withCell(document: WorkbenchDocument, wanted: Wanted): WorkbenchDocument {
  return { ...document, cells: [...document.cells, newStepCell(document, wanted)] };
}
const outputOf = (document: WorkbenchDocument, step: string, slot: string): string =>
  (document.cells.find((cell) => cell.kind === 'step' && cell.step === step) as StepCell).outputs[slot] ?? '';

const blank: WorkbenchDocument = { title: '', cells: [], extra: {} };
const loaded = withCell(blank, { step: 'load', params: { source: { kind: 'sample', name: 'credit' } } });
const split = withCell(loaded, { step: 'split', inputs: { table: outputOf(loaded, 'load', 'table') } });
const [train = '', test = ''] = Object.values((split.cells[1] as StepCell).outputs);
const grown = withCell(split, { step: 'resample', params: { target: 'Status' }, inputs: { table: train } });
const balanced = outputOf(grown, 'resample', 'balanced');
const partOf = (name: string) =>
  name === test ? 'test' : name === outputOf(split, 'load', 'table') ? null : 'train';

describe('a table as it came', () => {
  it('is what stood before resampling and weights; no other table has one', () => {
    const weighed = withCell(grown, {
      step: 'class-weights',
      params: { target: 'Status' },
      inputs: { table: balanced },
    });
    expect(asItCame(weighed, outputOf(weighed, 'class-weights', 'weighted'))).toEqual({
      table: train,
      resampled: balanced,
    });
    expect(asItCame(grown, balanced)).toEqual({ table: train, resampled: balanced });
    const light = withCell(split, {
      step: 'class-weights',
      params: { target: 'Status' },
      inputs: { table: train },
    });
    expect(asItCame(light, outputOf(light, 'class-weights', 'weighted'))).toEqual({
      table: train,
      resampled: null,
    });
    expect([asItCame(grown, train), asItCame(grown, outputOf(grown, 'resample', 'provenance'))]).toEqual([
      null,
      null,
    ]);
  });

  it('is what a new comparison learns from, with what was made of it among the resampled', () => {
    for (const known of [partOf, () => null]) {
      expect(connectedCell(grown, 'compare-balancing', 3, { partOf: known }).inputs).toEqual({
        ...{ train, judged: test, resampled: [balanced] },
      });
    }
    expect(connectedCell(split, 'compare-balancing', 2, { partOf }).inputs).toEqual({ train, judged: test });
  });

  it('is what class weights are of; a model may be trained on what was balanced', () => {
    expect(connectedCell(grown, 'class-weights', 3, { partOf }).inputs).toEqual({ table: train });
    expect(connectedCell(grown, 'train-logistic', 3, { partOf }).inputs).toEqual({ table: balanced });
  });
});

describe('a suggestion that feeds the cell it comes from', () => {
  const weighed = withCell(split, {
    step: 'class-weights',
    params: { target: 'Status' },
    inputs: { table: train },
  });
  const weighted = outputOf(weighed, 'class-weights', 'weighted');
  const compared = withCell(weighed, {
    step: 'compare-balancing',
    inputs: { train: weighted, judged: test },
  });
  const compare = compared.cells.at(-1) as StepCell;
  const suggestion: Suggestion = {
    ...{ step: 'resample', title: 'Resample', reason: '', params: { target: 'Status' }, feeds: 'resampled' },
    inputs: { table: { asItCame: weighted, orItself: true } },
  };

  it('puts a cell above it, on the rows as they came, and connects it; then it is done', () => {
    const following = followingOf(compared, compare, suggestion);
    const after = following.edits.reduce((now, edit) => applyEdit(now, edit), compared);
    const steps = after.cells.map((cell) => cell.kind === 'step' && cell.step);
    expect(steps).toEqual(['load', 'split', 'class-weights', 'resample', 'compare-balancing']);
    const [made, reader] = after.cells.slice(-2) as [StepCell, StepCell];
    expect(made.inputs).toEqual({ table: train });
    expect(reader.inputs.resampled).toEqual([made.outputs.balanced]);
    expect(plannerOf(after).guard.leaksOf(reader.id)).toEqual([]);
    expect(followingOf(after, reader, suggestion)).toMatchObject({ cellId: made.id, edits: [] });
    expect(offeredSuggestions(after, reader, [suggestion])).toEqual([{ suggestion, isFollowed: true }]);
  });

  it('connects a cell that is there already', () => {
    const there = withCell(compared, {
      step: 'resample',
      params: { target: 'Status' },
      inputs: { table: train },
    });
    expect(offeredSuggestions(there, compare, [suggestion])).toEqual([{ suggestion, isFollowed: false }]);
    const following = followingOf(there, compare, suggestion);
    const name = outputOf(there, 'resample', 'balanced');
    expect(following.edits).toEqual([
      { type: 'set-input', id: compare.id, slot: 'resampled', names: [name] },
    ]);
    const after = following.edits.reduce((now, edit) => applyEdit(now, edit), there);
    expect(followingText(after, following)).toMatch(/^Connected cell 5: /);
  });

  it('is not offered where the rows were never balanced, unless they serve themselves', () => {
    const repair: Suggestion = {
      ...{ step: 'compare-balancing', title: 'Repair', reason: '', params: {} },
      inputs: { train: { asItCame: train }, judged: { name: test } },
    };
    expect(offeredSuggestions(compared, compare, [repair])).toEqual([]);
    const fine = { ...repair, inputs: { ...repair.inputs, train: { asItCame: weighted } } };
    expect(offeredSuggestions(compared, compare, [fine])).toHaveLength(1);
  });
});

describe('predicting', () => {
  it('rows that a model learned from is a leak, and the test part is none', () => {
    const trained = withCell(grown, {
      step: 'train-logistic',
      params: { target: 'Status' },
      inputs: { table: balanced },
    });
    const model = outputOf(trained, 'train-logistic', 'model');
    const codesOn = (table: string) => {
      const document = withCell(trained, { step: 'predict', inputs: { table, model } });
      return plannerOf(document)
        .guard.leaksOf(document.cells.at(-1)?.id ?? '')
        .map(({ code }) => code);
    };
    expect([codesOn(train), codesOn(test)]).toEqual([['leak-judged-on-learned'], []]);
  });
});
