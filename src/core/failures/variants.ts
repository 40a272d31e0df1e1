import type { FailureEntry } from './entry';

/** Failures of steps that look for variants of one value, and for rows that stand there twice. */
export const VARIANT_FAILURES = {
  'variants-too-many': {
    what: '“{column}” has {count} different values; at most {most} are compared by {method}.',
    why: 'All values are compared with each other, and have to be held in memory for it.',
    todo: 'Choose a column of fewer values, or compare by fingerprint.',
  },
  'variants-too-alike': {
    what: 'The {count} values begin and end too much alike to be compared within {distance} edits.',
    why: 'Only values that begin or end alike are compared, and here these are nearly all.',
    todo: 'Compare within 1 edit, or by fingerprint.',
  },
  'near-no-text': {
    what: 'None of the columns compared holds text.',
    why: 'Near duplicates are looked for among rows that share a word of a text.',
    todo: 'Choose a column of text as well, or compare by keys.',
  },
  'near-too-many': {
    what: 'The table has {rows} rows; near duplicates are looked for in at most {most}.',
    why: 'Rows that share a word are compared pair by pair in memory.',
    todo: 'Drop exact duplicates first, filter the table, or compare by keys.',
  },
} as const satisfies Record<string, FailureEntry>;
