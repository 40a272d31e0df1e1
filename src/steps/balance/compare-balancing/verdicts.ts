import { frameRows, type Frame, type FrameRow } from '../../../core/frame';

/** What may be said of a way to balance, beside a model that learned from the rows as they are. */
export interface Verdict {
  /** The variant as it comes, and once its probabilities were put right. */
  readonly variant: FrameRow;
  readonly corrected: FrameRow | undefined;
  /**
   * - `only-threshold`: it ranks no better than the plain model, and finds no more than the plain model does from the moved
   *   threshold on;
   * - `ranks-better`, `ranks-worse`: its ROC AUC is higher or lower, beyond chance;
   * - `decides-better`: it ranks no better, and still has the higher balanced accuracy, beyond chance;
   * - `unclear`: none of these, and the intervals leave room for a gain that would matter.
   */
  readonly gain:
    'only-threshold' | 'ranks-better' | 'ranks-worse' | 'decides-better' | 'no-better' | 'unclear';
  /** True where its probabilities are further from the truth than those of the plain model, beyond chance. */
  readonly breaksCalibration: boolean;
  /** True where putting them right for the prior brings most of that back. */
  readonly isMended: boolean;
}

/** A difference smaller than this is none, whatever the interval says. */
const LEAST_GAIN = 0.01;
/** An interval of the AUC, or of balanced accuracy, that reaches higher may hide a gain: “no better” is said of none. */
const MOST_UNSEEN = { ranking: 0.05, deciding: 0.1 } as const;
/** A mean prediction that is off by less is not called wrong. */
const LEAST_GAP = 0.01;
/** A Brier score that grows by less has not broken. */
const LEAST_BRIER = 0.001;

interface Interval {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Above the least gain, and not by chance where an interval is known. */
const isAbove = (one: Interval | undefined, least: number): boolean =>
  one !== undefined && one.difference > least && (one.low === null || one.low > 0);

const isBelow = (one: Interval | undefined, least: number): boolean =>
  one !== undefined && one.difference < -least && (one.high === null || one.high < 0);

/** Judges class weights and every resampled table by the figures and their differences; in the order of the figures. */
export function verdictsOf(figures: Frame, differences: Frame): Verdict[] {
  const rows = frameRows(figures);
  const [plain] = rows.filter(({ kind }) => kind === 'plain');
  const hasThreshold = rows.some(({ kind }) => kind === 'threshold');
  if (plain === undefined) return [];
  const between = differenceLookup(differences);
  return rows
    .filter(({ kind, corrected }) => (kind === 'weights' || kind === 'resampled') && corrected === false)
    .map((variant) => {
      const id = String(variant.variant);
      const corrected = rows.find((row) => row.variant === `${id}_corrected`);
      const ranking = between(id, 'plain', 'roc_auc');
      const deciding = between(id, hasThreshold ? 'threshold' : 'plain', 'balanced_accuracy');
      const breaksCalibration = isBroken(
        variant,
        plain,
        between(id, 'plain', 'brier'),
        between(id, 'plain', 'ece'),
      );
      return {
        ...{ variant, corrected, breaksCalibration },
        gain: gainOf(ranking, deciding, hasThreshold),
        isMended: corrected !== undefined && breaksCalibration && isMended(variant, corrected, plain),
      };
    });
}

function gainOf(
  ranking: Interval | undefined,
  deciding: Interval | undefined,
  hasThreshold: boolean,
): Verdict['gain'] {
  if (isAbove(ranking, LEAST_GAIN)) return 'ranks-better';
  if (isBelow(ranking, LEAST_GAIN)) return 'ranks-worse';
  if (isAbove(deciding, LEAST_GAIN)) return 'decides-better';
  const isOpen = (ranking?.high ?? 0) > MOST_UNSEEN.ranking || (deciding?.high ?? 0) > MOST_UNSEEN.deciding;
  if (isOpen) return 'unclear';
  return hasThreshold ? 'only-threshold' : 'no-better';
}

/** Off in the mean more than the plain model by half again, and worse by the Brier score; with several classes by the ECE. */
function isBroken(
  variant: FrameRow,
  plain: FrameRow,
  brier: Interval | undefined,
  ece: Interval | undefined,
): boolean {
  if (!isAbove(brier, LEAST_BRIER)) return false;
  const [gap, before] = [gapOf(variant), gapOf(plain)];
  if (gap === null || before === null) return isAbove(ece, LEAST_GAP);
  return gap > Math.max(LEAST_GAP, 1.5 * before);
}

/** How far the mean probability lies from the true share; null with several classes. */
function gapOf({ mean_predicted, true_rate }: FrameRow): number | null {
  if (typeof mean_predicted !== 'number' || typeof true_rate !== 'number') return null;
  return Math.abs(mean_predicted - true_rate);
}

/** True where at least half of what the Brier score lost is won back. */
function isMended(
  { brier: broken }: FrameRow,
  { brier: mended }: FrameRow,
  { brier: plain }: FrameRow,
): boolean {
  if (typeof broken !== 'number' || typeof mended !== 'number' || typeof plain !== 'number') return false;
  return broken - mended >= (broken - plain) / 2;
}

/** Finds the difference of a figure between two variants; undefined where one of them has none. */
export function differenceLookup(
  differences: Frame,
): (variant: string, against: string, figure: string) => Interval | undefined {
  const key = (variant: unknown, against: unknown, figure: unknown): string =>
    JSON.stringify([variant, against, figure]);
  const known = new Map(
    frameRows(differences).map((row) => [
      key(row.variant, row.against, row.figure),
      {
        difference: Number(row.difference),
        low: typeof row.low === 'number' ? row.low : null,
        high: typeof row.high === 'number' ? row.high : null,
      },
    ]),
  );
  return (variant, against, figure) => known.get(key(variant, against, figure));
}
