import type { MadeTable } from '../../../core/run-context';
import type { MadeClass, Pairs } from './pairs';

/** What became of the rows, for the frames and pictures. All rows by number from 0. */
export interface ResampleOutcome {
  readonly balanced: MadeTable;
  readonly provenance: MadeTable;
  /** Which rows of the input stayed; null where all did. */
  readonly kept: Uint8Array | null;
  readonly made: readonly MadeClass[];
  readonly pairs: Pairs | null;
  readonly added: AddedRows;
  /** New rows that cleaning took out again. */
  readonly cleaned: number;
  /** Classes that cleaning would have emptied, or made too small, and left alone, by their places. */
  readonly spared: readonly number[];
  /** Columns that changed their type. */
  readonly widened: readonly string[];
}

/** The new rows that are in the balanced table, one after the other. */
export interface AddedRows {
  /** Which of the pairs each is. */
  readonly pairs: Int32Array;
  /** Its number in the balanced table, from 1. */
  readonly rows: Int32Array;
  /** Its class, by its place among those that rows were made of. */
  readonly classes: Uint16Array;
}

/** No new rows. */
export const noneAdded: AddedRows = {
  pairs: new Int32Array(),
  rows: new Int32Array(),
  classes: new Uint16Array(),
};

/** At most so many of some numbers, evenly spaced. */
export function evenly(all: ArrayLike<number>, most: number): number[] {
  if (all.length <= most) return Array.from(all);
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

/** The places at which new rows of a class stand among the added. */
export function placesOfClass({ classes }: AddedRows, of: number): Int32Array {
  const places = new Int32Array(classes.length);
  let count = 0;
  classes.forEach((one, place) => {
    if (one === of) places[count++] = place;
  });
  return places.slice(0, count);
}
