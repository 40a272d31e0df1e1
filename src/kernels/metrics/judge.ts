import { balancedAccuracy, f1Of, meanOfKnown, precisionOf, recallOf } from './confusion';
import { countsOf, meanOf, onceEach, type CountedRows } from './counted';
import { geometricMean } from './imbalanced';
import { lossOf, squaredError, type Probabilities } from './probability';
import { judgeSides, sidesOf, type Sides } from './sides';

/** The figures by which probabilities and decisions are judged; each null where the rows do not define it. */
export interface Figures {
  readonly balanced_accuracy: number | null;
  /** Of the positive class; of several classes the mean. */
  readonly recall: number | null;
  readonly precision: number | null;
  readonly f1: number | null;
  readonly g_mean: number | null;
  readonly average_precision: number | null;
  readonly roc_auc: number | null;
  readonly brier: number | null;
  readonly log_loss: number | null;
  readonly ece: number | null;
  /** Mean probability of the positive class; null with several classes. */
  readonly mean_predicted: number | null;
}

/** The figures in the order in which they are shown. */
export const FIGURES: readonly (keyof Figures)[] = [
  'balanced_accuracy',
  'recall',
  'precision',
  'f1',
  'g_mean',
  'average_precision',
  'roc_auc',
  'brier',
  'log_loss',
  'ece',
  'mean_predicted',
];

/** What is judged: true classes, probabilities of all classes and predicted classes, by row. */
export interface Judged {
  readonly truth: Int32Array;
  readonly probabilities: Probabilities;
  readonly predicted: Int32Array;
  /** The class whose figures are told; null for the means over all classes. */
  readonly positive: number | null;
}

/** What of the judging does not depend on how often a row counts, so that bootstrap replicas need not compute it again. */
export interface Prepared extends Judged {
  /** The classes that are told, and each of them against all others. */
  readonly told: readonly number[];
  readonly sides: Sides;
  /** By row: its cell in the table of true and predicted classes, its Brier score and its logarithmic loss. */
  readonly cells: Int32Array;
  readonly briers: Float64Array;
  readonly losses: Float64Array;
}

/** Sorts, bins and takes logarithms once. Cost: a sort per class that is told. */
export function prepare(judged: Judged): Prepared {
  const { truth, probabilities, predicted, positive } = judged;
  const told = positive === null ? probabilities.map((_, of) => of) : [positive];
  const sides = sidesOf(truth, probabilities, told);
  return {
    ...judged,
    ...{ told, sides },
    cells: truth.map((code, row) => code * probabilities.length + predicted[row]!),
    briers:
      positive === null
        ? Float64Array.from(truth, (code, row) => squaredError(probabilities, row, code))
        : sides.gaps.map((gap) => gap ** 2),
    losses: Float64Array.from(truth, (code, row) => lossOf(probabilities[code]![row]!)),
  };
}

/**
 * The figures, each row counted as often as is said, by default once. With several classes recall, precision and F1 are means over
 * the classes, AUC, average precision and calibration error means over “this class or not”, and the Brier score runs from 0 to 2.
 */
export function figuresOf(
  prepared: Prepared,
  counted: CountedRows = onceEach(prepared.truth.length),
): Figures {
  const { probabilities, positive, told, sides, cells, briers, losses } = prepared;
  const classes = probabilities.length;
  const confusion = { classes, cells: countsOf(cells, classes * classes, counted) };
  const mean = (figure: (of: number) => number | null) => meanOfKnown(told.map(figure));
  const { areas, calibrationError } = judgeSides(sides, counted);
  return {
    balanced_accuracy: balancedAccuracy(confusion),
    recall: mean((of) => recallOf(confusion, of)),
    precision: mean((of) => precisionOf(confusion, of)),
    f1: mean((of) => f1Of(confusion, of)),
    g_mean: geometricMean(confusion),
    average_precision: meanOfKnown(areas.map(({ averagePrecision }) => averagePrecision)),
    roc_auc: meanOfKnown(areas.map(({ rocAuc }) => rocAuc)),
    brier: meanOf(briers, counted),
    log_loss: meanOf(losses, counted),
    ece: calibrationError,
    mean_predicted: positive === null ? null : meanOf(probabilities[positive]!, counted),
  };
}

/** The class of the highest probability, the first among equals; of two classes by the threshold of the positive one. */
export function decide(p: Probabilities, positive: number | null, threshold: number): Int32Array {
  const rows = p[0]?.length ?? 0;
  const decided = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (positive !== null && p.length === 2) {
      decided[row] = p[positive]![row]! >= threshold ? positive : 1 - positive;
      continue;
    }
    for (let of = 1; of < p.length; of++) if (p[of]![row]! > p[decided[row]!]![row]!) decided[row] = of;
  }
  return decided;
}
