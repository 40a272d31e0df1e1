import type { ContractLookup } from '../../core/contract';
import type { LeakCode } from '../../core/failures/leaks';
import type { DeclaredTraits, StepCell } from '../document';
import type { Edit } from '../edits';
import { fittingOf } from '../params';

/** Where the traits of a cell stand that gives nothing a name: of its result as a whole. */
export const RESULT_SLOT = 'result';

/** Where a cell declares traits: at each of its outputs, or of its result where it has none. */
function traitSlots(cell: StepCell, lookup: ContractLookup): readonly string[] {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
  const slots = fitting?.ok === true ? Object.keys(fitting.value.outputs) : Object.keys(cell.outputs);
  return slots.length === 0 ? [RESULT_SLOT] : slots;
}

/** The edits that let a cell run in spite of a leak: every output then says that it was overruled. */
export function overrule(cell: StepCell, code: LeakCode, lookup: ContractLookup): Edit[] {
  return traitSlots(cell, lookup).map((slot) => {
    const before = cell.traits?.[slot] ?? {};
    const overruled = [...new Set([...(before.overruled ?? []), code])].sort();
    return { type: 'set-traits', id: cell.id, slot, traits: { ...before, overruled } };
  });
}

/** The edits that take it back. */
export function takeBack(cell: StepCell, code: LeakCode): Edit[] {
  return Object.entries(cell.traits ?? {}).flatMap(([slot, traits]): Edit[] => {
    if (traits.overruled?.includes(code) !== true) return [];
    const { overruled, ...others } = traits;
    const left = overruled.filter((each) => each !== code);
    const after: DeclaredTraits = left.length === 0 ? others : { ...others, overruled: left };
    const isEmpty = Object.keys(after).length === 0;
    return [{ type: 'set-traits', id: cell.id, slot, traits: isEmpty ? null : after }];
  });
}

/**
 * The traits that a plan takes over from a cell: what a person declared, and of what was overruled only what there is to
 * overrule, at every output alike. Undefined where that is nothing.
 */
export function traitsInForce(
  { traits }: StepCell,
  outputs: readonly string[],
  overruled: readonly LeakCode[],
): Readonly<Record<string, DeclaredTraits>> | undefined {
  if (traits === undefined) return undefined;
  const slots = outputs.length === 0 ? [RESULT_SLOT] : outputs;
  const inForce = [...new Set([...Object.keys(traits), ...slots])].flatMap((slot) => {
    const { overruled: _, ...others } = traits[slot] ?? {};
    const all = overruled.length === 0 ? others : { ...others, overruled: [...overruled] };
    return Object.keys(all).length === 0 ? [] : [[slot, all] as const];
  });
  return inForce.length === 0 ? undefined : Object.fromEntries(inForce);
}
