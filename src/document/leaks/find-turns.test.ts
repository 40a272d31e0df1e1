import { describe, expect, test } from 'vitest';
import type { StepCell, WorkbenchCell } from '../document';
import { documentOf, load } from '../fixtures/cells';
import { plannerOf } from '../plan';
import { appended, apply, evaluated, lookupWithModels, resample, scale, trained, whole } from './fixtures';
import { repairsOf } from './repairs/repairs';

const planned = (...cells: WorkbenchCell[]) => plannerOf(documentOf(...cells), lookupWithModels);

const codesIn = (...cells: WorkbenchCell[]): string[] => {
  const { guard, order } = planned(...cells);
  return order.flatMap((id) => guard.leaksOf(id).map(({ code }) => `${id}: ${code}`));
};

/** Three folds of a table, as the step names them. */
const folds = (id: string, table: string): StepCell =>
  whole(id, 'split', {
    params: { folds: 3, testFold: null },
    inputs: { table },
    outputs: { fold_1: 'one', fold_2: 'two', fold_3: 'three' },
  });

const a = load('a', 'whole');

describe('folds that take turns', () => {
  test('trained on and judged by the same one is a leak, outright or by a model', () => {
    expect(codesIn(a, folds('s', 'whole'), trained('t', 'one', 'one'))).toEqual([
      't: leak-judged-on-learned',
    ]);
    const model = trained('t', 'one', 'two', 'model');
    expect(codesIn(a, folds('s', 'whole'), model, evaluated('e', 'model', 'two'))).toEqual([]);
    expect(codesIn(a, folds('s', 'whole'), model, evaluated('e', 'model', 'one'))).toEqual([
      'e: leak-judged-on-learned',
    ]);
  });

  test('trained on several of which one is judged by is a leak', () => {
    const both = appended('m', ['one', 'two'], 'both');
    expect(codesIn(a, folds('s', 'whole'), both, trained('t', 'both', 'two'))).toEqual([
      't: leak-judged-on-learned',
    ]);
    expect(codesIn(a, folds('s', 'whole'), both, trained('t', 'both', 'three'))).toEqual([]);
  });

  test('of a table that was scaled as a whole leak through the scaling', () => {
    const cells = [a, scale('f', 'whole', 'scaled'), folds('s', 'scaled'), trained('t', 'one', 'two')];
    expect(codesIn(...cells)).toEqual(['f: leak-learned-from-whole']);
    expect(planned(...cells).problemOf('f')?.message).toBe(
      '“whole” holds the rows of the part “fold_2” too, kept back to judge by, and this cell would learn from all of them; what it learns goes into “two”.',
    );
    expect(codesIn(...cells.slice(0, -1))).toEqual([]);
  });

  test('scaled by what the fold judged by has taught leak as well, by two of them mixed', () => {
    const split = folds('s', 'whole');
    const own = [scale('f', 'two', 'two_x', 'fit'), apply('p', 'one', 'fit', 'one_x')];
    expect(codesIn(a, split, ...own, trained('t', 'one_x', 'two_x'))).toEqual(['f: leak-learned-from-test']);
    const mixed = [
      appended('m', ['one', 'two'], 'both'),
      scale('f', 'both', 'both_x', 'fit'),
      ...[apply('p', 'one', 'fit', 'one_x'), apply('q', 'two', 'fit', 'two_x')],
    ];
    expect(codesIn(a, split, ...mixed, trained('t', 'one_x', 'two_x'))).toEqual([
      'f: leak-learned-from-mixed',
    ]);
  });

  test('each judged by once, by what the others have taught, have no leak', () => {
    const turn = (n: number, learnt: string[], held: string) => [
      appended(`m${n}`, learnt, `rows${n}`),
      scale(`f${n}`, `rows${n}`, `x${n}`, `fit${n}`),
      apply(`p${n}`, held, `fit${n}`, `y${n}`),
      resample(`r${n}`, `x${n}`, `even${n}`),
      trained(`t${n}`, `even${n}`, `y${n}`),
    ];
    const turns = [...turn(1, ['two', 'three'], 'one'), ...turn(2, ['one', 'three'], 'two')];
    expect(codesIn(a, folds('s', 'whole'), ...turns)).toEqual([]);
  });

  test('resampled to be judged by are a leak of the cell that resamples', () => {
    expect(
      codesIn(a, folds('s', 'whole'), resample('r', 'two', 'even'), trained('t', 'one', 'even')),
    ).toEqual(['r: leak-test-resampled']);
  });

  test('judged by rows that were learned from are judged by another fold instead', () => {
    const cells = [a, folds('s', 'whole'), trained('t', 'one', 'one')];
    const { graph, guard } = planned(...cells);
    const [leak] = guard.leaksOf('t');
    if (leak === undefined) throw new Error('There is no leak.');
    const shop = { document: documentOf(...cells), graph, traces: guard.traces, lookup: lookupWithModels };
    expect(repairsOf(leak, shop)).toMatchObject([
      {
        label: 'Judge by “two” instead',
        edits: [{ type: 'set-input', id: 't', slot: 'held_out', names: 'two' }],
      },
    ]);
  });
});
