import type { StepContract } from '../../core/contract';
import { isHeldOutPart, isTrainingPart } from '../../core/split-part';
import type { StepCell, WorkbenchDocument } from '../document';
import type { Edit } from '../edits';
import { fittingOf } from '../params';

/** The parts that are offered where nobody has named another: what nearly every data set brings. */
const USUAL = ['train', 'validation', 'test'] as const;

/** Most letters of a part that a person names. */
export const LONGEST_PART = 60;

/** The part that a person has declared an output to be; null where none. */
export function declaredPart({ traits }: StepCell, slot: string): string | null {
  const part = traits?.[slot]?.part ?? '';
  return part === '' ? null : part;
}

/** The edit that declares an output to be a part of a split, or (null) no part. What else is declared of it stays. */
export function declarePart(cell: StepCell, slot: string, part: string | null): Edit {
  const { part: _, ...others } = cell.traits?.[slot] ?? {};
  const traits = part === null ? others : { ...others, part };
  const isEmpty = Object.keys(traits).length === 0;
  return { type: 'set-traits', id: cell.id, slot, traits: isEmpty ? null : traits };
}

/** Every part that a person has declared, each once, in the order of the document. */
export function declaredParts(document: WorkbenchDocument): string[] {
  const parts = document.cells.flatMap((cell) =>
    cell.kind === 'step' ? Object.keys(cell.traits ?? {}).map((slot) => declaredPart(cell, slot)) : [],
  );
  return [...new Set(parts)].filter((part) => part !== null);
}

/** The parts that a table may be declared to be: the one that its name speaks for first, then the usual ones, then others that are declared. */
export function offeredParts(document: WorkbenchDocument, name: string): string[] {
  const told = USUAL.find((part) => part === partToldBy(name));
  return [...new Set([...(told === undefined ? [] : [told]), ...USUAL, ...declaredParts(document)])];
}

/** The usual part that the name of a table or file speaks for, as “adult_test” does; null where it tells none. */
export function partToldBy(name: string): (typeof USUAL)[number] | null {
  // Names are made of words by underscores, and part names are told by whole words.
  const words = name.replace(/[^\p{L}]+/gu, ' ');
  if (isTrainingPart(words)) return 'train';
  if (!isHeldOutPart(words)) return null;
  return /\b(val|valid|validation|dev)\b/i.test(words) ? 'validation' : 'test';
}

/**
 * True where a person should be asked which part a table is: it comes from outside, and its name tells of a part, or parts are
 * declared of other tables already.
 */
export function asksForPart(document: WorkbenchDocument, cell: StepCell, slot: string): boolean {
  if (Object.keys(cell.inputs).length > 0 || declaredPart(cell, slot) !== null) return false;
  return partToldBy(cell.outputs[slot] ?? '') !== null || declaredParts(document).length > 0;
}

/** The outputs of which a person can say which part they are: the tables of a cell; a split says it of its own. */
export function partSlots(contract: StepContract, cell: StepCell): string[] {
  const fitting = contract.makesParts === undefined ? fittingOf(contract, cell) : null;
  if (fitting?.ok !== true) return [];
  return Object.entries(fitting.value.outputs).flatMap(([slot, { kind }]) =>
    kind === 'table' ? [slot] : [],
  );
}
