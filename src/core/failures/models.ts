import type { FailureEntry } from './entry';

/** Failures of steps that weigh classes, train models, predict by them and compare them. */
export const MODEL_FAILURES = {
  'model-classes-too-few': {
    what: 'The column “{name}” has {count} to learn; it takes two classes at least.',
    why: 'A model tells classes apart, and rows without a class, or of weight 0, teach it nothing.',
    todo: 'Choose the column that holds the classes, or look at the cell that makes the table.',
  },
  'model-classes-too-many': {
    what: 'The column “{name}” has more than {limit} different values: no classes, but a measurement or an identifier.',
    why: 'Each class has weights and coefficients of its own.',
    todo: 'Choose the column that holds the classes, or put its values into groups first.',
  },
  'model-features-none': {
    what: 'There is no column to learn from.',
    why: 'Where no feature is named, all columns are but the target, the weights, identifiers and texts with very many values.',
    todo: 'Name the features in this cell.',
  },
  'feature-is-target': {
    what: '“{name}” is the target or the weight, and cannot be a feature as well.',
    why: 'A model that reads what it is to predict has nothing to learn.',
    todo: 'Take it out of the features.',
  },
  'model-too-large': {
    what: '{rows} rows of {columns} features are too many to learn from here; the limit is {limit} values.',
    why: 'All values are held in memory while the model is fitted.',
    todo: 'Draw a sample of the rows first, or name fewer features.',
  },
  'weights-invalid': {
    what: 'In the column of weights “{name}”, {count} of the rows with a class have no finite number of 0 or more.',
    why: 'A weight says how often a row counts; it is missing, negative or not finite there.',
    todo: 'Fill these cells, or leave the rows out first.',
  },
  'class-weight-unread': {
    what: '“{entry}” is not a class and its weight.',
    why: 'A weight is written behind the class and an equals sign, and is a number of 0 or more.',
    todo: 'Write it as in: bad = 3.',
  },
  'class-weight-unknown': {
    what: 'There is no class “{name}”; there are {names}.',
    why: 'Capitals and spaces tell classes apart.',
    todo: 'Write the class as it stands in the table.',
  },
  'class-unknown': {
    what: 'There is no class “{name}” in the rows to learn from; there are {names}.',
    why: 'Capitals and spaces tell classes apart.',
    todo: 'Write the positive class as it stands in the table, or leave it empty.',
  },
  'model-unknown': {
    what: 'A model of the kind “{method}” is not known here.',
    why: 'The model was made by a newer or another Sluice.',
    todo: 'Train it again in a cell of this workbench.',
  },
  'model-column-missing': {
    what: 'The table lacks {names}, which the model reads.',
    why: 'A model predicts from the columns that it was trained on, by their names.',
    todo: 'Bring the columns in, rename those that are there, or train the model without them.',
  },
  'model-column-type': {
    what: 'The model reads “{name}” as a {wanted}; in this table it is of type {found}.',
    why: 'A coefficient belongs to a quantity, and a text or a date is another one.',
    todo: 'Give the column the type that it had in training, where it is loaded or parsed.',
  },
  'resampled-table-missing': {
    what: 'The model of resampled table {number} is to be handed on; {count} are connected.',
    why: 'A model is learned from each of the resampled tables that the cell reads.',
    todo: 'Connect the table, or keep another model.',
  },
  'resampled-class-missing': {
    what: 'Resampled table {number} has no row of {names}, so that nothing of it can be learned there.',
    why: 'Every way is judged on all classes of the training rows, and what a model has never seen it never calls.',
    todo: 'Leave the table out of this cell, or look at the cell that makes it.',
  },
  'judged-rows-none': {
    what: 'No row of {table} can be judged: none has a class of “{name}” that stands in the training rows.',
    why: 'What a model says is compared with the classes of rows that it has not seen.',
    todo: 'Choose the part that was held out, with its classes.',
  },
} as const satisfies Record<string, FailureEntry>;
