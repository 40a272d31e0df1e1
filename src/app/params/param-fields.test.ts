import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { numberFormat } from '../../core/number-format';
import { isUsed } from '../../core/param-when';
import { resample } from '../../steps/balance/resample/step';
import { contractOf } from '../../steps/index';
import { load } from '../../steps/load/load/step';
import { parse } from '../../steps/prepare/parse/step';
import { split } from '../../steps/prepare/split/step';
import { chart } from '../../steps/understand/chart/step';
import { profile } from '../../steps/understand/profile/step';
import { expectedText, paramFields } from './param-fields';
import { listsIn, parseList, parseText, shownList, shownText } from './param-texts';

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
    const namesOf = (params: object) => {
      const whole = split.params.parse(params);
      return paramFields(split.params).flatMap(({ name, when }) => (isUsed(when, whole) ? [name] : []));
    };
    const always = ['leaks', 'keys'];
    expect(namesOf({ method: 'hash' })).toEqual([
      'parts',
      'folds',
      'method',
      'by',
      'rule',
      'seed',
      ...always,
    ]);
    expect(namesOf({ method: 'position' })).toEqual(['parts', 'folds', 'method', 'order', ...always]);
    expect(namesOf({ folds: 5, leaks: false })).toEqual([
      'folds',
      'testFold',
      'method',
      'by',
      'rule',
      'seed',
      'leaks',
    ]);
  });

  it.each([
    [chart, 'bins', 'Give a whole number from 1 to 500, or leave it empty.'],
    [resample, 'ratio', 'Give a number above 0 and at most 1.'],
  ])('of a number says its range: $1', (contract, name, text) => {
    const fields = paramFields(contract.params).filter((each) => each.name === name);
    expect(fields.map((field) => expectedText(field, numberFormat('en')))).toEqual([text]);
  });
});

describe('a choice', () => {
  it('has leading options, the rest behind a heading with a line on each', () => {
    const [method] = paramFields(resample.params).filter(({ name }) => name === 'method');
    if (method?.kind !== 'choice' || method.more === null) throw new Error('The method is no such choice.');
    const { options, more } = method;
    expect(options.filter((option) => !more.options.includes(option))).toEqual([
      'SMOTE',
      'random over',
      'random under',
    ]);
    expect(more.label).toBe('More methods');
    expect(options.every((option) => (more.lines[option] ?? '') !== '')).toBe(true);
  });

  it('is called, and has its options, in plain words where the schema gives them; the values stay', () => {
    const fields = paramFields(parse.params);
    const bare = fields.find(({ name }) => name === 'bare');
    if (bare?.kind !== 'choice') throw new Error('It is no choice.');
    expect([bare.label, bare.options]).toEqual(['Numbers without a unit', ['auto', 'kept', 'fails']]);
    expect(bare.options.map((option) => bare.words[option])).toEqual([
      'automatic',
      'as they stand',
      'not read',
    ]);
    for (const field of fields) {
      if (field.kind !== 'choice') continue;
      expect(Object.keys(field.words).filter((word) => !field.options.includes(word))).toEqual([]);
    }
    expect(fields.find(({ name }) => name === 'columns')?.label).toBe('Columns');
  });

  it('of a column that need not be chosen says what stands where none is', () => {
    const unset = paramFields(profile.params).flatMap((field) =>
      field.kind === 'column' ? [[field.name, field.unset]] : [],
    );
    expect(unset).toContainEqual(['target', 'without target']);
    expect(unset).toContainEqual(['weight', null]);
  });

  it('of a few has none', () => {
    const fields = paramFields(split.params).flatMap((field) =>
      field.kind === 'choice' ? [field.more] : [],
    );
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.every((more) => more === null)).toBe(true);
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

  it('of whole numbers by names of its own result says where these are', () => {
    const counts = paramFields(resample.params).filter(({ name }) => name === 'counts');
    expect(counts).toMatchObject([
      {
        ...{ kind: 'record', values: { of: 'count', min: 0 }, slot: null },
        keysOf: { frame: 'classes', column: 'class' },
      },
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
