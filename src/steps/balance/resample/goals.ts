import { failWith } from '../../../core/failure';
import { quotedNames } from '../../../core/words';
import { isAdding, isCutting } from './methods';
import type { ResampleParams } from './step';

/** A class as it stands in the input. */
export interface ClassCount {
  /** As text; null for the rows without a class. */
  readonly label: string | null;
  readonly rows: number;
}

/** What a class is to become. */
export interface ClassGoal extends ClassCount {
  /** Rows it was to have; null where no number is asked for. */
  readonly asked: number | null;
  /** Rows that are tried for: those asked for, or those it has where that is beyond the method. */
  readonly goal: number;
  /** True where rows of it are drawn: added for over-sampling, chosen for under-sampling. */
  readonly isDrawn: boolean;
}

/** The params that goals depend on. */
export type GoalParams = Pick<ResampleParams, 'method' | 'amount' | 'ratio' | 'counts' | 'rules'>;

/**
 * The goals of the classes, which come in the order of their values, as imbalanced-learn's `sampling_strategy` sets them.
 * Adding: every class but one largest gets max rows, or trunc(ratio · max - rows) more. Cutting: every class but one smallest
 * keeps min rows, or trunc(min / ratio). `minority`: only the smallest grows, only the largest is cut. `counts`: as named.
 * Where imbalanced-learn refuses because a class is beyond its goal already, the class stays as it is. With classes of one
 * size, the first is the one left alone. Rows without a class stay. Cleaning has no goals. Throws `resample-class-unknown`.
 */
export function goalsOf(classes: readonly ClassCount[], params: GoalParams): ClassGoal[] {
  const { method, amount, counts } = params;
  if (amount === 'counts' && (isAdding(method) || isCutting(method))) requireKnown(classes, counts);
  const asked = isCutting(method)
    ? keptOf(classes, params)
    : isAdding(method)
      ? grownOf(classes, params)
      : null;
  return classes.map((one, number) => {
    if (asked === null) return { ...one, asked: null, goal: one.rows, isDrawn: false };
    const wanted = asked[number] ?? null;
    if (one.label === null || wanted === null) {
      return { ...one, asked: one.rows, goal: one.rows, isDrawn: false };
    }
    if (!isCutting(method)) {
      return { ...one, asked: wanted, goal: Math.max(wanted, one.rows), isDrawn: wanted > one.rows };
    }
    const goal = Math.min(one.rows, wanted);
    // imbalanced-learn draws all rows of a class that it keeps whole, which changes their order.
    return { ...one, asked: wanted, goal, isDrawn: goal < one.rows || params.rules === 'imbalanced-learn' };
  });
}

/** Rows that each class is to grow to; null for one that is left alone. */
function grownOf(classes: readonly ClassCount[], { amount, ratio, counts }: GoalParams): (number | null)[] {
  if (amount === 'counts') return countsOf(classes, counts);
  const most = Math.max(...sizesOf(classes));
  const largest = placeOf(classes, most);
  const smallest = placeOf(classes, Math.min(...sizesOf(classes)));
  return classes.map(({ rows }, number) => {
    if (number === largest || (amount === 'minority' && number !== smallest)) return null;
    return amount === 'ratio' ? rows + Math.max(0, Math.trunc(most * ratio - rows)) : most;
  });
}

/** Rows that each class is to keep; null for one that is left alone. */
function keptOf(classes: readonly ClassCount[], { amount, ratio, counts }: GoalParams): (number | null)[] {
  if (amount === 'counts') return countsOf(classes, counts);
  const least = Math.min(...sizesOf(classes));
  const smallest = placeOf(classes, least);
  const largest = placeOf(classes, Math.max(...sizesOf(classes)));
  return classes.map(({ rows }, number) => {
    if (number === smallest || (amount === 'minority' && number !== largest)) return null;
    return amount === 'ratio' ? Math.min(rows, Math.trunc(least / ratio)) : least;
  });
}

const sizesOf = (classes: readonly ClassCount[]): number[] =>
  classes.flatMap(({ label, rows }) => (label === null ? [] : [rows]));

const placeOf = (classes: readonly ClassCount[], size: number): number =>
  classes.findIndex(({ label, rows }) => label !== null && rows === size);

function countsOf(classes: readonly ClassCount[], counts: GoalParams['counts']): (number | null)[] {
  return classes.map(({ label }) => (label !== null && Object.hasOwn(counts, label) ? counts[label]! : null));
}

function requireKnown(classes: readonly ClassCount[], counts: GoalParams['counts']): void {
  const unknown = Object.keys(counts).filter((name) => !classes.some(({ label }) => label === name));
  if (unknown.length > 0) failWith('resample-class-unknown', unknownClasses(unknown, classes));
}

/** The facts of a failure that names classes which are not there. */
export function unknownClasses(unknown: readonly string[], classes: readonly ClassCount[]) {
  const known = classes.flatMap(({ label }) => (label === null ? [] : [label]));
  return { classes: quotedNames(unknown), known: quotedNames(known) };
}

/** Rows that a goal adds. */
export const addedBy = ({ goal, rows }: Pick<ClassGoal, 'goal' | 'rows'>): number => Math.max(0, goal - rows);
