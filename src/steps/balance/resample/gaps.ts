import type { TableArtifact } from '../../../core/artifact';
import { cellAt } from '../../../core/frame';
import type { RunContext } from '../../../core/run-context';
import { quoteIdentifier } from '../../../core/sql';
import type { Space } from '../../../kernels/neighbour-graph/space';
import type { MadeRows } from '../../../kernels/resampling/between';
import { winnerOf, type CodeOf } from '../../../kernels/resampling/votes';

/** True for a row whose value is missing, or no finite number. */
export type IsGap = (row: number) => boolean;

/** The gaps of a feature, by its name; null where it has none. */
export type GapsOf = (name: string) => IsGap | null;

/** Looks up which features have gaps. One scan of the categories. */
export async function readGaps(
  { database }: Pick<RunContext, 'database'>,
  { table }: Pick<TableArtifact, 'table'>,
  { categories, lacking, codes, codeColumns, rows }: Space,
): Promise<GapsOf> {
  const gaps = new Map<string, IsGap>();
  const counts = categories.map(
    ({ name }, c) => `count(*) FILTER (${quoteIdentifier(name)} IS NULL)::DOUBLE AS n${c}`,
  );
  const found =
    counts.length === 0
      ? null
      : await database.query(`SELECT ${counts.join(', ')} FROM ${quoteIdentifier(table)}`);
  categories.forEach(({ name }, c) => {
    if (found === null || Number(cellAt(found, `n${c}`, 0)) === 0) return;
    let missing = 0;
    // What is missing has the highest code.
    for (let row = 0; row < rows; row++) missing = Math.max(missing, codes[row * codeColumns + c]!);
    gaps.set(name, (row) => codes[row * codeColumns + c] === missing);
  });
  lacking.forEach(({ name }, n) => {
    gaps.set(name, (row) => codes[row * codeColumns + categories.length + n] !== 0);
  });
  return (name) => gaps.get(name) ?? null;
}

/**
 * For each new row the row whose value it takes, where gaps go as they do with numbers: a gap where the nearer of its parents has one,
 * else the vote of those listed neighbours that have a value, else what that parent has. In a vote with the values, gaps that are
 * few would never win, and new rows would have none.
 */
export function donorsWithGaps(made: MadeRows, codeOf: CodeOf, isGap: IsGap): Int32Array {
  const { bases, neighbours, gaps, slots, lists, k } = made;
  if (k === 0) return bases;
  const winners = Int32Array.from({ length: lists.length / k }, (_, slot) => {
    const known = lists.subarray(slot * k, (slot + 1) * k).filter((row) => !isGap(row));
    return known.length === 0 ? -1 : known[winnerOf(known.map(codeOf))]!;
  });
  return bases.map((base, i) => {
    const isBase = neighbours[i]! < 0 || gaps[i]! < 0.5;
    const nearer = isBase ? base : neighbours[i]!;
    const winner = winners[slots[i]!]!;
    return isGap(nearer) || winner < 0 ? nearer : winner;
  });
}
