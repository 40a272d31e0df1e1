import type { StepContract } from './contract';

/** A piece of a cell's sentence: plain words, or a slot that a control fills. */
export type SentencePart =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'slot';
      readonly of: 'input' | 'param' | 'output';
      readonly name: string;
      readonly text: string;
    };

/** What fills the slots of a sentence: the cell's own params and names. */
export interface SentenceFacts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Splits a step's sentence into words and filled slots. A slot name is looked up among the inputs, then the outputs the
 * cell names, then the params. An empty slot reads "…".
 */
export function sentenceParts(contract: StepContract, facts: SentenceFacts): SentencePart[] {
  const described = contract.describe(facts.params);
  return contract.sentence
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      return name === undefined ? { kind: 'words', text: piece } : slotPart(name, facts, described);
    });
}

function slotPart(
  name: string,
  facts: SentenceFacts,
  described: Readonly<Record<string, string>>,
): SentencePart {
  const input = facts.inputs[name];
  if (input !== undefined) {
    const names = typeof input === 'string' ? [input] : input;
    return { kind: 'slot', of: 'input', name, text: names.join(', ') || '…' };
  }
  const output = facts.outputs[name];
  if (output !== undefined) return { kind: 'slot', of: 'output', name, text: output };
  if (name in facts.params || name in described) {
    return { kind: 'slot', of: 'param', name, text: described[name] ?? String(facts.params[name]) };
  }
  return { kind: 'slot', of: 'input', name, text: '…' };
}

/** The sentence as plain text: the cell's title in the outline, a report's heading, the comment in exported code. */
export function sentenceText(contract: StepContract, facts: SentenceFacts): string {
  return sentenceParts(contract, facts)
    .map((part) => part.text)
    .join('');
}
