import { expect, test } from 'vitest';
import { cellTitle, shortTitle, titleLabel } from './cell-title';
import type { WorkbenchCell } from './document';
import { lookupWithFixtures } from './fixtures/steps';

const split: WorkbenchCell = {
  ...{ id: 'c1', kind: 'step', step: 'split', version: 1, inputs: { table: 'people' } },
  ...{ params: { method: 'stratified', stratify: 'age' }, outputs: { train: 'train', test: 'test' } },
};
const note = (text: string): WorkbenchCell => ({ id: 'n', kind: 'note', text });
const foreign = (raw: Record<string, unknown>): WorkbenchCell => {
  return { id: 'f', kind: 'foreign', reason: 'unknown-kind', raw };
};

test('a step is called by its sentence, without a param that is missing', () => {
  const load: WorkbenchCell = {
    ...split,
    step: 'load',
    params: {},
    inputs: {},
    outputs: { table: 'people' },
  };
  expect(cellTitle(load)).toBe('Load … → people');
  expect([shortTitle(load), titleLabel(load, lookupWithFixtures)]).toEqual(['Load …', '“Load …”']);
});

test('a note is called by its first line that says something, a foreign cell by what is known of it', () => {
  expect([cellTitle(note('\n\n## What we see\nMore')), cellTitle(note('  '))]).toEqual([
    'What we see',
    'Note',
  ]);
  expect(
    [foreign({ step: 'teleport' }), foreign({ kind: 'hologram' }), foreign({})].map((cell) =>
      cellTitle(cell),
    ),
  ).toEqual(['“teleport”', '“hologram”', 'A cell that is not known here']);
});
