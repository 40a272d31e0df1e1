import { describe, expect, test } from 'vitest';
import { FAILURES } from '../../core/failure-catalogue';
import { LEAK_FAILURES } from '../../core/failures/leaks';
import type { WorkbenchCell } from '../document';
import { documentOf, load } from '../fixtures/cells';
import { plannerOf } from '../plan';
import {
  appended,
  apply,
  evaluated,
  filter,
  lookupWithModels,
  resample,
  scale,
  splitCell,
  trained,
  whole as cell,
} from './fixtures';

const planned = (...cells: WorkbenchCell[]) => plannerOf(documentOf(...cells), lookupWithModels);

/** The codes of all leaks, by cell, of those that have any. */
function leaksIn(...cells: WorkbenchCell[]): Record<string, string[]> {
  const { guard } = planned(...cells);
  return Object.fromEntries(
    cells.flatMap(({ id }) => {
      const codes = guard.leaksOf(id).map(({ code }) => code);
      return codes.length === 0 ? [] : [[id, codes]];
    }),
  );
}

const a = load('a', 'whole');
const split = splitCell('s', 'whole');

describe('what is learned from', () => {
  test('the test part, outright or made into another table, is a leak of the cell that learns', () => {
    expect(leaksIn(a, split, scale('f', 'test', 'out'))).toEqual({ f: ['leak-learned-from-test'] });
    expect(leaksIn(a, split, filter('k', 'test', 'kept'), scale('f', 'kept', 'out'))).toEqual({
      f: ['leak-learned-from-test'],
    });
  });

  test('the failure names the table and the part, and stops the cell and what needs it', () => {
    const planner = planned(a, split, scale('f', 'test', 'out'), filter('g', 'out', 'kept'));
    expect(planner.problemOf('f')).toMatchObject({
      code: 'leak-learned-from-test',
      message:
        '“test” holds rows of the part “test”, which is kept back to judge by, and this cell would learn from them.',
    });
    expect(planner.problemOf('g')?.code).toBe('upstream-failed');
    expect(planner.problemOf('s')).toBeNull();
  });

  test('the training part is none, nor the test part by constants that a person gives', () => {
    const constant = cell('c', 'impute', {
      params: { method: 'constant' },
      inputs: { table: 'test' },
      outputs: { imputed: 'filled' },
    });
    expect(
      leaksIn(a, split, scale('f', 'train', 'out', 'fit'), apply('p', 'test', 'fit', 'o'), constant),
    ).toEqual({});
  });

  test('parts that no name tells apart are none', () => {
    expect(leaksIn(a, splitCell('s', 'whole', ['a', 'b']), scale('f', 'b', 'out'))).toEqual({});
    expect(leaksIn(a, splitCell('s', 'whole', ['latest', 'contest']), scale('f', 'latest', 'out'))).toEqual(
      {},
    );
  });

  test('a part of the training part is none; one kept back of it is', () => {
    const inner = splitCell('i', 'train', ['fit', 'validation']);
    expect(leaksIn(a, split, inner, scale('f', 'fit', 'out'))).toEqual({});
    expect(leaksIn(a, split, inner, scale('f', 'validation', 'out'))).toEqual({
      f: ['leak-learned-from-test'],
    });
  });
});

