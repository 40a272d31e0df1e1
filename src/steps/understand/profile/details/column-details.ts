import type { Cell } from '../../../../core/frame';
import type { ValueCount } from '../../../../core/statistics';
import type { Box, Order } from '../../../../kernels/number-details';
import type { TextDetails } from '../../../../kernels/text-details/describe-texts';

/** A box whose figures are written as the column's values are: numbers, or dates as ISO 8601. */
export type WrittenBox = { readonly [Figure in keyof Box]: Figure extends 'below' | 'above' ? number : Cell };

/** An extreme value as it is written. */
export interface WrittenExtreme {
  readonly value: Cell;
  readonly count: number;
}

/** Lengths and elements of lists; `elements` is null where there are too many to be counted one by one. */
export interface ListDetails {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly empty: number;
  readonly total: number;
  readonly elements: {
    readonly missing: number;
    readonly distinct: number;
    readonly top: readonly ValueCount[];
  } | null;
}

/** A field of structs. */
export interface FieldDetails {
  readonly field: string;
  readonly type: string;
  readonly missing: number;
}

/** A bin of the lengths of texts, both ends closed. */
export interface LengthBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** What suits one column; what does not, or could not be worked out, is left out. */
export interface ColumnDetails {
  readonly first?: Cell;
  readonly last?: Cell;
  readonly order?: Order;
  readonly box?: WrittenBox;
  readonly least?: readonly WrittenExtreme[];
  readonly greatest?: readonly WrittenExtreme[];
  readonly text?: Omit<TextDetails, 'lengths'>;
  readonly lengths?: readonly LengthBin[];
  readonly list?: ListDetails;
  readonly fields?: readonly FieldDetails[];
  /** Sentences that say what was not worked out, and why. */
  readonly notes?: readonly string[];
}

/** Details by the name of their column. */
export type DetailsByName = ReadonlyMap<string, ColumnDetails>;

/** Puts what several looks found about the same columns together. */
export function mergeDetails(parts: readonly DetailsByName[]): DetailsByName {
  const merged = new Map<string, ColumnDetails>();
  for (const part of parts) {
    for (const [name, found] of part) {
      const before = merged.get(name);
      const notes = [...(before?.notes ?? []), ...(found.notes ?? [])];
      merged.set(name, { ...before, ...found, notes });
    }
  }
  return merged;
}
