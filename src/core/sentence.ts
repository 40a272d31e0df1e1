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

/** The slot that stands for all outputs the cell names, in their order: for steps whose params make their outputs. */
export const ALL_OUTPUTS = 'outputs';

/**
 * Splits a step's sentence into words and filled slots. A slot name is looked up among the inputs, then the outputs the
 * cell names, then the params; `{outputs}` becomes a slot for each output, commas between them. An empty slot reads "…", one
 * that may stay empty "none". What
 * stands in brackets is said only where its input is connected: `"Profile {table}[ beside {beside}]"`.
 */
export function sentenceParts(contract: StepContract, facts: SentenceFacts): SentencePart[] {
  const described = isComplete(contract, facts.params) ? contract.describe(facts.params) : {};
  return saidOf(contract.sentence, facts)
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .flatMap((piece): SentencePart[] => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return [{ kind: 'words', text: piece }];
      return name === ALL_OUTPUTS ? outputParts(facts) : [slotPart(contract, name, facts, described)];
    });
}

/** A sentence without the pieces in brackets whose input is not connected, and without the brackets. */
function saidOf(sentence: string, { inputs }: SentenceFacts): string {
  return sentence.replace(/\[([^\]{]*\{(\w+)\}[^\]]*)\]/g, (_, piece: string, slot: string) =>
    [inputs[slot] ?? []].flat().length > 0 ? piece : '',
  );
}

/** False where a param that has no default is missing, as in a file written by hand: then the params cannot be described. */
function isComplete(contract: StepContract, params: SentenceFacts['params']): boolean {
  const parsed = contract.params.safeParse(params);
  return parsed.success || parsed.error.issues.every(({ path }) => valueAt(params, path) !== undefined);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[part],
    root,
  );
}

function outputParts({ outputs }: SentenceFacts): SentencePart[] {
  const slots = Object.entries(outputs).flatMap(([name, text]): SentencePart[] => [
    { kind: 'words', text: ', ' },
    { kind: 'slot', of: 'output', name, text },
  ]);
  return slots.length === 0 ? [{ kind: 'words', text: '…' }] : slots.slice(1);
}

function slotPart(
  contract: StepContract,
  name: string,
  facts: SentenceFacts,
  described: Readonly<Record<string, string>>,
): SentencePart {
  // A slot that params make (of a table that a query names) may be called as one of the step's own.
  const isOutput = typeof contract.outputs !== 'function' && Object.hasOwn(contract.outputs, name);
  const isOwn = isOutput || Object.hasOwn(contract.params.shape, name);
  const input = typeof contract.inputs === 'function' && isOwn ? undefined : facts.inputs[name];
  if (input !== undefined) {
    const names = typeof input === 'string' ? [input] : input;
    return { kind: 'slot', of: 'input', name, text: names.join(', ') || '…' };
  }
  const output = facts.outputs[name];
  if (output !== undefined) return { kind: 'slot', of: 'output', name, text: output };
  if (name in facts.params || name in described || Object.hasOwn(contract.params.shape, name)) {
    return { kind: 'slot', of: 'param', name, text: described[name] ?? plainText(facts.params[name]) };
  }
  const port = typeof contract.inputs === 'function' ? undefined : contract.inputs[name];
  return {
    ...{ kind: 'slot', of: isOutput ? 'output' : 'input', name },
    text: port?.optional === true ? 'none' : '…',
  };
}

function plainText(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain && value !== '' ? String(value) : '…';
}

/**
 * The sentence as plain text: the cell's title in the outline, a report's heading, the comment in exported code. A slot that says
 * nothing takes the space before it along.
 */
export function sentenceText(contract: StepContract, facts: SentenceFacts): string {
  const parts = sentenceParts(contract, facts);
  const isSilent = (part: SentencePart | undefined): boolean => part?.kind === 'slot' && part.text === '';
  return parts.map((part, i) => (isSilent(parts[i + 1]) ? part.text.trimEnd() : part.text)).join('');
}