describe('what is fitted on the whole', () => {
  test('and then split is a leak of the cell that fits', () => {
    expect(leaksIn(a, scale('f', 'whole', 'scaled'), splitCell('s', 'scaled'))).toEqual({
      f: ['leak-learned-from-whole'],
    });
  });

  test('is one too when the split or the use comes far behind', () => {
    const far = [filter('k', 'scaled', 'kept'), splitCell('s', 'kept')];
    expect(leaksIn(a, scale('f', 'whole', 'scaled'), ...far)).toEqual({ f: ['leak-learned-from-whole'] });
    const used = [split, apply('p', 'train', 'fit', 'o')];
    expect(leaksIn(a, scale('f', 'whole', 'scaled', 'fit'), ...used)).toEqual({
      f: ['leak-learned-from-whole'],
    });
  });

  test('says which part is kept back, and where it shows', () => {
    const planner = planned(a, scale('f', 'whole', 'scaled', 'fit'), split, apply('p', 'test', 'fit', 'o'));
    expect(planner.problemOf('f')?.message).toBe(
      '“whole” holds the rows of the part “test” too, kept back to judge by, and this cell would learn from all of them; what it learns goes into “o”.',
    );
  });

  test('is none where no split keeps rows back, or nothing fitted meets a part', () => {
    expect(leaksIn(a, scale('f', 'whole', 'scaled'))).toEqual({});
    expect(leaksIn(a, scale('f', 'whole', 'scaled'), splitCell('s', 'scaled', ['a', 'b']))).toEqual({});
    expect(leaksIn(a, scale('f', 'whole', 'scaled'), split, scale('g', 'train', 'out'))).toEqual({});
  });

  test('is a leak in a chain of fits for each of them', () => {
    expect(leaksIn(a, scale('f', 'whole', 'one'), scale('g', 'one', 'two'), splitCell('s', 'two'))).toEqual({
      f: ['leak-learned-from-whole'],
      g: ['leak-learned-from-whole'],
    });
  });

  test('of a split with a training part and a rest is a leak too', () => {
    expect(leaksIn(a, scale('f', 'whole', 'scaled'), splitCell('s', 'scaled', ['train', 'rest']))).toEqual({
      f: ['leak-learned-from-whole'],
    });
  });
});

describe('resampling', () => {
  test('before a split is a leak of the split, whatever its parts are called and however far', () => {
    expect(leaksIn(a, resample('r', 'whole', 'even'), splitCell('s', 'even'))).toEqual({
      s: ['leak-resampled-before-split'],
    });
    expect(
      leaksIn(
        a,
        resample('r', 'whole', 'even'),
        filter('k', 'even', 'kept'),
        splitCell('s', 'kept', ['a', 'b']),
      ),
    ).toEqual({ s: ['leak-resampled-before-split'] });
  });

  test('the test part is a leak, the training part none', () => {
    expect(leaksIn(a, split, resample('r', 'test', 'even'))).toEqual({ r: ['leak-test-resampled'] });
    expect(leaksIn(a, split, resample('r', 'train', 'even'), scale('f', 'even', 'out'))).toEqual({});
  });
});

describe('mixed parts', () => {
  test('learned from are a leak of the cell that learns, not of the one that mixes', () => {
    const mixed = appended('m', ['train', 'test'], 'all');
    expect(leaksIn(a, split, mixed)).toEqual({});
    expect(leaksIn(a, split, mixed, scale('f', 'all', 'out'))).toEqual({ f: ['leak-learned-from-mixed'] });
    expect(planned(a, split, mixed, scale('f', 'all', 'out')).problemOf('f')?.message).toContain(
      'mixes rows of “train”, “test”',
    );
  });

  test('of a query over both are one as well', () => {
    const query = cell('q', 'sql', {
      params: { text: 'SELECT * FROM train UNION ALL SELECT * FROM test' },
      inputs: { train: 'train', test: 'test' },
      outputs: { result: 'all' },
    });
    expect(leaksIn(a, split, query, scale('f', 'all', 'out'))).toEqual({ f: ['leak-learned-from-mixed'] });
  });

  test('a last fit on training and validation rows is none while the test part is kept back', () => {
    const three = splitCell('s', 'whole', ['train', 'validation', 'test']);
    const mixed = appended('m', ['train', 'validation'], 'both');
    const fit = scale('f', 'both', 'out', 'fit');
    expect(leaksIn(a, three, mixed, fit, apply('p', 'test', 'fit', 'o'))).toEqual({});
    expect(leaksIn(a, three, mixed, fit, apply('p', 'validation', 'fit', 'o'))).toEqual({
      f: ['leak-learned-from-mixed'],
    });
    expect(leaksIn(a, three, appended('m', ['train', 'test'], 'both'), fit)).toEqual({
      f: ['leak-learned-from-mixed'],
    });
  });

  test('to judge by are a leak', () => {
    const three = splitCell('s', 'whole', ['train', 'tune', 'test']);
    const mixed = appended('m', ['train', 'test'], 'both');
    expect(leaksIn(a, three, mixed, trained('t', 'tune', 'both'))).toEqual({ t: ['leak-judged-on-mixed'] });
  });
});

