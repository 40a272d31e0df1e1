import type { ContractLookup } from '../core/contract';
import type { WorkbenchDocument } from '../document/document';
import { graphOf } from '../document/graph';
import { namesIn } from '../document/params';
import { contractOf } from '../steps/index';

/** A table that was balanced, and what it was before. */
export interface AsItCame {
  /** The name of the table as its rows came. */
  readonly table: string;
  /** The name of what resampling made of it; null where its rows were weighted alone. */
  readonly resampled: string | null;
}

/**
 * What a table was before cells of the stage balance, or others that resample, made it of another: back along the first table that each
 * of them reads. Null where none did. Cost: the cells on the way.
 */
export function asItCame(
  document: WorkbenchDocument,
  table: string,
  lookup: ContractLookup = contractOf,
): AsItCame | null {
  const { makers } = graphOf(document, lookup);
  const seen = new Set<string>();
  let resampled: string | null = null;
  let name = table;
  while (!seen.has(name)) {
    seen.add(name);
    const [maker] = makers.get(name) ?? [];
    if (maker?.cell.kind !== 'step') break;
    const { cell, slot } = maker;
    const contract = lookup(cell.step);
    const isBalanced = contract?.stage === 'balance' || contract?.resamples === true;
    // What else such a cell makes, as what its new rows were made of, holds no rows of the table.
    if (!isBalanced || Object.keys(cell.outputs)[0] !== slot) break;
    const [read] = Object.keys(cell.inputs).flatMap((each) => namesIn(cell, each));
    if (read === undefined) break;
    if (contract.resamples === true) resampled ??= name;
    name = read;
  }
  return name === table ? null : { table: name, resampled };
}
