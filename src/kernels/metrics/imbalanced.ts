import {
  classNumbers,
  meanOfKnown,
  oneAgainstRest,
  ratio,
  recallOf,
  specificityOf,
  type Codes,
  type Confusion,
  type Weights,
} from './confusion';

/**
 * The geometric mean of the recalls of the classes that occur (Kubat and Matwin 1997; imbalanced-learn's default for several
 * classes). A recall of 0 is replaced by `correction`. Null without rows.
 */
export function geometricMean(confusion: Confusion, correction = 0): number | null {
  const recalls = classNumbers(confusion)
    .map((of) => recallOf(confusion, of))
    .filter((recall) => recall !== null);
  if (recalls.length === 0) return null;
  const product = recalls.reduce((all, recall) => all * (recall === 0 ? correction : recall), 1);
  return product ** (1 / recalls.length);
}

/** How figures of single classes become one: their plain mean, their mean by the weight of the class, or from summed cells. */
export type Average = 'macro' | 'weighted' | 'micro';

/** Recall and specificity over all classes that occur; null where one of them has no value. */
export function sensitivityAndSpecificity(
  confusion: Confusion,
  average: Average,
): { readonly sensitivity: number | null; readonly specificity: number | null } {
  const cells = classNumbers(confusion).map((of) => oneAgainstRest(confusion, of));
  if (average === 'micro') {
    const sum = (pick: (cell: (typeof cells)[number]) => number): number =>
      cells.reduce((total, cell) => total + pick(cell), 0);
    const [tp, fn] = [sum((cell) => cell.truePositives), sum((cell) => cell.falseNegatives)];
    const [tn, fp] = [sum((cell) => cell.trueNegatives), sum((cell) => cell.falsePositives)];
    return { sensitivity: ratio(tp, tp + fn), specificity: ratio(tn, tn + fp) };
  }
  const present = classNumbers(confusion).filter((of) => recallOf(confusion, of) !== null);
  const mean = (figure: (of: number) => number | null): number | null => {
    const values = present.map(figure);
    if (average === 'macro') return meanOfKnown(values);
    const weights = present.map((of) => cells[of]!.truePositives + cells[of]!.falseNegatives);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (values.some((value) => value === null)) return null;
    return ratio(
      values.reduce<number>((sum, value, i) => sum + value! * weights[i]!, 0),
      total,
    );
  };
  return {
    sensitivity: mean((of) => recallOf(confusion, of)),
    specificity: mean((of) => specificityOf(confusion, of)),
  };
}

/** √(sensitivity · specificity), averaged over classes first; null where one of them has no value. */
export function averagedGeometricMean(confusion: Confusion, average: Average): number | null {
  const { sensitivity, specificity } = sensitivityAndSpecificity(confusion, average);
  return sensitivity === null || specificity === null ? null : Math.sqrt(sensitivity * specificity);
}

/** For one class of two: √(its recall · its specificity). */
export function binaryGeometricMean(confusion: Confusion, positive: number): number | null {
  const [recall, specificity] = [recallOf(confusion, positive), specificityOf(confusion, positive)];
  return recall === null || specificity === null ? null : Math.sqrt(recall * specificity);
}

/**
 * The index of balanced accuracy of a metric M: (1 + α · (sensitivity − specificity)) · M² (García, Mollineda and Sánchez 2009),
 * sensitivity and specificity averaged as said (macro, where M is the geometric mean over several classes).
 */
export function indexOfBalancedAccuracy(
  confusion: Confusion,
  metric: number | null,
  average: Average = 'macro',
  alpha = 0.1,
): number | null {
  const { sensitivity, specificity } = sensitivityAndSpecificity(confusion, average);
  if (metric === null || sensitivity === null || specificity === null) return null;
  return (1 + alpha * (sensitivity - specificity)) * metric ** 2;
}

/**
 * The mean over the classes that occur of the mean absolute error within each (Baccianella, Esuli and Sebastiani 2009), for
 * classes in order: `values` gives the number that each class stands for. Null without rows.
 */
export function macroAveragedError(
  truth: Codes,
  predicted: Codes,
  values: readonly number[],
  weights: Weights = null,
): number | null {
  const errors = new Float64Array(values.length);
  const totals = new Float64Array(values.length);
  for (let row = 0; row < truth.length; row++) {
    const weight = weights === null ? 1 : weights[row]!;
    const of = truth[row]!;
    errors[of] = errors[of]! + weight * Math.abs(values[of]! - values[predicted[row]!]!);
    totals[of] = totals[of]! + weight;
  }
  return meanOfKnown(Array.from(errors, (error, of) => ratio(error, totals[of]!)));
}
