import type { FailureEntry } from './entry';

/** Failures of steps that fill missing cells and move extreme ones. */
export const REPAIR_FAILURES = {
  'transform-too-large': {
    what: 'The transform would keep {cells} values of {what}; at most {most} are kept.',
    why: 'What was fitted travels with the workbench: neighbours are searched among the fitted rows, and every group has its values.',
    todo: '{todo}',
  },
  'indicator-taken': {
    what: 'There is a column “{name}” already, where an indicator would stand.',
    why: 'The indicator of a column is named after it, with “_missing” behind; one of the two would be lost. Capitals do not tell names apart.',
    todo: 'Rename that column, or impute without indicators.',
  },
  'columns-none-fit': {
    what: 'The table has no column to {verb}: it would be of type {types}.',
    why: 'Where no column is named, those that the method is made for are taken.',
    todo: 'Choose another method, or correct the types of columns where the table is loaded.',
  },
  'nothing-fits': {
    what: 'No column that this cell names can be used. {unmet}',
    why: 'What a cell learns, it learns from columns; a table that lacks some of those named is worked on by the others, and the rest is listed.',
    todo: 'Choose columns of this table, or load a file that has those named.',
  },
  'clip-bounds': {
    what: 'There is nothing to clip by: {reason}.',
    why: 'Values below the low bound become it, and values above the high bound; as quantiles, bounds are shares from 0 to 1.',
    todo: 'Give a low bound, a high one, or both, the low one not above the high one.',
  },
} as const satisfies Record<string, FailureEntry>;
