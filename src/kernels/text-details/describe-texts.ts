import type { Kernel } from '../../core/run-context';
import type { ValueCount } from '../../core/statistics';
import { compareValueCounts } from '../value-counts';
import type { JoinedTexts } from './joined-texts';
import { lookAt, type LookLimits } from './looks';
import { patternText } from './patterns';

/** Values of one kind with how many different ones there are. */
export interface Listed {
  readonly distinct: number;
  /** The most frequent ones; ties: larger text first. */
  readonly top: readonly ValueCount[];
}

/** What suits texts beside their statistics. */
export interface TextDetails {
  /** How many texts were set apart, each counted once. */
  readonly texts: number;
  /** Patterns; null where there are more than `mostPatterns`. */
  readonly patterns: Listed | null;
  /** Characters by the classes of `CHARACTER_CLASSES`, and those beyond ASCII. */
  readonly characters: readonly number[];
  readonly nonAscii: number;
  /** Words with their number; `'few'` where too few texts have several words, null where there are too many different ones. */
  readonly words: (Listed & { readonly total: number }) | 'few' | null;
  /** How many texts have so many characters. */
  readonly lengths: readonly (readonly [characters: number, count: number])[];
}

/** How far the details of texts go; so many patterns and words are listed. */
export interface TextLimits extends LookLimits {
  readonly top: number;
}

/** Patterns, classes of characters, words and lengths of texts. Cost: some 5 to 10 ns a character. */
export function describeText(texts: JoinedTexts, limits: TextLimits): TextDetails {
  const looks = lookAt(texts, limits);
  const { patterns, words } = looks;
  return {
    texts: looks.texts,
    patterns:
      patterns === null
        ? null
        : { distinct: patterns.size, top: topOf(patterns.entries(), limits.top, patternText) },
    characters: [...looks.characters],
    nonAscii: looks.nonAscii,
    words:
      words === 'few' || words === null
        ? words
        : { total: words.total, distinct: words.counts.size, top: topOf(words.counts, limits.top) },
    lengths: [...looks.byLength].sort(([a], [b]) => a - b),
  };
}

function topOf(
  entries: Iterable<readonly [string, number]>,
  most: number,
  write: (text: string) => string = (text) => text,
): ValueCount[] {
  const all = Array.from(entries, ([value, count]) => ({ value: write(value), count }));
  return all.sort(compareValueCounts).slice(0, most);
}

/** The details of text columns, one after the other. */
export const describeTexts: Kernel<
  { readonly columns: readonly JoinedTexts[]; readonly limits: TextLimits },
  TextDetails[]
> = {
  name: 'describe-texts',
  run: ({ columns, limits }, report) =>
    columns.map((column, i) => {
      const details = describeText(column, limits);
      report((i + 1) / columns.length);
      return details;
    }),
};
