import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { numberFormat } from '../../core/number-format';
import { isUsed } from '../../core/param-when';
import { resample } from '../../steps/balance/resample/step';
import { contractOf } from '../../steps/index';
import { load } from '../../steps/load/load/step';
import { split } from '../../steps/prepare/split/step';
import { chart } from '../../steps/understand/chart/step';
import {
  expectedText,
  listsIn,
  paramFields,
  parseList,
  parseText,
  shownList,
  shownText,
} from './param-fields';

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
      ['missingIn', 'record'],
      ['types', 'record'],
      ['formats', 'record'],
      ['booleans', 'record'],
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

describe('a record', () => {
  it('of named lists has each of them, empty where nothing is said', () => {
    expect(listsIn(undefined, ['true', 'false'])).toEqual({ true: [], false: [] });
    expect(listsIn({ true: ['ja'], other: [] }, ['true', 'false'])).toEqual({ true: ['ja'], false: [] });
  });

  it('is edited by what it holds under each column', () => {
    const fields = paramFields(load.params).flatMap((field) => (field.kind === 'record' ? [field] : []));
    expect(fields.map(({ name, values, slot }) => [name, values.of, slot])).toEqual([
      ['missingIn', 'words', null],
      ['types', 'choice', null],
      ['formats', 'text', null],
      ['booleans', 'named-words', null],
      ['meanings', 'choice', null],
    ]);
    const booleans = fields.find(({ name }) => name === 'booleans');
    expect(booleans?.values).toEqual({ of: 'named-words', lists: ['true', 'false'] });
  });

  it('of columns of an input names its slot', () => {
    const tokens = z.record(z.string(), z.array(z.string())).meta({ columnOf: 'table' });
    expect(paramFields(z.strictObject({ tokens }))).toMatchObject([
      { kind: 'record', values: { of: 'words' }, slot: 'table' },
    ]);
  });

  it('of anything else has no field', () => {
    expect(paramFields(z.strictObject({ deep: z.record(z.string(), z.array(z.number())) }))).toEqual([]);
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
