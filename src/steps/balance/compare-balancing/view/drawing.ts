import type { BarGroup } from '../../../../charts/group-bars';
import type { LinePoint } from '../../../../charts/lines';
import { seriesColour, type Series } from '../../../../charts/palette';
import { frameRows, type Frame, type FrameRow } from '../../../../core/frame';
import { variantName, type InputNames } from '../names';

/** Ways that have a colour; more are read in the table. */
const MOST_WAYS = 6;
/** Places along recall at which curves are read. */
const RECALLS = Array.from({ length: 50 }, (_, i) => (i + 1) / 50);

/** A way to balance with its colour, the same in every picture. */
export interface Way extends Series {
  readonly id: string;
  readonly row: FrameRow;
}

/** The ways in the order of the table, those put right for the prior left out. */
export function waysOf(figures: Frame, inputs: InputNames): Way[] {
  return frameRows(figures)
    .filter(({ corrected }) => corrected === false)
    .slice(0, MOST_WAYS)
    .map((row, place) => ({
      ...{ id: String(row.variant), row, label: variantName(row, inputs) },
      colour: seriesColour(place, 'value'),
    }));
}

/** Precision by recall, at places that all curves share: what is reached at the first threshold that finds so much. */
export function precisionLines(curves: Frame, ways: readonly Way[]): LinePoint[][] {
  const rows = frameRows(curves);
  return ways.map(({ id }) => {
    const own = rows.filter(({ variant }) => variant === id);
    let at = 0;
    return RECALLS.map((x) => {
      while (at < own.length && Number(own[at]!.recall) < x) at += 1;
      const point = own[at];
      return { x, y: point === undefined ? null : Number(point.precision) };
    });
  });
}

/** A bin with fewer rows says nothing by its share. */
export const LEAST_ROWS = 10;

/** What was observed by what was predicted, of one variant; bins with few rows are left out. */
export function calibrationLine(calibration: Frame, variant: string): LinePoint[] {
  return frameRows(calibration)
    .filter((row) => row.variant === variant && Number(row.rows) >= LEAST_ROWS)
    .map(({ predicted, observed }) => ({ x: Number(predicted), y: Number(observed) }));
}

/** Classes that have bars. */
const MOST_CLASSES = 8;

/** The recall of each class by every way, to three digits. */
export function recallGroups(classes: Frame, ways: readonly Way[]): BarGroup[] {
  const rows = frameRows(classes);
  const names = [...new Set(rows.map((row) => String(row.class)))].slice(0, MOST_CLASSES);
  return names.map((label) => ({
    label,
    values: ways.map(({ id }, series) => {
      const recall = rows.find((row) => row.variant === id && row.class === label)?.recall;
      return { series, value: typeof recall === 'number' ? Number(recall.toFixed(3)) : null };
    }),
  }));
}

/** The rows of the frame `thresholds` of one kind, in the order of their thresholds. */
export function thresholdRows(thresholds: Frame, kind: string): FrameRow[] {
  return frameRows(thresholds).filter(({ rows }) => rows === kind);
}

/** The row of the threshold that costs least, the first of several. */
export function cheapestRow(rows: readonly FrameRow[]): FrameRow | undefined {
  return rows
    .filter(({ cost }) => typeof cost === 'number')
    .reduce<FrameRow | undefined>(
      (best, row) => (best === undefined || Number(row.cost) < Number(best.cost) ? row : best),
      undefined,
    );
}

/** The row of the threshold nearest to the one asked for. */
export function nearestRow(rows: readonly FrameRow[], threshold: number): FrameRow | undefined {
  return rows.reduce<FrameRow | undefined>((best, row) => {
    const distance = (one: FrameRow): number => Math.abs(Number(one.threshold) - threshold);
    return best === undefined || distance(row) < distance(best) ? row : best;
  }, undefined);
}