describe('what is judged by', () => {
  test('the rows that were learned from is a leak', () => {
    expect(leaksIn(a, trained('t', 'whole', 'whole'))).toEqual({ t: ['leak-judged-on-learned'] });
    expect(leaksIn(a, split, trained('t', 'train', 'train'))).toEqual({ t: ['leak-judged-on-learned'] });
    expect(leaksIn(a, split, trained('t', 'whole', 'test'))).toEqual({
      t: ['leak-judged-on-learned'],
    });
  });

  test('a model by the rows that it was trained on is a leak of the cell that judges', () => {
    const cells = [a, split, trained('t', 'train', 'test', 'model')];
    expect(leaksIn(...cells, evaluated('e', 'model', 'test'))).toEqual({});
    expect(leaksIn(...cells, evaluated('e', 'model', 'train'))).toEqual({ e: ['leak-judged-on-learned'] });
  });

  test('is none for the other part, prepared by what the training part has taught', () => {
    const cells = [a, split, scale('f', 'train', 'x', 'fit'), apply('p', 'test', 'fit', 'y')];
    expect(leaksIn(...cells, resample('r', 'x', 'even'), trained('t', 'even', 'y'))).toEqual({});
  });

  test('is none for rows picked by another condition, and one for rows picked of those', () => {
    const old = filter('k', 'whole', 'old');
    expect(leaksIn(a, old, filter('l', 'whole', 'new'), trained('t', 'old', 'new'))).toEqual({});
    expect(leaksIn(a, old, filter('l', 'old', 'few'), trained('t', 'old', 'few'))).toEqual({
      t: ['leak-judged-on-learned'],
    });
  });

  test('a part of another split of the same rows is one: the two splits overlap', () => {
    const params = { ...split.params, seed: 1 };
    const other = { ...split, id: 'o', params, outputs: { train: 'train_2', test: 'test_2' } };
    expect(leaksIn(a, split, other, trained('t', 'train', 'test_2'))).toEqual({
      t: ['leak-judged-on-learned'],
    });
    expect(leaksIn(a, split, other, trained('t', 'train_2', 'test_2'))).toEqual({});
  });
});

describe('parts that a person has declared', () => {
  const declared = (id: string, part: string) => ({ ...load(id, part), traits: { table: { part } } });
  const files = [declared('x', 'train'), declared('y', 'test')];

  test('of two files are those of a split', () => {
    expect(leaksIn(...files, scale('f', 'test', 'out'))).toEqual({ f: ['leak-learned-from-test'] });
    expect(leaksIn(...files, resample('r', 'test', 'even'))).toEqual({ r: ['leak-test-resampled'] });
    expect(leaksIn(...files, appended('m', ['train', 'test'], 'all'), scale('f', 'all', 'out'))).toEqual({
      f: ['leak-learned-from-mixed'],
    });
    expect(leaksIn(...files, scale('f', 'train', 'x2', 'fit'), apply('p', 'test', 'fit', 'y2'))).toEqual({});
  });

  test('of two conditions on one table make what is fitted on all of it a leak', () => {
    const past = { ...filter('k', 'whole', 'past'), traits: { filtered: { part: 'train' } } };
    const now = { ...filter('l', 'whole', 'now'), traits: { filtered: { part: 'test' } } };
    expect(leaksIn(a, past, now, scale('f', 'whole', 'out', 'fit'), apply('p', 'now', 'fit', 'o'))).toEqual({
      f: ['leak-learned-from-whole'],
    });
    expect(leaksIn(a, past, now, scale('f', 'past', 'out', 'fit'), apply('p', 'now', 'fit', 'o'))).toEqual(
      {},
    );
  });
});

test('a workbench with faults of its own is looked through all the same', () => {
  const circle = [filter('k', 'b', 'c'), filter('l', 'c', 'b')];
  const missing = scale('f', 'nowhere', 'out');
  const open = cell('o', 'split', { inputs: {}, outputs: { train: 'train', test: 'test' } });
  expect(leaksIn(...circle, missing, open, scale('g', 'test', 'x'))).toEqual({});
  expect(planned(...circle, missing).problemOf('f')?.code).toBe('reference-missing');
});

test('every leak is in the catalogue', () => {
  expect(Object.keys(LEAK_FAILURES).filter((code) => !Object.hasOwn(FAILURES, code))).toEqual([]);
  expect(Object.keys(LEAK_FAILURES)).toHaveLength(7);
});
