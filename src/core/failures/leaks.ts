import type { FailureEntry } from './entry';

/** Ways in which rows that a model is judged by get into what is learned, or stop being fit to judge by. */
export const LEAK_FAILURES = {
  'leak-learned-from-test': {
    what: '“{table}” holds rows of the part “{part}”, which is kept back to judge by, and this cell would learn from them.',
    why: 'A model that has seen what it is judged by, if only its means or its gaps, looks better than it is on new data.',
    todo: 'Learn from the training rows, and apply what was learned to the others.',
  },
  'leak-learned-from-whole': {
    what: '“{table}” holds the rows of the part “{part}” too, kept back to judge by, and this cell would learn from all of them; what it learns goes into “{use}”.',
    why: 'Means, bounds and fills learned from all rows carry what the kept-back rows look like into the training rows.',
    todo: 'Learn from the training rows alone, and apply what was learned to the others.',
  },
  'leak-learned-from-mixed': {
    what: '“{table}” mixes rows of {parts}, and this cell would learn from all of them.',
    why: 'Put under or beside each other, parts of a split are no parts any more, and what was kept back to judge by is learned from.',
    todo: 'Learn from the training rows alone, and apply what was learned to the mixed table.',
  },
  'leak-test-resampled': {
    what: '“{table}” holds rows of the part “{part}”, which is kept back to judge by, and this cell would add to them or thin them out.',
    why: 'A part that judges must have the classes as they occur; resampled, it gives scores that no new data will give.',
    todo: 'Resample the training rows alone.',
  },
  'leak-resampled-before-split': {
    what: 'Rows of “{table}” were added, repeated or thinned out by {cell}, and this split would put copies and kin of one row into several parts.',
    why: 'A row and its copy, or the row that was made of it, then stand on both sides, and the part that judges no longer has the classes as they occur.',
    todo: 'Split first, and resample the training rows alone.',
  },
  'leak-judged-on-learned': {
    what: '“{table}” holds rows that “{learned}” was or would be learned from, and this cell would judge by them.',
    why: 'A score on rows that were learned from tells how well they are remembered, not how well new ones are predicted.',
    todo: 'Judge by rows that nothing was learned from, such as the test part.',
  },
  'leak-judged-on-mixed': {
    what: '“{table}” mixes rows of {parts}, and this cell would judge by all of them.',
    why: 'A score over training and kept-back rows together lies somewhere between what is remembered and what is predicted.',
    todo: 'Judge by the rows that were kept back alone.',
  },
} as const satisfies Record<string, FailureEntry>;

/** The code of a leak. */
export type LeakCode = keyof typeof LEAK_FAILURES;

/** True for the code of a leak. */
export function isLeakCode(code: string): code is LeakCode {
  return Object.hasOwn(LEAK_FAILURES, code);
}
