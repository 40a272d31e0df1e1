import { describe, expect, test } from 'vitest';
import { profile } from '../../fixtures/cells';
import { appended, apply, scale, splitCell, trained } from '../fixtures';
import { a, lines, problems, repaired, split } from './bench';

describe('mixed parts', () => {
  test('are learned from no more: the training part is, and applied to the mixed table', () => {
    const mixed = appended('c3', ['train', 'test'], 'all');
    const cells = [a, split, mixed, scale('c4', 'all', 'ready', 'fit'), profile('c5', 'ready')];
    const after = repaired('c4', 'Learn from “train”, apply to “all”', ...cells);
    expect(lines(after).slice(3)).toEqual([
      'train > standardise > train_standardise fit',
      'all fit > apply-transform > ready',
      'ready > profile >',
    ]);
    expect(problems(after)).toEqual([]);
  });

  test('are judged by no more', () => {
    const three = splitCell('c2', 'whole', ['train', 'tune', 'test']);
    const mixed = appended('c3', ['train', 'test'], 'both');
    const after = repaired('c4', 'Judge by “test” instead', a, three, mixed, trained('c4', 'tune', 'both'));
    expect(lines(after).at(-1)).toMatch(/^tune test > fixture_train/);
    expect(problems(after)).toEqual([]);
  });
});

describe('rows that were learned from and judged by', () => {
  test('give way to those kept back, prepared in the same way', () => {
    const cells = [a, split, scale('c3', 'train', 'x', 'fit'), apply('c4', 'test', 'fit', 'y')];
    const after = repaired('c5', 'Judge by “y” instead', ...cells, trained('c5', 'x', 'x'));
    expect(lines(after).at(-1)).toMatch(/^x y > fixture_train/);
    expect(problems(after)).toEqual([]);
  });

  test('of the whole table: the training part is learned from', () => {
    const after = repaired('c3', 'Learn from “train” instead', a, split, trained('c3', 'whole', 'test'));
    expect(lines(after).at(-1)).toMatch(/^train test > fixture_train/);
    expect(problems(after)).toEqual([]);
  });

  test('where nothing is split: a split comes first', () => {
    const after = repaired(
      'c2',
      'Split “whole” and judge by its test part',
      a,
      trained('c2', 'whole', 'whole'),
    );
    expect(lines(after)).toEqual([
      '> load > whole',
      'whole > split > train test',
      'train test > fixture_train > c2_predictions c2_model',
    ]);
    expect(problems(after)).toEqual([]);
  });
});
