import { frameOfRows, type Frame } from '../../../core/frame';
import { labelSafetyFrame, labelSafetyShape } from '../../../core/label-safety';
import type { RunContext } from '../../../core/run-context';
import {
  chooseRows,
  judgeLabels,
  MOST_MADE_JUDGED,
  MOST_REAL_JUDGED,
  type LabelSafety,
} from '../../../kernels/label-safety/judge';
import type { Groups } from './amounts';
import type { PlanColumn } from './columns';
import type { LearntColumn } from './learn';
import type { MadeRows } from './made';
import { vectorsOf } from './vectors';

/** A new row whose neighbours say otherwise, by places from 0: of the new row among the kept, of the real rows in the table. */
export interface UnsafeRow {
  readonly row: number;
  readonly label: string;
  readonly agreement: number;
  readonly parent: number | null;
  readonly nearest: number;
  readonly nearestLabel: string;
}

/** What is known of the labels of the new rows. */
export interface LabelReport {
  readonly frame: Frame;
  readonly unsafe: readonly UnsafeRow[];
}

const MOST_UNSAFE = 20;
/** Fewer of the neighbours of a row that is shown as unsafe have its label. */
const SAFE = 0.5;

const noReport: LabelReport = { frame: frameOfRows(Object.keys(labelSafetyShape), []), unsafe: [] };

/** Judges the labels of the new rows that stayed by the real rows near them; at most 2,000 against 5,000, drawn by the seed. */
export async function reportLabels(
  context: RunContext,
  columns: readonly PlanColumn[],
  learnt: ReadonlyMap<string, LearntColumn>,
  {
    made,
    kept,
    groups,
    seed,
  }: {
    readonly made: MadeRows;
    readonly kept: Int32Array;
    readonly groups: Groups;
    readonly seed: number;
  },
): Promise<LabelReport> {
  const vectors = vectorsOf(columns, learnt, made);
  const hasLabel = columns.some(({ part }) => part === 'label');
  if (!hasLabel || kept.length === 0 || vectors.width === 0) return noReport;
  const labelled = Int32Array.from(Array.from(groups.ofRow.keys()).filter((row) => groups.ofRow[row]! >= 0));
  const real = chooseRows(labelled.length, MOST_REAL_JUDGED, seed).map((place) => labelled[place]!);
  const chosen = chooseRows(kept.length, MOST_MADE_JUDGED, seed);
  const rows = chosen.map((place) => kept[place]!);
  const places = new Map(Array.from(real, (row, place) => [row, place]));
  const safety = await judgeLabels(
    context,
    {
      points: vectors.ofReal(real),
      labels: Array.from(real, (row) => groups.all[groups.ofRow[row]!]!.label),
    },
    {
      points: vectors.ofMade(rows),
      labels: Array.from(rows, (row) => groups.all[made.groups[row]!]!.label),
      parents: rows.map((row) => (made.haveParents ? (places.get(made.bases[row]!) ?? -1) : -1)),
    },
    vectors.width,
  );
  return { frame: labelSafetyFrame(safety), unsafe: unsafeRows(safety, { chosen, rows, real, made }) };
}

interface JudgedRows {
  readonly chosen: Int32Array;
  readonly rows: Int32Array;
  readonly real: Int32Array;
  readonly made: MadeRows;
}

/** The new rows that the fewest of their neighbours agree with, of equal ones those that lie nearest to a real row. */
function unsafeRows(safety: LabelSafety, { chosen, rows, real, made }: JudgedRows): UnsafeRow[] {
  return Array.from(rows.keys())
    .filter((n) => safety.made[n]! < SAFE && safety.nearest[n]! >= 0)
    .sort((a, b) => safety.made[a]! - safety.made[b]! || safety.distances[a]! - safety.distances[b]! || a - b)
    .slice(0, MOST_UNSAFE)
    .map((n) => ({
      ...{ row: chosen[n]!, label: safety.madeLabels[n]!, agreement: safety.made[n]! },
      parent: made.haveParents ? made.bases[rows[n]!]! : null,
      ...{ nearest: real[safety.nearest[n]!]!, nearestLabel: safety.realLabels[safety.nearest[n]!]! },
    }));
}
