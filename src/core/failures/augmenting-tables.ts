import type { FailureEntry } from './entry';

/** Failures of making new rows of a table. */
export const AUGMENTING_TABLES_FAILURES = {
  'augment-label-unset': {
    what: 'New rows are asked for by class, and no column is named as label.',
    why: 'Which class a row is of stands in the label column.',
    todo: 'Name the label column, or ask for new rows for each real row of the whole table.',
  },
  'augment-class-unknown': {
    what: 'There is no class {classes}. The classes are {known}.',
    why: 'The class was named by hand, or the table has changed.',
    todo: 'Correct the names of the classes in this cell.',
  },
  'augment-table-too-large': {
    what: 'Augmenting would hold {cells} cells in memory; the limit is {limit}.',
    why: 'Columns are read into memory to be moved, mixed or drawn from.',
    todo: 'Ask for fewer new rows, take a sample of the rows, or leave columns out.',
  },
} as const satisfies Record<string, FailureEntry>;
