import { describe, expect, test } from 'vitest';
import type { Suggestion } from '../core/contract';
import { SAMPLES } from '../core/samples';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit, type Edit } from '../document/edits';
import { plannerOf } from '../document/plan';
import { sampleEntry } from './opening';
import { suggestedEdits } from './without-leaks';

const SPLIT: Suggestion = {
  step: 'split',
  title: 'Split',
  reason: '',
  params: {},
  inputs: { table: { output: 'table' } },
};

const after = (document: WorkbenchDocument, edits: readonly Edit[]) =>
  edits.reduce((now, edit) => applyEdit(now, edit), document);

function sample(name: string): WorkbenchDocument {
  const entry = sampleEntry(name);
  if (!entry.ok) throw new Error(entry.failure.message);
  return entry.value.document;
}

/** A sample with further cells, each on the table of the one before. */
function withCells(...steps: { step: string; params?: object }[]): WorkbenchDocument {
  let document = sample('penguins');
  let table = firstCell(document).outputs.table ?? '';
  for (const { step, params = {} } of steps) {
    const cell = newStepCell(document, { step, params: { ...params }, inputs: { table } });
    document = applyEdit(document, { type: 'insert-cell', cell, at: document.cells.length });
    table = Object.values(cell.outputs)[0] ?? '';
  }
  return document;
}

const firstCell = (document: WorkbenchDocument) => document.cells[0] as StepCell;
const steps = ({ cells }: WorkbenchDocument) =>
  cells.map((cell) => (cell.kind === 'step' ? cell.step : cell.kind));

function leaksIn(document: WorkbenchDocument): string[] {
  const { guard, order } = plannerOf(document);
  return order.flatMap((id) => guard.leaksOf(id).map(({ code }) => code));
}

describe('a suggested split', () => {
  test('behind a repair that learns comes before it, and what is learned is applied to the other part', () => {
    const document = withCells({ step: 'missing-tokens' }, { step: 'impute' });
    const split = after(document, suggestedEdits(document, firstCell(document), SPLIT));
    expect(steps(split)).toEqual(['load', 'profile', 'missing-tokens', 'split', 'impute', 'apply-transform']);
    expect(leaksIn(split)).toEqual([]);
  });

  test('behind repairs that learn nothing stands at their end', () => {
    const document = withCells(
      { step: 'missing-tokens' },
      { step: 'impute', params: { method: 'constant' } },
    );
    const split = after(document, suggestedEdits(document, firstCell(document), SPLIT));
    expect(steps(split)).toEqual(['load', 'profile', 'missing-tokens', 'impute', 'split']);
    expect(leaksIn(split)).toEqual([]);
  });
});

test.each(SAMPLES.map(({ name }) => name))('the sample %s has no leak', (name) => {
  expect(leaksIn(sample(name))).toEqual([]);
});
