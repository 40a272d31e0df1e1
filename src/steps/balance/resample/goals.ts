import type { ResampleParams } from './step';

/** A class as it stands in the input. */
export interface ClassCount {
  /** As text; null for the rows without a class. */
  readonly label: string | null;
  readonly rows: number;
}

/** What a class is to become. */
export interface ClassGoal extends ClassCount {
  /** Rows it is to have. */
  readonly goal: number;
  /** True where rows of it are drawn: added for over-sampling, chosen for under-sampling. */
  readonly isDrawn: boolean;
}

/**
 * The goals of the classes, which come in the order of their values, as imbalanced-learn's `sampling_strategy` sets them.
 * Over: every class but one largest gets max rows, or trunc(ratio · max - rows) more; under: every class but one smallest
 * keeps min rows, or trunc(min / ratio). Where imbalanced-learn refuses because a class is beyond its goal already, the class
 * stays as it is. With classes of one size, the first is the one left alone. Rows without a class stay.
 */
export function goalsOf(
  classes: readonly ClassCount[],
  { method, amount, ratio, rules }: Pick<ResampleParams, 'method' | 'amount' | 'ratio' | 'rules'>,
): ClassGoal[] {
  const sizes = classes.flatMap(({ label, rows }) => (label === null ? [] : [rows]));
  const isUnder = method === 'random under';
  const pivot = isUnder ? Math.min(...sizes) : Math.max(...sizes);
  const left = classes.findIndex(({ label, rows }) => label !== null && rows === pivot);
  return classes.map((one, number) => {
    if (one.label === null || number === left) return { ...one, goal: one.rows, isDrawn: false };
    if (isUnder) {
      const goal = Math.min(one.rows, amount === 'equal' ? pivot : Math.trunc(pivot / ratio));
      // imbalanced-learn draws all rows of a class that it keeps whole, which changes their order.
      return { ...one, goal, isDrawn: goal < one.rows || rules === 'imbalanced-learn' };
    }
    const more = amount === 'equal' ? pivot - one.rows : Math.trunc(pivot * ratio - one.rows);
    return { ...one, goal: one.rows + Math.max(0, more), isDrawn: more > 0 };
  });
}

/** Rows that a goal adds. */
export const addedBy = ({ goal, rows }: ClassGoal): number => Math.max(0, goal - rows);
