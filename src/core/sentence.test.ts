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

  test('keeps a place where nothing is named yet', () => {
    expect(sentenceText(halve, { ...facts, inputs: {}, outputs: {} })).toBe('Halve … by age → …');
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
