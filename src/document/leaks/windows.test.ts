import { expect, test } from 'vitest';
import type { WorkbenchCell } from '../document';
import { documentOf, load } from '../fixtures/cells';
import { plannerOf } from '../plan';
import { lookupWithModels, splitCell, whole as cell } from './fixtures';

function leaksIn(...cells: WorkbenchCell[]): (readonly [string, string])[] {
  const { guard } = plannerOf(documentOf(...cells), lookupWithModels);
  return cells.flatMap(({ id }) => guard.leaksOf(id).map(({ code }) => [id, code] as const));
}

const windows = (id: string, table: string, out: string, shift: number): WorkbenchCell =>
  cell(id, 'window-series', {
    params: { values: ['x'], size: 10, shift },
    inputs: { table },
    outputs: { windows: out },
  });
const augmented = (id: string, table: string): WorkbenchCell =>
  cell(id, 'augment-series', { inputs: { table }, outputs: { augmented: `${id}_more` } });

const a = load('a', 'whole');
const split = splitCell('s', 'whole');

test('a split behind windows that overlap is a leak; behind windows that share no row it is none', () => {
  const code = 'leak-resampled-before-split';
  expect(leaksIn(a, windows('w', 'whole', 'cut', 5), splitCell('s', 'cut'))).toEqual([['s', code]]);
  expect(leaksIn(a, windows('w', 'whole', 'cut', 10), splitCell('s', 'cut'))).toEqual([]);
});

test('each part of a split is cut, and the training windows alone are augmented', () => {
  const parts = [a, split, windows('w', 'train', 'cut', 5), windows('v', 'test', 'cut_test', 5)];
  expect(leaksIn(...parts, augmented('g', 'cut'))).toEqual([]);
  expect(leaksIn(...parts, augmented('g', 'cut_test'))).toEqual([['g', 'leak-test-resampled']]);
  expect(leaksIn(a, augmented('g', 'whole'), splitCell('s', 'g_more'))).toEqual([
    ['s', 'leak-resampled-before-split'],
  ]);
});
