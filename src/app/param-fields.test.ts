import { describe, expect, it } from 'vitest';
import { contractOf } from '../steps/index';
import { paramFields, parseList, parseText, shownList, shownText } from './param-fields';

describe('the form of a step', () => {
  it('has a field for every param of load but its source, each with its hint', () => {
    const contract = contractOf('load');
    const fields = contract === undefined ? [] : paramFields(contract.params);
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['delimiter', 'text'],
      ['quote', 'text'],
      ['header', 'choice'],
      ['encoding', 'choice'],
      ['missing', 'list'],
      ['types', 'record'],
      ['limit', 'number'],
    ]);
    expect(fields.every((field) => field.hint !== '' && field.label !== '')).toBe(true);
  });
});

describe('texts in fields', () => {
  it('show a tab as one can type it', () => {
    expect(shownText('\t')).toBe('\\t');
    expect(parseText('\\t')).toBe('\t');
  });

  it.each([[['']], [['', 'NA', '?']], [[]], [['a, b', ' padded ', '"']]])('list %j and back', (list) => {
    expect(parseList(shownList(list))).toEqual(list);
  });
});
