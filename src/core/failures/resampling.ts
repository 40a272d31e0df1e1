import type { FailureEntry } from './entry';

/** Failures of resampling. */
export const RESAMPLING_FAILURES = {
  'resample-too-many-rows': {
    what: 'Balancing would add {rows} rows; the limit is {limit}.',
    why: 'Every class grows to the size asked for, and with many small classes that is a multiple of the table.',
    todo: 'Ask for a smaller ratio, put rare classes together, or take rows away instead (random under).',
  },
  'resample-class-unknown': {
    what: 'There is no class {classes}. The classes are {known}.',
    why: 'The class was named by hand, or the table has changed.',
    todo: 'Correct the names of the classes in this cell.',
  },
  'resample-no-features': {
    what: 'There is no column besides “{name}” to compare rows by, and {method} needs one.',
    why: 'Which rows stay is decided by their neighbours.',
    todo: 'Choose random under, or a table with features.',
  },
  'resample-not-numeric': {
    what: 'By the rules of imbalanced-learn {method} does not take columns like {columns}.',
    why: 'It computes with numbers; SMOTE-NC takes texts as well, dates no method does.',
    todo: 'Name the columns that fit as features, or set the rules to “sluice”.',
  },
  'resample-not-mixed': {
    what: 'By the rules of imbalanced-learn SMOTE-NC takes numbers together with categories; here are {what}.',
    why: 'A category that differs counts as much as a typical number does, so it needs both.',
    todo: 'Choose SMOTE for numbers alone or SMOTE-N for categories alone, or set the rules to “sluice”.',
  },
  'resample-missing': {
    what: 'By the rules of imbalanced-learn {method} takes complete columns only; values are missing in {columns}.',
    why: 'It has no distance between a number and nothing, nor to infinity.',
    todo: 'Impute or leave out what is missing, or set the rules to “sluice”.',
  },
  'resample-class-too-small': {
    what: 'The class “{class}” has {rows} rows; by the rules of imbalanced-learn {method} needs {needed}.',
    why: 'Each row is to have as many neighbours as asked for.',
    todo: 'Ask for fewer neighbours, or set the rules to “sluice”, which take as many as there are.',
  },
  'resample-too-few-rows': {
    what: 'The table has {rows} rows with a class; by the rules of imbalanced-learn {method} needs {needed}.',
    why: 'Each row is to have as many neighbours as asked for.',
    todo: 'Ask for fewer neighbours, or set the rules to “sluice”, which take as many as there are.',
  },
  'resample-nothing-made': {
    what: 'By the rules of imbalanced-learn ADASYN makes nothing for “{class}”: none of its rows has a foreign neighbour, or too few new rows are asked for.',
    why: 'It makes rows in proportion to the foreign neighbours.',
    todo: 'Choose SMOTE, or set the rules to “sluice”, which then do as SMOTE does.',
  },
} as const satisfies Record<string, FailureEntry>;
