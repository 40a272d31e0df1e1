import type { NumberFormat } from '../../core/number-format';
import { counted } from '../../core/words';
import type { NeighbourGraph } from './graph';

/** What must be said of how neighbours were found: "neighbours are exact", or how many of them are right. Never rounds up to all. */
export function graphText({ exactness }: Pick<NeighbourGraph, 'exactness'>, format: NumberFormat): string {
  if (exactness === 'exact') return 'neighbours are exact';
  const { recall, tried } = exactness;
  const share = format.share(recall < 1 ? Math.floor(recall * 1000) / 1000 : 1);
  return `neighbours are approximate: ${share} of those of ${counted(tried, 'row', format)} tried were right`;
}

/** What must be said where rows have fewer others than neighbours were asked for; null where they have not. */
export function cutText(
  { k, asked }: Pick<NeighbourGraph, 'k' | 'asked'>,
  format: NumberFormat,
): string | null {
  if (k === asked) return null;
  const instead = `: ${format.count(k)} instead of ${format.count(asked)} neighbours`;
  if (k === 0) return `there is no other row${instead}`;
  return `there ${k === 1 ? 'is' : 'are'} only ${counted(k, 'other row', format)}${instead}`;
}
