import type { FailureEntry } from './entry';

/** Failures of steps that bring tables together, and of drawing rows. */
export const COMBINING_FAILURES = {
  'union-types-clash': {
    what: 'The column “{column}” is {first_type} in “{first}” and {second_type} in “{second}”; no type but text holds both.',
    why: 'Integers widen to numbers, dates to timestamps and everything to text where one table has text; other types have nothing in common.',
    todo: 'Give the column one type where the tables are loaded, or cast it in a cell of SQL.',
  },
  'append-too-few': {
    what: 'There is only one table to append.',
    why: 'The rows of two or more tables are put under each other.',
    todo: 'Choose another table for the list.',
  },
  'column-name-taken': {
    what: 'There is a column “{name}” already.',
    why: 'The new column would have the same name, and one of the two would be lost. Capitals do not tell names apart.',
    todo: 'Give another name under “{param}”.',
  },
  'join-keys-none': {
    what: 'No column to join by was found: {reason}.',
    why: 'Where no keys are named, the columns of the same name are taken that are unique in one of the tables.',
    todo: 'Name the key columns of this cell.',
  },
  'join-keys-uneven': {
    what: 'The left table has {left} key columns, the right one {right}.',
    why: 'Each key column of one table is compared with the one at the same place of the other.',
    todo: 'Name as many right keys as keys, or none where they have the same names.',
  },
  'join-key-types': {
    what: '“{left}” is {left_type} and “{right}” is {right_type}: they do not compare.',
    why: 'A text is never equal to a number, nor a date to a text; rows that belong together would not be found.',
    todo: 'Give both one type where the tables are loaded, or set how this cell compares to “as text”.',
  },
  'join-too-many-rows': {
    what: 'The join would make {rows} rows of {left} and {right}.',
    why: 'Keys stand more than once in both tables, and every row meets every other of its key.',
    todo: 'Add a key column, or drop the duplicates of one table before it is joined.',
  },
  'sample-too-small': {
    what: '{asked} rows cannot hold one of each of the {classes} classes of “{column}”.',
    why: 'At least one row of every class was asked for.',
    todo: 'Draw more rows, or do not ask for one of each class.',
  },
} as const satisfies Record<string, FailureEntry>;
