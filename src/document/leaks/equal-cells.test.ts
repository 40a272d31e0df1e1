import { describe, expect, test } from 'vitest';
import { contractOf } from '../../steps/index';
import type { StepCell, WorkbenchCell } from '../document';
import { cell, documentOf } from '../fixtures/cells';
import { plannerOf } from '../plan';
import { equalCells } from './equal-cells';
import { evaluated, filter, lookupWithModels, splitCell, trained, whole } from './fixtures';

const fileOf = (id: string, file: string, table: string): StepCell =>
  whole(id, 'load', {
    params: { source: { kind: 'file', files: [{ name: file }] } },
    outputs: { table },
  });

function equalsIn(...cells: WorkbenchCell[]): Record<string, string> {
  const document = documentOf(...cells);
  return Object.fromEntries(equalCells(document, plannerOf(document).order, contractOf));
}

const codesIn = (...cells: WorkbenchCell[]): string[] => {
  const { guard, order } = plannerOf(documentOf(...cells), lookupWithModels);
  return order.flatMap((id) => guard.leaksOf(id).map(({ code }) => `${id}: ${code}`));
};

const a = fileOf('a', 'a.csv', 'whole');
const split = splitCell('s', 'whole');
const again = (id: string, table: string, params = split.params): StepCell => ({
  ...split,
  ...{ id, params },
  inputs: { table },
  outputs: { train: `train_${id}`, test: `test_${id}` },
});

describe('cells that do the same to the same', () => {
  test('are told from those that do it to something else or otherwise', () => {
    const other = fileOf('b', 'b.csv', 'other');
    const cells = [a, other, split, again('t', 'whole'), again('u', 'other')];
    expect(equalsIn(...cells)).toEqual({ t: 's' });
    expect(equalsIn(a, split, again('t', 'whole', { ...split.params, seed: 1 }))).toEqual({});
  });

  test('are so at the end of equal lines: one file loaded twice, kept by one condition, split', () => {
    const twice = [a, fileOf('b', 'a.csv', 'copy')];
    const kept = [filter('k', 'whole', 'x', 'y > 0'), filter('l', 'copy', 'z', 'y > 0')];
    const cells = [...twice, ...kept, { ...again('s', 'x') }, again('t', 'z')];
    expect(equalsIn(...cells)).toEqual({ b: 'a', l: 'k', t: 's' });
  });

  test('are not where params that decide nothing differ, or where their params do not fit', () => {
    // The order is used by time and by position alone.
    expect(equalsIn(a, split, again('t', 'whole', { ...split.params, order: 'day' }))).toEqual({ t: 's' });
    const broken = cell('t', 'split', { params: { parts: 3 }, inputs: { table: 'whole' } });
    expect(equalsIn(a, broken, { ...broken, id: 'u' })).toEqual({});
  });

  test('are splits that only look for leaks otherwise; a key of the split itself makes another', () => {
    const unlooked = { ...split.params, leaks: false };
    expect(equalsIn(a, split, again('t', 'whole', unlooked))).toEqual({ t: 's' });
    expect(equalsIn(a, split, again('t', 'whole', { ...split.params, keys: ['name'] }))).toEqual({ t: 's' });
    expect(equalsIn(a, split, again('t', 'whole', { ...split.params, by: ['name'] }))).toEqual({});
  });

  test('of a query are so whatever its tables are called', () => {
    const twice = [a, fileOf('b', 'a.csv', 'copy')];
    const query = (id: string, table: string) =>
      whole(id, 'sql', {
        params: { text: `SELECT * FROM ${table}` },
        inputs: { [table]: table },
        outputs: { result: `${id}_rows` },
      });
    expect(equalsIn(...twice, query('q', 'whole'), query('r', 'copy'))).toEqual({ b: 'a', r: 'q' });
  });
});

describe('a split made twice', () => {
  test('gives the same parts: the test part of one is kept back from the training part of the other', () => {
    expect(codesIn(a, split, again('o', 'whole'), trained('t', 'train', 'test_o'))).toEqual([]);
    expect(codesIn(a, split, again('o', 'whole'), trained('t', 'train', 'train_o'))).toEqual([
      't: leak-judged-on-learned',
    ]);
  });

  test('with another seed gives others, which overlap', () => {
    const other = again('o', 'whole', { ...split.params, seed: 7 });
    expect(codesIn(a, split, other, trained('t', 'train', 'test_o'))).toEqual(['t: leak-judged-on-learned']);
  });

  test('of one file loaded twice is found out: its rows are the same', () => {
    const copy = fileOf('b', 'a.csv', 'copy');
    expect(codesIn(a, copy, split, again('o', 'copy'), trained('t', 'train', 'test_o'))).toEqual([]);
    expect(codesIn(a, copy, split, evaluated('e', 't_model', 'copy'), trained('t', 'train', 'test'))).toEqual(
      ['e: leak-judged-on-learned'],
    );
  });
});
