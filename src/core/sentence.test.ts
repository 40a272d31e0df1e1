import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineStep, type StepContract } from './contract';
import { sentenceParts, sentenceText, type SentenceFacts } from './sentence';

const table = { kind: 'table', meaning: 'A table' } as const;

const stepOf = (sentence: string, outputs: StepContract['outputs']) =>
  defineStep({
    id: 'halve',
    version: 1,
    stage: 'prepare',
    title: 'Halve',
    summary: 'Cuts a table.',
    sentence,
    params: z.strictObject({ column: z.string().default('') }),
    inputs: { table },
    outputs,
    frames: {},
    describe: ({ column }) => ({ column: column || '…' }),
    keyParams: (params) => params,
    read: () => ({ text: '', suggestions: [] }),
  });
const halve = stepOf('Halve {table} by {column} → {outputs}', () => ({ one: table, other: table }));
const fit = stepOf('Fit {table}, kept as {rule}', { rule: table });
const facts: SentenceFacts = {
  params: { column: 'age' },
  inputs: { table: 'people' },
  outputs: { one: 'young', other: 'old' },
};

describe('the sentence of a cell', () => {
  test('shows a slot for every output where the params make them', () => {
    expect(sentenceText(halve, facts)).toBe('Halve people by age → young, old');
    expect(sentenceParts(halve, facts).slice(-3)).toEqual([
      { kind: 'slot', of: 'output', name: 'one', text: 'young' },
      { kind: 'words', text: ', ' },
      { kind: 'slot', of: 'output', name: 'other', text: 'old' },
    ]);
  });

  test('says nothing of an optional param that is not set, and leaves no space for it', () => {
    const optional = defineStep({
      ...stepOf('Halve {table} {column}', {}),
      describe: ({ column }) => ({ column: column === '' ? '' : `by ${column}` }),
    });
    expect(sentenceText(optional, facts)).toBe('Halve people by age');
    expect(sentenceText(optional, { ...facts, params: { column: '' } })).toBe('Halve people');
  });

  test('keeps a place where nothing is named yet', () => {
    expect(sentenceText(halve, { ...facts, inputs: {}, outputs: {} })).toBe('Halve … by age → …');
  });

  test('says that there is none where an input may stay open', () => {
    const optional = defineStep({
      ...stepOf('Halve {table} with {beside} → {one}', { one: table }),
      inputs: { table, beside: { ...table, list: true, optional: true } },
    });
    expect(sentenceText(optional, facts)).toBe('Halve people with none → young');
    expect(sentenceText(optional, { ...facts, inputs: { table: 'people', beside: ['a', 'b'] } })).toBe(
      'Halve people with a, b → young',
    );
  });

  test('has a place for a param that is missing and has no default, and does not describe the others', () => {
    const asking = defineStep({
      id: 'ask',
      version: 1,
      stage: 'prepare',
      title: 'Ask',
      summary: 'Asks.',
      sentence: 'Halve {table} by {column}',
      params: z.strictObject({ column: z.strictObject({ name: z.string() }) }),
      inputs: { table },
      outputs: {},
      frames: {},
      describe: ({ column }) => ({ column: column.name }),
      keyParams: (params) => params,
      read: () => ({ text: '', suggestions: [] }),
    });
    const of = (params: SentenceFacts['params']) => sentenceText(asking, { ...facts, params });
    expect([of({ column: { name: 'age' } }), of({}), of({ column: {} })]).toEqual([
      'Halve people by age',
      'Halve people by …',
      'Halve people by …',
    ]);
    expect(sentenceParts(asking, { ...facts, params: {} }).at(-1)).toMatchObject({ of: 'param' });
  });

  test('shows an output without a name as an output, not as an input', () => {
    expect(sentenceParts(fit, { ...facts, outputs: {} }).at(-1)).toEqual({
      kind: 'slot',
      of: 'output',
      name: 'rule',
      text: '…',
    });
  });
});

describe('a piece in brackets', () => {
  const look = stepOf('Look at {table}[ beside {others}] by {column}', {});
  const inputs = (others?: readonly string[]) => ({
    ...{ table: 'people', ...(others === undefined ? {} : { others }) },
  });

  test('is said where its input is connected, and only there', () => {
    expect(sentenceText(look, { ...facts, inputs: inputs() })).toBe('Look at people by age');
    expect(sentenceText(look, { ...facts, inputs: inputs([]) })).toBe('Look at people by age');
    expect(sentenceText(look, { ...facts, inputs: inputs(['a', 'b']) })).toBe(
      'Look at people beside a, b by age',
    );
    expect(sentenceParts(look, { ...facts, inputs: inputs(['a']) })).toContainEqual({
      ...{ kind: 'slot', of: 'input', name: 'others', text: 'a' },
    });
  });
});
