import { positiveOf, rarestOf, type ClassRows } from '../../../kernels/logistic/table/classes';

/** The classes that are told apart, and how the values of the target fall into them. */
export interface ClassGroups {
  /** Names in order; “other classes” where one is looked for among more than two. */
  readonly names: readonly string[];
  readonly hasOthers: boolean;
  /** The number of the one looked for; null for means over all. */
  readonly positive: number | null;
  /** The one that pictures show: the one looked for, or the rarest. */
  readonly told: number;
  /** The number of a class by its number among the values of the target; -1 (unknown there) where it cannot be told. */
  readonly groupOf: (value: number) => number;
  readonly rows: readonly number[];
}

/** What all other classes are called together. */
const OTHERS = 'other classes';

/**
 * Decides what is told apart. `came` are the classes with the rows that they had before anything was resampled: which one is rare is
 * told by them. Throws `class-unknown` for a class that is not among the training rows.
 */
export function groupClasses(
  classes: readonly ClassRows[],
  positive: string,
  came: readonly ClassRows[] = classes,
): ClassGroups {
  const names = classes.map(({ label }) => label);
  const rows = classes.map((one) => one.rows);
  const named = positiveOf(came, positive);
  if (named === null || classes.length === 2) {
    return {
      names,
      rows,
      hasOthers: false,
      positive: named,
      told: named ?? Math.max(0, rarestOf(came)),
      groupOf: (value) => value,
    };
  }
  const of = named;
  const total = rows.reduce((sum, count) => sum + count, 0);
  return {
    names: [OTHERS, positive],
    rows: [total - rows[of]!, rows[of]!],
    ...{ hasOthers: true, positive: 1, told: 1 },
    // A class that only the held-out rows have is one of the others.
    groupOf: (value) => (value === of ? 1 : 0),
  };
}
