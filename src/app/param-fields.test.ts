import { describe, expect, it } from 'vitest';
import { numberFormat } from '../core/number-format';
import { isUsed } from '../core/param-when';
import { resample } from '../steps/balance/resample/step';
import { contractOf } from '../steps/index';
import { split } from '../steps/prepare/split/step';
import { chart } from '../steps/understand/chart/step';
import { expectedText, paramFields, parseList, parseText, shownList, shownText } from './param-fields';

describe('the form of a step', () => {
  it('has a field for every param of load that one field can hold, each with its hint', () => {
    const contract = contractOf('load');
    const fields = contract === undefined ? [] : paramFields(contract.params);
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['delimiter', 'text'],
      ['quote', 'text'],
      ['escape', 'text'],
      ['header', 'choice'],
      ['skip', 'number'],
      ['comment', 'text'],
      ['encoding', 'choice'],
      ['decimal', 'choice'],
      ['thousands', 'choice'],
      ['dateFormat', 'text'],
      ['timestampFormat', 'text'],
      ['missing', 'list'],
      ['types', 'record'],
      ['columns', 'list'],
      ['limit', 'number'],
      ['filename', 'text'],
      ['strict', 'boolean'],
      ['meanings', 'record'],
    ]);
    expect(fields.every((field) => field.hint !== '' && field.label !== '')).toBe(true);
  });
});

describe('a field', () => {
  it('is there where it means something', () => {
    const namesOf = (params: object) =>
      paramFields(split.params).flatMap(({ name, when }) => (isUsed(when, { ...params }) ? [name] : []));
    expect(namesOf({ method: 'hash' })).toEqual(['parts', 'method', 'by', 'seed']);
    expect(namesOf({ method: 'position' })).toEqual(['parts', 'method', 'order']);
  });

  it.each([
    [chart, 'bins', 'Give a whole number from 1 to 500, or leave it empty.'],
    [resample, 'ratio', 'Give a number above 0 and at most 1.'],
  ])('of a number says its range: $1', (contract, name, text) => {
    const fields = paramFields(contract.params).filter((each) => each.name === name);
    expect(fields.map((field) => expectedText(field, numberFormat('en')))).toEqual([text]);
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
