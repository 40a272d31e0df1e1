import { editOnce, type EditingRule } from './edited';
import type { FindNear } from './find-near';
import { countByClass, rowsOfClass, type Labels } from './labels';

/** What the neighbourhood cleaning rule is asked for. */
export interface CleaningRuleAsked {
  readonly labels: Labels;
  readonly mayLose: readonly boolean[];
  readonly rarest: number;
  readonly k: number;
  /** True: a row of the rarest class has its own vote, among k in all, and of tied classes the first wins, as imbalanced-learn has it. */
  readonly votesForItself: boolean;
}

/** Classes with more rows than this share of the rarest are cleaned around its rows. */
const THRESHOLD = 0.5;

/**
 * The neighbourhood cleaning rule (Laurikkala 2001): away go the rows that most of their k neighbours contradict, and the neighbours
 * of other classes around each row of the rarest class that its own neighbours contradict. Gives the rows that stay, in order.
 */
export async function cleanNeighbourhoods(
  { labels, mayLose, rarest, k: wanted, votesForItself }: CleaningRuleAsked,
  rows: Int32Array,
  near: FindNear,
): Promise<Int32Array> {
  const k = Math.min(wanted, rows.length - 1);
  if (k < 1) return rows;
  const rule: EditingRule = { kind: 'mode', k, tie: votesForItself ? 'first' : 'stays' };
  const edited = new Set(await editOnce(labels, rows, mayLose, rule, near));
  const counts = countByClass(labels, rows, mayLose.length);
  const isCleaned = mayLose.map((loses, label) => loses && counts[label]! > THRESHOLD * counts[rarest]!);
  const rareRows = rowsOfClass(labels, rarest);
  const { rows: found } = await near(rareRows, rows, k);
  rareRows.forEach((row, place) => {
    const neighbours = found.subarray(place * k, (place + 1) * k);
    const votes = votesForItself ? [row, ...neighbours.subarray(0, k - 1)] : [...neighbours];
    if (isOwn(labels, rarest, votes, rule.tie)) return;
    for (const other of neighbours) if (isCleaned[labels[other]!]) edited.delete(other);
  });
  return rows.filter((row) => edited.has(row));
}

function isOwn(labels: Labels, own: number, voters: readonly number[], tie: EditingRule['tie']): boolean {
  const votes = new Map<number, number>();
  for (const row of voters) votes.set(labels[row]!, (votes.get(labels[row]!) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const winners = [...votes].filter(([, count]) => count === most).map(([label]) => label);
  return tie === 'stays' ? winners.includes(own) : Math.min(...winners) === own;
}
