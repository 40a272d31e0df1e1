import type { StepContract } from '../../core/contract';
import type { Edit } from '../../document/edits';
import type { StepCell, WorkbenchDocument } from '../../document/document';
import { freshName, toName } from '../../document/names';
import { nameFault } from './name-fault';
import { paramFields } from '../params/param-fields';
import { paramFault } from './slot-options';

/** A named share, such as a part of a split: `{ name: 'train', share: 0.8 }`. */
export interface Part {
  readonly name: string;
  readonly share: number;
}

/** The parts in a param's value, as far as it holds any. */
export function partsIn(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

function isPart(value: unknown): value is Part {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'share' in value &&
    typeof value.name === 'string' &&
    typeof value.share === 'number'
  );
}

/** The parts with one more, which takes half of the largest share. */
export function withPart(parts: readonly Part[]): Part[] {
  const largest = Math.max(0, ...parts.map((part) => part.share));
  const place = parts.findIndex((part) => part.share === largest);
  const half = place < 0 ? 1 : round(largest / 2);
  const name = freshName(
    parts.map((part) => part.name),
    parts.some((part) => part.name === 'validation') ? 'part' : 'validation',
  );
  const kept = parts.map((part, index) =>
    index === place ? { ...part, share: round(largest - half) } : part,
  );
  return [...kept, { name, share: half }];
}

/** The parts without one; the first that stays takes over its share. */
export function withoutPart(parts: readonly Part[], index: number): Part[] {
  const gone = parts[index]?.share ?? 0;
  const kept = parts.filter((_, place) => place !== index);
  return kept.map((part, place) => (place === 0 ? { ...part, share: round(part.share + gone) } : part));
}

/** The parts with one share set; of two, the other makes them whole. */
export function withShare(parts: readonly Part[], index: number, share: number): Part[] {
  return parts.map((part, place) => {
    if (place === index) return { ...part, share };
    return parts.length === 2 ? { ...part, share: round(1 - share) } : part;
  });
}

/** Shares are written as percentages with two decimals; more is noise of the arithmetic. */
function round(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}

/**
 * The edits that set the parts. Where a part has another name than before at the same place, and its table was called
 * after it, the table and all that reads it follow.
 */
export function partsEdits(cell: StepCell, param: string, parts: readonly Part[]): Edit[] {
  const edits = renamedParts(cell, param, parts).flatMap(({ name, table, hasPartName }): Edit[] => {
    const rename = (to: string): Edit => ({ type: 'rename-output', id: cell.id, slot: name, name: to });
    return hasPartName ? [rename(table), rename(toName(name))] : [rename(table)];
  });
  return [{ type: 'set-params', id: cell.id, params: { [param]: parts } }, ...edits];
}

/** Says that a part's table would take a name that is taken; null where none would. */
export function partNameFault(
  document: WorkbenchDocument,
  cell: StepCell,
  param: string,
  parts: readonly Part[],
): string | null {
  const faults = renamedParts(cell, param, parts).map(({ old, name, hasPartName }) =>
    hasPartName ? nameFault(document, cell, old, toName(name)) : null,
  );
  return faults.find((fault) => fault !== null) ?? null;
}

interface RenamedPart {
  readonly old: string;
  readonly name: string;
  readonly table: string;
  /** True where the table is called after its part, and so goes on to be. */
  readonly hasPartName: boolean;
}

function renamedParts(cell: StepCell, param: string, parts: readonly Part[]): RenamedPart[] {
  const before = partsIn(cell.params[param]);
  if (before.length !== parts.length) return [];
  return before.flatMap(({ name: old }, index) => {
    const name = parts[index]?.name ?? '';
    const table = cell.outputs[old];
    return old === name || table === undefined
      ? []
      : [{ old, name, table, hasPartName: table === toName(old) }];
  });
}

/**
 * The edits that name an output. A part whose table was called after it takes the new name too, where it can: one name is
 * not told twice in a sentence, and differently.
 */
export function renameEdits(contract: StepContract, cell: StepCell, slot: string, name: string): Edit[] {
  const rename = (of: string, to: string): Edit => ({
    type: 'rename-output',
    id: cell.id,
    slot: of,
    name: to,
  });
  const param = paramFields(contract.params).find(({ kind }) => kind === 'parts')?.name;
  const table = cell.outputs[slot];
  if (param === undefined || table !== toName(slot)) return [rename(slot, name)];
  const parts = partsIn(cell.params[param]).map((part) => (part.name === slot ? { ...part, name } : part));
  if (paramFault(contract, cell, param, parts) !== null) return [rename(slot, name)];
  return [
    { type: 'set-params', id: cell.id, params: { [param]: parts } },
    rename(name, table),
    rename(name, name),
  ];
}
