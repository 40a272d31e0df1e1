import type { FailureEntry } from './entry';

/** Failures of dividing rows into parts. */
export const SPLITTING_FAILURES = {
  'split-cuts-count': {
    what: '{parts} parts have {needed} cuts between them; {given} are given.',
    why: 'Each cut is the first value of a part, and every part but the first has one.',
    todo: 'Give as many cuts as there are parts less one, or none: then the shares decide.',
  },
  'split-cut-invalid': {
    what: 'The cut “{cut}” is no value of “{name}”, which is of type {type}.',
    why: 'Rows are compared with the cut by the type of their column.',
    todo: 'Write dates as 2024-02-29, instants as 2024-02-29 13:00:00 and numbers with a point.',
  },
  'split-cuts-order': {
    what: 'The cut “{cut}” does not come after “{before}”.',
    why: 'Parts by time follow one another: each begins later than the one before.',
    todo: 'Put the cuts in order, the earliest first.',
  },
  'split-gap-invalid': {
    what: '“{gap}” is no gap for “{name}”, which is of type {type}.',
    why: 'A gap between dates or instants is a whole number of days, or of another unit of time; between numbers it is a number.',
    todo: 'Write a gap as 7 days, 12 hours or 1 month; for numbers as a number alone.',
  },
  'split-key-missing': {
    what: 'The key {names} is missing in {rows} of the rows, and the rule of TFX has no part for them.',
    why: 'TFX stops where the value that a row is to be divided by is missing; this cell does the same.',
    todo: 'Leave these rows out before, fill their keys, or take the rule md5, which takes them for one key.',
  },
  'split-feature-one': {
    what: 'The rule tfx-feature divides by one column; {given} are chosen.',
    why: 'TFX’s ExampleGen divides by one partition feature.',
    todo: 'Choose one key column of integers or text.',
  },
  'split-fold-unknown': {
    what: 'There is no fold {fold}: there are {folds}.',
    why: 'Folds are numbered from 1.',
    todo: 'Choose one of the folds as test, or none: then each is a table.',
  },
} as const satisfies Record<string, FailureEntry>;
