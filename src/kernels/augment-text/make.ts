import { drawsOf } from './draws';
import { applyEdits, inCharacters, inUnits, type Edit } from './edits';
import { isUnspaced, plain } from './languages';
import { OPERATIONS, type Operation, type Strengths } from './names';
import { analyse, finds, operate, type Analysis } from './operations';
import { rowSeed } from './row-seed';

/** How new texts are made. */
export interface Making {
  /** Of which operations each new text is made by one, in the order of `OPERATIONS`. */
  readonly operations: readonly Operation[];
  readonly strengths: Strengths;
  /** Words that are not moved, replaced, misspelt or deleted, in lower case. */
  readonly protected: readonly string[];
  readonly seed: number;
}

/** What a text is to augmentation. */
export const FATES = ['augmented', 'empty', 'no spaces', 'nothing to do'] as const;
export type Fate = (typeof FATES)[number];

/** A text that is ready to be augmented, or why it is not. */
export interface Ready {
  readonly fate: Fate;
  readonly analysis: Analysis | null;
  /** The operations that find something to do in it. */
  readonly able: readonly Operation[];
}

/** A new text and how it came about. */
export interface MadeText {
  readonly operation: Operation;
  /** The seed of its own draws. */
  readonly seed: number;
  /** What was done to the parent: in order, not overlapping, in UTF-16 units. */
  readonly edits: readonly Edit[];
  readonly text: string;
}

const NEGATED = "n't";

/** Judges words in lower case: those of the list are protected, and with “not” all that end in “n't”. */
export function protection(words: readonly string[]): (word: string) => boolean {
  const all = new Set(words.map((word) => plain(word.trim())));
  const hasNot = all.has('not');
  return (word) => all.has(word) || (hasNot && word.endsWith(NEGATED));
}

/** Judges a text: whether anything can be made of it, and by which operations. Null is a missing text. */
export function prepare(text: string | null, making: Making, isProtected: (word: string) => boolean): Ready {
  const none = (fate: Fate): Ready => ({ fate, analysis: null, able: [] });
  if (text === null || text.trim() === '') return none('empty');
  if (isUnspaced(text)) return none('no spaces');
  const analysis = analyse(text, isProtected);
  const able = OPERATIONS.filter(
    (operation) => making.operations.includes(operation) && finds(operation, analysis),
  );
  return { fate: able.length === 0 ? 'nothing to do' : 'augmented', analysis, able };
}

/** Draws have smaller numbers than those that put the operations in order. */
const ORDER = 0xffff0000;

/**
 * The order in which a row goes through the operations that find something in it: draw after draw, so that each makes as many
 * texts as the others.
 */
export function orderOf({ able }: Ready, { seed }: Making, row: number): readonly Operation[] {
  const rank = (operation: Operation): number => rowSeed(seed, row, ORDER + OPERATIONS.indexOf(operation));
  return [...able].sort((one, other) => rank(one) - rank(other));
}

/** The new text of a draw, counted from 0, for a row. `order` has an operation at least. */
export function makeText(
  { analysis }: Ready,
  order: readonly Operation[],
  { strengths, seed }: Making,
  row: number,
  draw: number,
): MadeText {
  return makeBy(analysis!, order[draw % order.length]!, strengths, rowSeed(seed, row, draw));
}

/** A new text by one operation and the seed of its draws: what its provenance says makes it again. */
export function makeBy(
  analysis: Analysis,
  operation: Operation,
  strengths: Strengths,
  seed: number,
): MadeText {
  const edits = operate(operation, analysis, drawsOf(seed), strengths);
  return { operation, seed, edits, text: applyEdits(analysis.text, edits) };
}

/** The strength that an operation goes by, as provenance names it. */
function strengthOf(
  operation: Operation,
  { alpha, most, p, rate }: Strengths,
): Readonly<Record<string, number>> {
  switch (operation) {
    case 'swap':
    case 'synonyms':
    case 'insertion':
      return { alpha, most };
    case 'deletion':
      return { p };
    case 'noise':
      return { rate };
    case 'punctuation':
    case 'contractions':
      return {};
    default:
      return operation satisfies never;
  }
}

/** What is written of a new text. */
export interface Written {
  /**
   * What provenance says of it, as JSON: the strength, and `edits`, each the first character (from 0) and the number of characters of
   * the parent that were replaced, and by what. Edits alone make the text again, in any language.
   */
  readonly parameters: string;
  /** For a picture: the first character of the parent that was touched. */
  readonly start: number;
  /** For a picture, where the parameters are long: the first of the edits in the same form; else empty. */
  readonly head: string;
}

/** Parameters beyond this length are not drawn whole. */
const LONGEST_DRAWN = 4000;
/** Characters of the parent from its first edit on that are drawn then. */
const DRAWN = 500;

/** What is written of a new text, for provenance and pictures. */
export function written(parent: string, { operation, edits }: MadeText, strengths: Strengths): Written {
  const counted = inCharacters(parent, edits);
  const start = counted[0]?.[0] ?? 0;
  const parameters = JSON.stringify({ ...strengthOf(operation, strengths), edits: counted });
  if (parameters.length <= LONGEST_DRAWN) return { parameters, start, head: '' };
  const first = counted.filter(
    ([from, length, text]) => from + length <= start + DRAWN && text.length <= DRAWN,
  );
  return { parameters, start, head: JSON.stringify({ edits: first }) };
}

/** The text that parameters make of its parent. */
export function remake(parent: string, parameters: string): string {
  const { edits } = JSON.parse(parameters) as { readonly edits: readonly Edit[] };
  return applyEdits(parent, inUnits(parent, edits));
}
