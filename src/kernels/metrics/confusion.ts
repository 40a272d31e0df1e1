/** Counts, or sums of weights, of rows by class: row = the true class, column = the predicted one, row after row. */
export interface Confusion {
  readonly classes: number;
  readonly cells: Float64Array;
}

/** Class numbers from 0, one per row. */
export type Codes = ArrayLike<number>;
/** One weight per row; null counts every row once. A weight is finite and not negative. */
export type Weights = ArrayLike<number> | null;

/** Counts rows by true and predicted class. Cost: one pass. */
export function confusionOf(
  truth: Codes,
  predicted: Codes,
  classes: number,
  weights: Weights = null,
): Confusion {
  const cells = new Float64Array(classes * classes);
  for (let row = 0; row < truth.length; row++) {
    const cell = truth[row]! * classes + predicted[row]!;
    cells[cell] = cells[cell]! + (weights === null ? 1 : weights[row]!);
  }
  return { classes, cells };
}

/** The four cells of one class against all others, and the weight of all rows. */
export interface OneAgainstRest {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/**
 * One class against the rest. With weights, the true negatives are sums of weights too (imbalanced-learn 0.14 counts them by
 * the number of rows, which makes its weighted specificity wrong).
 */
export function oneAgainstRest({ classes, cells }: Confusion, of: number): OneAgainstRest {
  let [total, actual, called] = [0, 0, 0];
  for (let other = 0; other < classes; other++) {
    actual += cells[of * classes + other]!;
    called += cells[other * classes + of]!;
  }
  for (const cell of cells) total += cell;
  const truePositives = cells[of * classes + of]!;
  return {
    truePositives,
    falsePositives: called - truePositives,
    falseNegatives: actual - truePositives,
    trueNegatives: Math.max(0, total - actual - called + truePositives),
  };
}

/** A ratio that has no value where nothing stands below the line. */
export const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** TP / (TP + FN): the share of the rows of a class that are found; null where it has no row. */
export function recallOf(confusion: Confusion, of: number): number | null {
  const { truePositives, falseNegatives } = oneAgainstRest(confusion, of);
  return ratio(truePositives, truePositives + falseNegatives);
}

/** TN / (TN + FP): the share of the other rows that are not called by the class; null where there are none. */
export function specificityOf(confusion: Confusion, of: number): number | null {
  const { trueNegatives, falsePositives } = oneAgainstRest(confusion, of);
  return ratio(trueNegatives, trueNegatives + falsePositives);
}

/** TP / (TP + FP): the share of the rows called by a class that belong to it; null where none is called so. */
export function precisionOf(confusion: Confusion, of: number): number | null {
  const { truePositives, falsePositives } = oneAgainstRest(confusion, of);
  return ratio(truePositives, truePositives + falsePositives);
}

/** 2 TP / (2 TP + FP + FN); null where the class neither occurs nor is called. */
export function f1Of(confusion: Confusion, of: number): number | null {
  const { truePositives, falsePositives, falseNegatives } = oneAgainstRest(confusion, of);
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}

/** The mean of those numbers that have a value; null where none has. */
export function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The classes by number. */
export const classNumbers = ({ classes }: Pick<Confusion, 'classes'>): number[] =>
  Array.from({ length: classes }, (_, of) => of);

/** The mean recall of the classes that occur, as scikit-learn's `balanced_accuracy_score`; null without rows. */
export function balancedAccuracy(confusion: Confusion): number | null {
  return meanOfKnown(classNumbers(confusion).map((of) => recallOf(confusion, of)));
}

/** The share of rows on the diagonal; null without rows. */
export function accuracy(confusion: Confusion): number | null {
  const right = classNumbers(confusion).reduce(
    (sum, of) => sum + confusion.cells[of * confusion.classes + of]!,
    0,
  );
  return ratio(
    right,
    confusion.cells.reduce((sum, cell) => sum + cell, 0),
  );
}
