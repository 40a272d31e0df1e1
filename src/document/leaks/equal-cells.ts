import { canonicalJson } from '../../core/content-key';
import type { ContractLookup } from '../../core/contract';
import type { StepCell, StoredParams, WorkbenchDocument } from '../document';
import { fittingOf, namesIn } from '../params';

/**
 * For every cell that makes what a cell before it makes already, the id of that first one: the same step, under the same params
 * and decisions, of the same things. A split made twice gives the same parts, a file loaded twice the same rows. Params of
 * a source are compared whole, since files that were not read yet have no hash to tell them by; of other steps as far as they
 * decide the rows. Cells in the order of their runs. Cost: one text a cell, that of its params once.
 */
export function equalCells(
  document: WorkbenchDocument,
  order: readonly string[],
  lookup: ContractLookup,
): ReadonlyMap<string, string> {
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  /** What a name stands for: the first cell that makes such a thing, and where. */
  const things = new Map<string, string>();
  const firsts = new Map<string, string>();
  const equals = new Map<string, string>();
  for (const id of order) {
    const cell = cells.get(id);
    if (cell?.kind !== 'step') continue;
    const text = workText(cell, lookup, things);
    const first = text === null ? id : (firsts.get(text) ?? id);
    if (text !== null) firsts.set(text, first);
    if (first !== id) equals.set(id, first);
    for (const [slot, name] of Object.entries(cell.outputs)) things.set(name, JSON.stringify([first, slot]));
  }
  return equals;
}

/** A text that is equal where the work is; null where the cell is not in order. */
function workText(
  cell: StepCell,
  lookup: ContractLookup,
  things: ReadonlyMap<string, string>,
): string | null {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
  if (contract === undefined || fitting?.ok !== true) return null;
  const { params, inputs } = fitting.value;
  const slots = contract.keySlots?.(params) ?? {};
  const read = Object.keys(inputs).map((slot) => [
    slots[slot] ?? slot,
    namesIn(cell, slot).map((name) => things.get(name) ?? name),
  ]);
  const said = paramsText(params, () =>
    contract.sources === undefined ? (contract.rowParams?.(params) ?? contract.keyParams(params)) : params,
  );
  return JSON.stringify([cell.step, cell.version, said, read, cell.patch ?? null]);
}

const texts = new WeakMap<StoredParams, string>();

/** Params of a document never change. */
function paramsText(params: StoredParams, said: () => unknown): string {
  const known = texts.get(params) ?? canonicalJson(said());
  texts.set(params, known);
  return known;
}
