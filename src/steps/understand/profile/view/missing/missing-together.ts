import { cellAt, type Frame } from '../../../../../core/frame';
import type { NumberFormat } from '../../../../../core/number-format';
import { firstOf } from '../../../../../core/words';
import type { CountedValue, ProfileIndex } from '../profile-index';

/** Patterns that are drawn, names that stand in one, and pairs that are named. */
const DRAWN = 8;
const NAMED = 3;
const PAIRS = 3;
/** Columns whose missing values are drawn as bars. */
const BARS = 15;
/** Columns that are missing together this often are worth a word. */
const LEAST = 0.5;

/** The columns that miss most, as bars, and how many miss anything. */
export function missingBars(profile: ProfileIndex): {
  readonly bars: CountedValue[];
  readonly gappy: number;
} {
  const all = Array.from({ length: profile.columns }, (_, column) => column);
  const missing = (column: number): number => Number(profile.figure(column, 'missing') ?? 0);
  const gappy = all.filter((column) => missing(column) > 0).sort((a, b) => missing(b) - missing(a));
  const bars = gappy.slice(0, BARS).map((column) => ({
    label: profile.name(column),
    count: missing(column),
    share: missing(column) / profile.rows,
  }));
  return { bars, gappy: gappy.length };
}

/** The commonest patterns of missing values, as bars. */
export function patternBars(patterns: Frame, format: NumberFormat): CountedValue[] {
  return Array.from({ length: Math.min(DRAWN, patterns.rows) }, (_, row) => {
    const names = JSON.parse(String(cellAt(patterns, 'missing', row) ?? '[]')) as string[];
    return {
      label: names.length === 0 ? 'nothing missing' : firstOf(names, NAMED, (rest) => format.count(rest)),
      count: Number(cellAt(patterns, 'rows', row)),
      share: Number(cellAt(patterns, 'share', row)),
    };
  });
}

/** Which columns are missing together, or never together, in a sentence; empty where being missing goes its own way in each. */
export function pairsText(pairs: Frame, format: NumberFormat): string {
  const all = Array.from({ length: pairs.rows }, (_, row) => ({
    names: `“${String(cellAt(pairs, 'column', row))}” and “${String(cellAt(pairs, 'other', row))}”`,
    r: Number(cellAt(pairs, 'correlation', row)),
  }));
  const strong = all.filter(({ r }) => Math.abs(r) >= LEAST).sort((a, b) => Math.abs(b.r) - Math.abs(a.r));
  if (strong.length === 0) return '';
  const named = strong.map(({ names, r }) => `${names} (r = ${format.number(r)})`);
  return `Being missing is correlated in ${firstOf(named, PAIRS, (rest) => format.count(rest)).replaceAll('), ', '); ')}.`;
}
