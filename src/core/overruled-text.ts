import { isLeakCode, type LeakCode } from './failures/leaks';

/** Each leak in few words, as it stands beside a result that was made all the same. */
const PHRASES: Readonly<Record<LeakCode, string>> = {
  'leak-learned-from-test': 'learned from rows kept back to judge by',
  'leak-learned-from-whole': 'learned from all rows, those kept back among them',
  'leak-learned-from-mixed': 'learned from mixed parts',
  'leak-test-resampled': 'rows to judge by resampled',
  'leak-resampled-before-split': 'resampled before the split',
  'leak-judged-on-learned': 'judged by rows it learned from',
  'leak-judged-on-mixed': 'judged by mixed parts',
};

/** A warning that can be overruled, in few words; a code that is not known here as it is. */
export function overruledPhrase(code: string): string {
  return isLeakCode(code) ? PHRASES[code] : code;
}

/**
 * What is said of a result that builds on overruled warnings: "made with an overruled warning: resampled before the split".
 * Empty where there is none.
 */
export function overruledText(codes: readonly string[] | undefined): string {
  if (codes === undefined || codes.length === 0) return '';
  const what = codes.length === 1 ? 'an overruled warning' : `${codes.length} overruled warnings`;
  return `made with ${what}: ${codes.map(overruledPhrase).join('; ')}`;
}
