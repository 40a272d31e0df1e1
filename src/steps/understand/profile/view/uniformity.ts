/** Different values, of which the most frequent ones are listed by their counts. */
export interface CountedList {
  readonly counts: readonly number[];
  /** All values, and the different ones among them. */
  readonly total: number;
  readonly distinct: number;
}

/**
 * How evenly values are spread: the entropy H of the shares over the logarithm of how many there are, as Facets Overview sorts
 * by ("non-uniformity", the least first). 1 where all are equally frequent, 0 where all values are one; null without any.
 * Where not all are listed, the others are taken for equally frequent, which they are when each of them occurs once.
 */
export function evenness({ counts, total, distinct }: CountedList): number | null {
  const listed = counts.filter((count) => count > 0);
  const sum = listed.reduce((all, count) => all + count, 0);
  const others = Math.max(0, distinct - listed.length);
  const all = others > 0 ? Math.max(total, sum) : sum;
  if (all === 0) return null;
  const buckets = others > 0 ? distinct : counts.length;
  if (buckets < 2) return 0;
  const rest = others > 0 ? others * term((all - sum) / others / all) : 0;
  const entropy = listed.reduce((entropySoFar, count) => entropySoFar + term(count / all), rest);
  return entropy / Math.log(buckets);
}

const term = (share: number): number => (share > 0 ? -share * Math.log(share) : 0);
