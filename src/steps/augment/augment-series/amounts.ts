import { failWith } from '../../../core/failure';
import { quotedNames } from '../../../core/words';
import { randomState } from '../../../kernels/random-state';
import type { AugmentSeriesParams } from './params';
import type { Windows } from './read-windows';

/** Which windows new ones are made of, in the order of the table: the row (from 0) and the number among the draws from it. */
export interface Draws {
  readonly parents: Int32Array;
  readonly draws: Int32Array;
  /** New windows asked for, by class; the last one is of windows without a class. */
  readonly asked: readonly number[];
}

/**
 * How many new windows each window is to have: as many as `copies`, or its share of what its class is to get, the odd ones by the seed.
 * Windows without a sample get none. Throws `series-class-unknown`.
 */
export function drawsOf(windows: Windows, params: AugmentSeriesParams): Draws {
  const { amount, copies, counts, classes, label, seed } = params;
  const { labels, offsets } = windows;
  const unknown = [...classes, ...(amount === 'counts' ? Object.keys(counts) : [])].filter(
    (name) => !labels.includes(name),
  );
  if (unknown.length > 0) failWith('series-class-unknown', { classes: quotedNames(unknown), name: label });
  const wants = (of: number) => classes.length === 0 || (of >= 0 && classes.includes(labels[of]!));
  const perRow = new Int32Array(windows.rows);
  const asked = Array.from({ length: labels.length + 1 }, () => 0);
  for (let of = -1; of < labels.length; of++) {
    if (!wants(of)) continue;
    const rows: number[] = [];
    windows.classes.forEach((each, row) => {
      if (each === of && offsets[row + 1]! > offsets[row]!) rows.push(row);
    });
    const place = of < 0 ? labels.length : of;
    const wanted = amount === 'times' ? rows.length * copies : of < 0 ? 0 : (counts[labels[of]!] ?? 0);
    asked[place] = wanted;
    share(perRow, rows, wanted, seed + of + 1);
  }
  const total = perRow.reduce((sum, each) => sum + each, 0);
  const [parents, draws] = [new Int32Array(total), new Int32Array(total)];
  let at = 0;
  perRow.forEach((each, row) => {
    for (let draw = 0; draw < each; draw++, at++) [parents[at], draws[at]] = [row, draw];
  });
  return { parents, draws, asked };
}

/** Gives rows equally many, and one more to as many as are left over, drawn by the seed. */
function share(perRow: Int32Array, rows: readonly number[], wanted: number, seed: number): void {
  if (rows.length === 0) return;
  const each = Math.floor(wanted / rows.length);
  for (const row of rows) perRow[row] = each;
  const order = randomState(seed % 2 ** 32).permutation(rows.length);
  for (let n = 0; n < wanted % rows.length; n++) perRow[rows[order[n]!]!]! += 1;
}
