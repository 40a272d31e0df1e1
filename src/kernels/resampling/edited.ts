import type { FindNear } from './find-near';
import { countByClass, type Labels } from './labels';

/**
 * When a row stays (Wilson 1972). `all`: if all of its k neighbours are of its class. `mode`: if its class has the most of them; at
 * a tie it stays (`stays`), or as if the first of the tied classes had won (`first`, as imbalanced-learn has it).
 */
export interface EditingRule {
  readonly kind: 'all' | 'mode';
  readonly k: number;
  readonly tie: 'stays' | 'first';
}

/** Which classes may lose rows. */
export type MayLose = readonly boolean[];

/** The rows that stay when each row of the classes that may lose is looked at once; k is cut to the rows there are. */
export async function editOnce(
  labels: Labels,
  rows: Int32Array,
  mayLose: MayLose,
  rule: EditingRule,
  near: FindNear,
): Promise<Int32Array> {
  const k = Math.min(rule.k, rows.length - 1);
  const queries = rows.filter((row) => mayLose[labels[row]!] === true);
  if (k < 1 || queries.length === 0) return rows;
  const { rows: neighbours } = await near(queries, rows, k);
  const dropped = new Set<number>();
  queries.forEach((row, place) => {
    const votes = neighbours.subarray(place * k, (place + 1) * k);
    if (!agrees(labels, row, votes, rule)) dropped.add(row);
  });
  return rows.filter((row) => !dropped.has(row));
}

function agrees(labels: Labels, row: number, neighbours: Int32Array, { kind, tie }: EditingRule): boolean {
  const own = labels[row]!;
  if (kind === 'all') return neighbours.every((other) => labels[other] === own);
  const votes = new Map<number, number>();
  for (const other of neighbours) votes.set(labels[other]!, (votes.get(labels[other]!) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const winners = [...votes].filter(([, count]) => count === most).map(([label]) => label);
  return tie === 'stays' ? winners.includes(own) : Math.min(...winners) === own;
}

/** What editing leaves, and the classes that were spared because they would have become too small. */
export interface Edited {
  readonly rows: Int32Array;
  readonly spared: readonly number[];
  readonly rounds: number;
}

/** Editing in rounds: the sizes of neighbourhood one after the other, and the rows that each class keeps at least. */
export interface EditingRounds {
  readonly labels: Labels;
  readonly mayLose: MayLose;
  readonly rules: readonly EditingRule[];
  readonly floors: readonly number[];
}

/**
 * Edits round after round until nothing changes or the rules are used up. A class that a round would leave with fewer rows than
 * its floor keeps all of them in that round, so that no class is ever edited away. Costs a search of the remaining rows a round.
 */
export async function editInRounds(
  { labels, mayLose, rules, floors }: EditingRounds,
  rows: Int32Array,
  near: FindNear,
  stopsWhenStill = true,
): Promise<Edited> {
  const spared = new Set<number>();
  let left = rows;
  let rounds = 0;
  for (const rule of rules) {
    const edited = await editOnce(labels, left, mayLose, rule, near);
    rounds += 1;
    const counts = countByClass(labels, edited, floors.length);
    const before = countByClass(labels, left, floors.length);
    const tooSmall = counts.map((count, label) => count < before[label]! && count < floors[label]!);
    tooSmall.forEach((isSpared, label) => isSpared && spared.add(label));
    const kept = new Set(edited);
    const next = left.filter((row) => kept.has(row) || tooSmall[labels[row]!]);
    const isStill = next.length === left.length;
    left = next;
    if (isStill && stopsWhenStill) break;
  }
  return { rows: left, spared: [...spared].sort((a, b) => a - b), rounds };
}
