import { describe, expect, test } from 'vitest';
import type { StepCell } from './document';
import { cell, documentOf } from './fixtures/cells';
import { plannerOf } from './plan';

const sourceOf = (name: string) => ({ kind: 'file', files: [{ name }] });
const load = (id: string, table: string, name: string, step = 'load-images') =>
  cell(id, step, { params: { source: sourceOf(name) }, outputs: { table } });
const query = (id: string, table: string, name: string) =>
  cell(id, 'sql', {
    params: { text: `SELECT * FROM ${table}` },
    inputs: { [table]: table },
    outputs: { result: name },
  });
const augment = (id: string, table: string, params: StepCell['params'] = {}) =>
  cell(id, 'augment-images', {
    version: 2,
    params,
    inputs: { table },
    outputs: { augmented: `${id}_new`, provenance: `${id}_how` },
  });

/** The source that the plan of a cell gives it. */
function plannedSource(id: string, ...cells: StepCell[]): unknown {
  const outcome = plannerOf(documentOf(...cells)).planOf(id);
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value.nodes.at(-1)?.params.source;
}

describe('a source that is left open', () => {
  test('is that of the cell that loads what the table came from', () => {
    expect(plannedSource('b', load('a', 'pets', 'pets/'), augment('b', 'pets'))).toEqual(sourceOf('pets/'));
    const behind = [load('a', 'pets', 'pets.zip'), query('b', 'pets', 'few'), query('c', 'few', 'fewer')];
    expect(plannedSource('d', ...behind, augment('d', 'fewer'))).toEqual(sourceOf('pets.zip'));
  });

  test('stays open where no such cell is behind, and stays what it is where it is given', () => {
    expect(plannedSource('b', load('a', 't', 't.csv', 'load'), augment('b', 't'))).toBeNull();
    const own = augment('b', 'pets', { source: sourceOf('other/') });
    expect(plannedSource('b', load('a', 'pets', 'pets/'), own)).toEqual(sourceOf('other/'));
  });

  test('makes another plan when the images are loaded from elsewhere', () => {
    const textOf = (name: string) =>
      plannerOf(documentOf(load('a', 'pets', name), augment('b', 'pets'))).textOf('b');
    expect(textOf('pets/')).not.toBe(textOf('dogs/'));
    expect(textOf('pets/')).toBe(textOf('pets/'));
  });
});
