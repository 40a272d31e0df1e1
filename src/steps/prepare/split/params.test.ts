import { describe, expect, test } from 'vitest';
import { sentenceText } from '../../../core/sentence';
import { upgradeParams } from '../../../document/upgrades/upgrade-steps';
import { split, splitParams } from './step';

const thirds = [
  { name: 'a', share: 0.5 },
  { name: 'b', share: 0.3 },
  { name: 'c', share: 0.2 },
];

describe('the parts that may be asked for', () => {
  const accepts = (parts: unknown) => splitParams.safeParse({ parts }).success;

  test('are two to twenty, of different names, adding up to all rows', () => {
    expect(accepts(thirds)).toBe(true);
    expect(accepts([{ name: 'one', share: 1 }])).toBe(false);
    expect(accepts(Array.from({ length: 20 }, (_, i) => ({ name: `p${i}`, share: 1 / 20 })))).toBe(true);
    expect(accepts(Array.from({ length: 21 }, (_, i) => ({ name: `p${i}`, share: 1 / 21 })))).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 0.5 },
        { name: 'A', share: 0.5 },
      ]),
    ).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 0.5 },
        { name: 'b', share: 0.4 },
      ]),
    ).toBe(false);
    expect(
      accepts([
        { name: 'a', share: 1 / 3 },
        { name: 'b', share: 2 / 3 },
      ]),
    ).toBe(true);
  });

  test.each(['', 'table', 'constructor', '1st', 'a/b'])('are not called “%s”', (name) => {
    expect(
      accepts([
        { name, share: 0.5 },
        { name: 'b', share: 0.5 },
      ]),
    ).toBe(false);
  });

  test('stand in the sentence', () => {
    const params = splitParams.parse({ method: 'stratified', stratify: 'income' });
    const facts = {
      params,
      inputs: { table: 'adult' },
      outputs: { train: 'adult_train', test: 'adult_test' },
    };
    expect(sentenceText(split, facts)).toBe(
      'Split adult into 80 % train, 20 % test, stratified by income → adult_train, adult_test',
    );
  });
});

describe('params of version 1', () => {
  // As they were written whole by that version.
  const old = {
    parts: [
      { name: 'train', share: 0.7 },
      { name: 'test', share: 0.3 },
    ],
    method: 'hash',
    stratify: '',
    by: ['user'],
    order: '',
    seed: 7,
  };
  const upgraded = splitParams.parse(upgradeParams(split, 1, old));

  test('say what they said', () => {
    expect(upgraded).toMatchObject(old);
    const { outputs } = split;
    expect(typeof outputs === 'function' && outputs(upgraded)).toEqual({
      train: { kind: 'table', meaning: 'The rows of the part train' },
      test: { kind: 'table', meaning: 'The rows of the part test' },
    });
    const facts = { inputs: { table: 'visits' }, outputs: { train: 'train', test: 'test' } };
    expect(sentenceText(split, { params: upgraded, ...facts })).toBe(
      'Split visits into 70 % train, 30 % test, rows of equal user together → train, test',
    );
  });

  test('have the new ones at what changes no part', () => {
    expect(upgraded).toMatchObject({ folds: null, testFold: 1, rule: 'md5', cuts: [], gap: '' });
  });
});

test('folds of version 2 without one that is test stay a table each', () => {
  const upgraded = (params: object) => splitParams.parse(upgradeParams(split, 2, { ...params }));
  expect(upgraded({ folds: 5, testFold: null })).toMatchObject({ folds: 5, testFold: null });
  expect(upgraded({ folds: 5 })).toMatchObject({ folds: 5, testFold: null });
  expect(upgraded({ folds: 5, testFold: 2 })).toMatchObject({ folds: 5, testFold: 2 });
  // Folds that are chosen later are train and test, as in a new cell.
  expect(upgraded({ folds: null, testFold: null })).toMatchObject({ folds: null, testFold: 1 });
});

test('only what decides the parts is in their key', () => {
  const keyOf = (params: object) => split.keyParams(splitParams.parse(params));
  expect(keyOf({ method: 'position', seed: 1 })).toEqual(keyOf({ method: 'position', seed: 2, by: ['a'] }));
  expect(keyOf({ method: 'hash', rule: 'tfx', seed: 1 })).toEqual(keyOf({ method: 'hash', rule: 'tfx' }));
  expect(keyOf({ method: 'hash', seed: 1 })).not.toEqual(keyOf({ method: 'hash' }));
  expect(keyOf({ method: 'column', column: 'a', folds: 5 })).toEqual(
    keyOf({ method: 'column', column: 'a' }),
  );
});
