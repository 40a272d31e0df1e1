import { frameOfRows, type Cell, type Frame } from '../../../core/frame';
import { calibrationCurve } from '../../../kernels/metrics/probability';
import {
  evenly,
  precisionRecallCurve,
  rankByScore,
  thresholdPoints,
  type ThresholdPoint,
} from '../../../kernels/metrics/ranking';
import { costOf, totalsOf } from '../../../kernels/metrics/threshold';
import { FRAMES } from './frame-shapes';
import type { Material } from './prepare';
import type { CompareBalancingParams } from './step';
import { pointsOf, type Fitted, type Variant } from './variants';

/** Points of a curve that are kept, evenly spread over its thresholds. */
const MOST_POINTS = 200;
/** Thresholds that are shown between the hundredths. */
const MOST_BETWEEN = 60;
const BINS = 10;

const frameOf = (name: string, rows: readonly Record<string, Cell>[]): Frame =>
  frameOfRows(Object.keys(FRAMES[name] ?? {}), rows);

/** The frames that are drawn as curves, of the class that pictures show. */
export function curveFrames(
  params: CompareBalancingParams,
  material: Material,
  fitted: Fitted,
): Record<string, Frame> {
  const { told } = material.groups;
  const isTold = Uint8Array.from(material.judged.labels, (of) => (of === told ? 1 : 0));
  const models = fitted.variants.filter(({ kind }) => kind !== 'threshold');
  return {
    precision_recall: frameOf(
      'precision_recall',
      // Putting probabilities right keeps their order with two classes, and with it the curve.
      models.filter(({ isCorrected }) => !isCorrected).flatMap((one) => curveRows(one, told, isTold)),
    ),
    calibration: frameOf(
      'calibration',
      models.flatMap((one) => calibrationRows(one, told, isTold)),
    ),
    thresholds: frameOf('thresholds', thresholdRows(params, material, fitted)),
  };
}

function curveRows({ id, judged }: Variant, told: number, isTold: Uint8Array): Record<string, Cell>[] {
  const p = judged.probabilities[told]!;
  const points = evenly(precisionRecallCurve(thresholdPoints(rankByScore(p), p, isTold)), MOST_POINTS);
  return points.map(({ threshold, recall, precision }) => ({ variant: id, threshold, recall, precision }));
}

function calibrationRows({ id, judged }: Variant, told: number, isTold: Uint8Array): Record<string, Cell>[] {
  return calibrationCurve(judged.probabilities[told]!, isTold, BINS)
    .filter(({ rows }) => rows > 0)
    .map(({ low, high, rows, predicted, observed }) => ({
      ...{ variant: id, low, high, rows, predicted, observed },
    }));
}

function thresholdRows(
  { missCost }: CompareBalancingParams,
  { groups, judged }: Material,
  { plain, outOfFold, threshold }: Fitted,
): Record<string, Cell>[] {
  const heldOut = pointsOf(plain.judged, judged.labels, groups.positive);
  if (groups.positive === null) return [];
  const thresholds = shownThresholds(outOfFold.length > 0 ? outOfFold : heldOut, threshold);
  const rowsOf = (rows: string, points: readonly ThresholdPoint[]): Record<string, Cell>[] =>
    points.length === 0 ? [] : thresholds.map((at) => pointRow(rows, pointAt(points, at), points, missCost));
  return [...rowsOf('out of fold', outOfFold), ...rowsOf('held out', heldOut)];
}

/** Every hundredth, the chosen one, and some between where the probabilities lie; in order. */
function shownThresholds(points: readonly ThresholdPoint[], chosen: number | null): number[] {
  const hundredths = Array.from({ length: 101 }, (_, i) => i / 100);
  const dense = evenly(points, MOST_BETWEEN).map(({ threshold }) => threshold);
  return [...new Set([...hundredths, ...dense, ...(chosen === null ? [] : [chosen])])].sort((a, b) => a - b);
}

/** What is called from a threshold on. The points go from the highest threshold to the lowest. */
function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.threshold >= threshold) low = middle + 1;
    else high = middle;
  }
  const { truePositives, falsePositives } = points[low - 1] ?? { truePositives: 0, falsePositives: 0 };
  return { threshold, truePositives, falsePositives };
}

/** What a threshold gives, in counts and shares. */
function pointRow(
  rows: string,
  point: ThresholdPoint,
  all: readonly ThresholdPoint[],
  missCost: number,
): Record<string, Cell> {
  const totals = totalsOf(all);
  const { threshold, truePositives: found, falsePositives: alarms } = point;
  const missed = totals.positives - found;
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  const recall = share(found, totals.positives);
  const others = share(totals.negatives - alarms, totals.negatives);
  return {
    ...{ rows, threshold, found, missed, false_alarms: alarms, recall },
    precision: share(found, found + alarms),
    balanced_accuracy: recall === null || others === null ? null : (recall + others) / 2,
    f1: share(2 * found, 2 * found + missed + alarms),
    cost: share(costOf(point, totals, missCost), totals.positives + totals.negatives),
  };
}
