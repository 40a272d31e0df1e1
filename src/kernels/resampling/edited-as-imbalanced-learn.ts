import { editOnce, type EditingRule, type MayLose } from './edited';
import type { FindNear } from './find-near';
import { countByClass, smallestByAppearance, type Labels } from './labels';

/** Which classes may lose rows, by how many rows each has now: imbalanced-learn asks before every round. */
export type MayLoseNow = (counts: readonly number[]) => MayLose;

/** Rows to be edited round by round. */
export interface RoundsAsked {
  readonly labels: Labels;
  readonly classes: number;
  readonly mayLoseNow: MayLoseNow;
  readonly rules: readonly EditingRule[];
  readonly stopsWhenStill: boolean;
}

/**
 * The rounds of imbalanced-learn 0.14 (`RepeatedEditedNearestNeighbours`, `AllKNN`): who may lose rows is found anew in each; it ends
 * after a round in which nothing changed, a class vanished, or another class became smaller than the rarest was at the start.
 */
export async function editAsImbalancedLearn(
  { labels, classes, mayLoseNow, rules, stopsWhenStill }: RoundsAsked,
  rows: Int32Array,
  near: FindNear,
): Promise<Int32Array> {
  const start = countByClass(labels, rows, classes);
  const rarest = smallestByAppearance(labels, rows, classes);
  let left = rows;
  for (const rule of rules) {
    const edited = await editOnce(labels, left, mayLoseNow(countByClass(labels, left, classes)), rule, near);
    const counts = countByClass(labels, edited, classes);
    const isStill = edited.length === left.length;
    left = edited;
    const hasVanished = counts.some((count, label) => count === 0 && start[label]! > 0);
    const isBelow = counts.some((count, label) => label !== rarest && count > 0 && count < start[rarest]!);
    if ((isStill && stopsWhenStill) || hasVanished || isBelow) break;
  }
  return left;
}
