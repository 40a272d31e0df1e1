import type { MadeRows } from '../../../kernels/resampling/between';
import type { ClassRows } from './class-rows';

/** The new rows of a class, and for each column whose values are voted on the row that each new row takes its value from. */
export interface MadeClass {
  readonly of: ClassRows;
  readonly made: MadeRows;
  readonly donors: ReadonlyMap<string, Int32Array>;
  /** Neighbours that were paired; 0 for copies. */
  readonly k: number;
  /** What had to be done otherwise than asked. */
  readonly instead: 'copies' | 'no-danger' | 'no-foreign' | null;
}

/** What new rows are made of, row by row, all by the number of a row from 0. */
export interface Pairs {
  readonly bases: Float64Array;
  /** -1 where a row is copied or its values are voted on. */
  readonly neighbours: Float64Array;
  /** From 0 to 1; -1 where values are voted on. */
  readonly gaps: Float64Array;
  /** By the name of a column. */
  readonly donors: ReadonlyMap<string, Float64Array>;
  /** True for rows that no source has; false for rows that are drawn again. */
  readonly isSynthetic: boolean;
}

/** The new rows of all classes, one after the other. */
export function pairsOf(classes: readonly MadeClass[], isSynthetic: boolean): Pairs {
  const joined = (part: (one: MadeClass) => ArrayLike<number>): Float64Array => {
    const parts = classes.map(part);
    const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of parts) {
      all.set(one, at);
      at += one.length;
    }
    return all;
  };
  const names = [...new Set(classes.flatMap(({ donors }) => [...donors.keys()]))];
  return {
    isSynthetic,
    bases: joined(({ made }) => made.bases),
    neighbours: joined(({ made }) => made.neighbours),
    gaps: joined(({ made }) => made.gaps),
    donors: new Map(
      names.map((name) => [name, joined(({ donors, made }) => donors.get(name) ?? made.bases)]),
    ),
  };
}
