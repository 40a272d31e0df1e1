import type { TextStatistics } from '../../../core/statistics';
import type { GroupedColumn } from './values';

/** Lengths of a text column from the sums over its groups. */
export function textStatistics({ sums }: GroupedColumn): TextStatistics {
  return {
    empty: sums.empty ?? 0,
    characters: lengths(sums.minCharacters, sums.maxCharacters, sums.totalCharacters),
    bytes: lengths(sums.minBytes, sums.maxBytes, sums.totalBytes),
  };
}

function lengths(min: number | null, max: number | null, total: number | null): TextStatistics['characters'] {
  return min === null || max === null || total === null ? null : { min, max, total };
}
