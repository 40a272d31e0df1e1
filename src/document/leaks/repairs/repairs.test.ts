import { describe, expect, test } from 'vitest';
import { documentOf, load, profile } from '../../fixtures/cells';
import { appended, apply, filter, resample, scale, splitCell, trained, whole as cell } from '../fixtures';
import { a, lines, problems, repaired, repairs, split } from './bench';

describe('a step that learned from the test part', () => {
  test('learns from the training part, and is applied to the test part under the same name', () => {
    const cells = [a, split, scale('c3', 'test', 'ready', 'fit'), profile('c4', 'ready')];
    const after = repaired('c3', 'Learn from “train”, apply to “test”', ...cells);
    expect(lines(after)).toEqual([
      '> load > whole',
      'whole > split > train test',
      'train > standardise > train_standardise fit',
      'test fit > apply-transform > ready',
      'ready > profile >',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('gets a name for what it fits where it had none', () => {
    const after = repaired(
      'c3',
      'Learn from “train”, apply to “test”',
      a,
      split,
      scale('c3', 'test', 'ready'),
    );
    expect(lines(after)[3]).toBe('test transform > apply-transform > ready');
    expect(problems(after)).toEqual([]);
  });

  test('gives way to what the same step has learned from the training part already', () => {
    const known = scale('c3', 'train', 'x', 'fit');
    const cells = [a, split, known, scale('c4', 'test', 'y'), profile('c5', 'y')];
    const after = repaired('c4', 'Apply “fit” instead', ...cells);
    expect(lines(after).slice(2)).toEqual([
      'train > standardise > x fit',
      'test fit > apply-transform > y',
      'y > profile >',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('reads the training table that went through the same cells, not the bare part', () => {
    const cells = [a, split, scale('c3', 'train', 'x', 'fit'), apply('c4', 'test', 'fit', 'y')];
    const after = repaired('c5', 'Learn from “x” instead', ...cells, resample('c5', 'y', 'even'));
    expect(lines(after).at(-1)).toBe('x > resample > even');
    expect(problems(after)).toEqual([]);
  });
});

describe('a step that was fitted on the whole', () => {
  test('and then split: the split comes first, and the parts keep their names', () => {
    const cells = [
      a,
      scale('c2', 'whole', 'scaled'),
      splitCell('c3', 'scaled'),
      profile('c4', 'train'),
      profile('c5', 'test'),
    ];
    const after = repaired('c2', 'Split first', ...cells);
    expect(lines(after)).toEqual([
      '> load > whole',
      'whole > split > train_raw test_raw',
      'train_raw > standardise > train transform',
      'test_raw transform > apply-transform > test',
      'train > profile >',
      'test > profile >',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('with other cells between: what is learned is applied, all else done again', () => {
    const cells = [
      a,
      scale('c2', 'whole', 'one', 'fit'),
      filter('c3', 'one', 'two'),
      scale('c4', 'two', 'three', 'fit_2'),
      splitCell('c5', 'three', ['train', 'validation', 'test']),
    ];
    const after = repaired('c2', 'Split first', ...cells);
    expect(lines(after)).toEqual([
      '> load > whole',
      'whole > split > train_raw validation_raw test_raw',
      'train_raw > standardise > one fit',
      'one > filter > two',
      'two > standardise > train fit_2',
      'validation_raw fit > apply-transform > validation_standardised',
      'validation_standardised > filter > validation_filtered',
      'validation_filtered fit_2 > apply-transform > validation',
      'test_raw fit > apply-transform > test_standardised',
      'test_standardised > filter > test_filtered',
      'test_filtered fit_2 > apply-transform > test',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('and applied to parts: it learns from the training part', () => {
    const cells = [a, split, scale('c3', 'whole', 'x', 'fit'), apply('c4', 'test', 'fit', 'y')];
    const after = repaired('c3', 'Learn from “train” instead', ...cells);
    expect(lines(after)[2]).toBe('train > standardise > x fit');
    expect(problems(after)).toEqual([]);
  });

  test('of tables made of what is split: they are made of the training part', () => {
    const cells = [
      a,
      splitCell('c2', 'whole'),
      filter('c3', 'whole', 'clean'),
      resample('c4', 'clean', 'even'),
      trained('c5', 'even', 'test'),
    ];
    const after = repaired('c5', 'Start from “train”', ...cells);
    expect(lines(after).slice(2, 4)).toEqual(['train > filter > clean', 'clean > resample > even']);
    expect(problems(after)).toEqual([]);
    const fitted = [...cells.slice(0, 3), scale('c4', 'clean', 'x', 'fit'), apply('c5', 'test', 'fit', 'y')];
    const started = repaired('c4', 'Start from “train”', ...fitted);
    expect(lines(started)[2]).toBe('train > filter > clean');
    expect(problems(started)).toEqual([]);
  });

  test('before a line of tables that is none: no split is moved', () => {
    const cells = [
      a,
      scale('c2', 'whole', 'one'),
      appended('c3', ['one', 'whole'], 'both'),
      splitCell('c4', 'both'),
    ];
    expect(repairs(documentOf(...cells), 'c2')).toEqual([]);
  });
});

test('weights learned on the whole before a split are made of the training part alone', () => {
  const weights = cell('c2', 'class-weights', {
    params: { target: 'y' },
    inputs: { table: 'whole' },
    outputs: { weighted: 'heavy' },
  });
  const after = repaired('c2', 'Split first', a, weights, splitCell('c3', 'heavy'));
  expect(lines(after).slice(1)).toEqual([
    'whole > split > train_raw test',
    'train_raw > class-weights > train',
  ]);
  expect(problems(after)).toEqual([]);
});

describe('rows resampled before a split', () => {
  const cells = [a, resample('c2', 'whole', 'even'), splitCell('c3', 'even'), profile('c4', 'train')];

  test('are resampled behind it, of the training part alone', () => {
    const after = repaired('c3', 'Split first', ...cells);
    expect(lines(after)).toEqual([
      '> load > whole',
      'whole > split > train_raw test',
      'train_raw > resample > train',
      'train > profile >',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('are not what is split, where that is wanted', () => {
    const after = repaired('c3', 'Split “whole” instead', ...cells);
    expect(lines(after)[2]).toBe('whole > split > train test');
    expect(problems(after)).toEqual([]);
  });
});

describe('a test part that was resampled', () => {
  const cells = [a, split, resample('c3', 'test', 'even'), profile('c4', 'even')];

  test('is left as it is, by taking the training part or leaving the cell out', () => {
    const other = repaired('c3', 'Learn from “train” instead', ...cells);
    expect(lines(other)[2]).toBe('train > resample > even');
    const without = repaired('c3', 'Leave this cell out', ...cells);
    expect(lines(without).slice(2)).toEqual(['test > profile >']);
    expect([...problems(other), ...problems(without)]).toEqual([]);
  });
});

test('parts declared of two files: the training file is learned from', () => {
  const declared = (id: string, part: string) => ({ ...load(id, part), traits: { table: { part } } });
  const cells = [declared('c1', 'train'), declared('c2', 'test'), scale('c3', 'test', 'ready', 'fit')];
  const after = repaired('c3', 'Learn from “train”, apply to “test”', ...cells);
  expect(lines(after).slice(2)).toEqual([
    'train > standardise > train_standardise fit',
    'test fit > apply-transform > ready',
  ]);
  expect(problems(after)).toEqual([]);
});

test('a query in the line is asked of the other part too', () => {
  const query = cell('c3', 'sql', {
    params: { text: 'SELECT * FROM scaled' },
    inputs: { scaled: 'scaled' },
    outputs: { result: 'asked' },
  });
  const cells = [a, scale('c2', 'whole', 'scaled', 'fit'), query, splitCell('c4', 'asked')];
  const after = repaired('c2', 'Split first', ...cells);
  expect(lines(after).slice(1)).toEqual([
    'whole > split > train_raw test_raw',
    'train_raw > standardise > scaled fit',
    'scaled > sql > train',
    'test_raw fit > apply-transform > test_standardised',
    'test_standardised > sql > test',
  ]);
  expect(after.cells.at(-1)).toMatchObject({
    params: { text: 'SELECT * FROM test_standardised' },
    inputs: { test_standardised: 'test_standardised' },
  });
  expect(problems(after)).toEqual([]);
});
