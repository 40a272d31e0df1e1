import { frameRows, type FrameRow } from '../../src/core/frame';
import type { StepTrial } from '../step-on-sql';

/** Two parts of equal size. */
export const HALVES = [
  { name: 'one', share: 0.5 },
  { name: 'other', share: 0.5 },
];

/** Rows of a split that leak, by the kind of leak, a number for each part. */
export function leaksOf(trial: StepTrial): Record<string, number[]> {
  const rows = rowsOf(trial, 'leaks');
  const kinds = [...new Set(rows.map(({ leak }) => String(leak)))];
  return Object.fromEntries(
    kinds.map((kind) => [kind, rows.filter(({ leak }) => leak === kind).map((row) => Number(row.rows))]),
  );
}

/** The examples that a split shows of a kind of leak. */
export const examplesOf = (trial: StepTrial, leak: string): FrameRow[] =>
  rowsOf(trial, 'examples').filter((row) => row.leak === leak);

function rowsOf({ frames }: StepTrial, name: string): FrameRow[] {
  const frame = frames[name];
  if (frame === undefined) throw new Error(`The split has no frame “${name}”.`);
  return frameRows(frame);
}
