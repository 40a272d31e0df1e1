import type { FailureEntry } from './entry';

/** Failures of workbench files and their graph. */
export const WORKBENCH_FAILURES = {
  'workbench-not-json': {
    what: 'This is not a workbench file: it is not JSON.',
    why: 'A workbench file is one JSON object, and this text does not parse as one.',
    todo: 'Choose a file that ends in .sluice.json; data files are opened with “Open data”.',
  },
  'workbench-not-sluice': {
    what: 'This JSON is no workbench file.',
    why: 'A workbench file is a JSON object whose “format” is “sluice”.',
    todo: 'Choose a file that Sluice has saved (.sluice.json); data in JSON is not read: export the table as CSV.',
  },
  'workbench-too-large': {
    what: 'The workbench file is too large ({bytes} bytes; the limit is {limit}).',
    why: 'A workbench stores decisions, not data; such a size means something else is in the file.',
    todo: 'Open data files with “Open data”, or remove embedded tables from the file.',
  },
  'workbench-wrong-types': {
    what: 'The workbench file is not valid at {path}: {reason}.',
    why: 'A field is missing or has another type than the format says.',
    todo: 'Correct the file at {path}, or open an older copy of it.',
  },
  'workbench-newer': {
    what: 'The workbench was written by a newer Sluice (format {found}; this one knows {known}).',
    why: 'The newer format may hold what this version would not keep.',
    todo: 'It is open for reading only; reload the page to get the newest Sluice.',
  },
  'step-unknown': {
    what: 'The step “{step}” is not known here.',
    why: 'The workbench was written by a newer or another Sluice.',
    todo: 'The cell is kept as it is and is not run; reload the page to get the newest Sluice.',
  },
  'step-newer': {
    what: 'The step “{step}” was saved in version {found}; this Sluice knows {known}.',
    why: 'The workbench was written by a newer Sluice.',
    todo: 'The cell is kept as it is and is not run; reload the page to get the newest Sluice.',
  },
  'cell-unknown': {
    what: 'Cells of the kind “{kind}” are not known here.',
    why: 'The workbench was written by a newer or another Sluice.',
    todo: 'The cell is kept as it is and is not run; reload the page to get the newest Sluice.',
  },
  'params-invalid': {
    what: 'The parameter {path} of “{step}” is not valid: {reason}.',
    why: 'Its value is missing, of another type, or out of range.',
    todo: 'Correct the parameter.',
  },
  'input-missing': {
    what: 'The input “{slot}” of “{step}” is not connected.',
    why: 'The step needs it and the cell names nothing there.',
    todo: 'Name a {kind} for it.',
  },
  'input-too-few': {
    what: 'The input “{slot}” of “{step}” takes at least {least} {kind}s; so far {count} is named.',
    why: 'With fewer there is nothing to put together.',
    todo: 'Choose another {kind} in the sentence.',
  },
  'input-too-many': {
    what: 'The input “{slot}” of “{step}” takes one {kind}, and {count} are named.',
    why: 'Only inputs that hold a list take several.',
    todo: 'Name one {kind} for it.',
  },
  'slot-unknown': {
    what: '“{step}” has no {side} named “{slot}”.',
    why: 'The name is misspelled, or the parameter that made it was changed.',
    todo: 'Use one of: {known}.',
  },
  'column-unset': {
    what: 'No column is chosen yet.',
    why: 'A step that works on a column runs once one is chosen.',
    todo: 'Choose a column in the sentence of this cell.',
  },
  'column-unknown': {
    what: 'The table has no column “{name}”. It has {names}.',
    why: 'The column was renamed or removed further up, or another table was chosen.',
    todo: 'Choose another column in this cell.',
  },
  'column-type': {
    what: 'The column “{name}” is of type {type}; here it must be {types}.',
    why: 'What this step computes is defined for that type only.',
    todo: 'Choose another column, or correct the type of “{name}” where it is loaded.',
  },
  'columns-none': {
    what: 'The table has no numeric column to {verb}.',
    why: 'Where no column is named, those of type integer or number are taken; identifiers and 0/1 flags are left out.',
    todo: 'Name the columns in this cell, or correct their types where the table is loaded.',
  },
  'transform-unknown': {
    what: 'Transforms of the method “{method}” are not known here.',
    why: 'The transform was made by a newer or another Sluice.',
    todo: 'Fit it again with a step of this Sluice.',
  },
  'transform-column-missing': {
    what: 'The transform was fitted on a column “{name}”, which this table does not have.',
    why: 'What was learned of one table fits another only where the columns have the same names.',
    todo: 'Rename the column further up, or fit the transform without it.',
  },
  'transform-column-type': {
    what: 'The transform takes “{name}” as {types}; in this table it is of type {type}.',
    why: 'The column was loaded as another type than in the table the transform was fitted on.',
    todo: 'Set the type of “{name}” where this table is loaded.',
  },
  'classes-too-few': {
    what: 'The column “{name}” has {count} to balance; it takes two classes at least.',
    why: 'Balancing makes classes equally frequent, and one class alone is that already.',
    todo: 'Choose the column that holds the classes, or look at the cell that makes the table.',
  },
  'classes-too-many': {
    what: 'The column “{name}” has more than {limit} different values: no classes, but a measurement or an identifier.',
    why: 'Each class would be filled up to the size of the largest.',
    todo: 'Choose the column that holds the classes, or put its values into groups first.',
  },
  'rows-none': {
    what: 'The table has no rows{because}.',
    why: 'What this step computes needs at least one row.',
    todo: 'Look at the cell that makes the table: a filter may leave nothing.',
  },
  'reference-missing': {
    what: 'Nothing here is named “{name}”.',
    why: 'The cell that made it was deleted or renamed, or the name is misspelled.',
    todo: 'Choose another {kind}, or bring back the cell that made “{name}”.',
  },
  'reference-wrong-kind': {
    what: '“{name}” is a {found}; the input “{slot}” takes a {kind}.',
    why: 'Each input takes artifacts of one kind.',
    todo: 'Choose a {kind}.',
  },
  'name-taken': {
    what: 'Two cells make something named “{name}”.',
    why: 'Names must be unique, or a reference would be ambiguous.',
    todo: 'Rename one of them.',
  },
  circle: {
    what: 'There is a circle through {cells}.',
    why: 'A cell cannot wait for what waits for it.',
    todo: 'Give one of them another input.',
  },
  'upstream-failed': {
    what: 'This cell waits for {cell}, which has no result.',
    why: 'Its result is an input here.',
    todo: 'Mend that cell; this one follows.',
  },
  'bad-call': {
    what: 'The command could not be understood: {reason}.',
    why: 'The arguments do not fit the command.',
    todo: 'Run “npm run headless -- --help” to see the commands.',
  },
  'file-not-written': {
    what: 'The file “{path}” could not be written.',
    why: 'The folder does not exist, or writing there is not permitted, or the ending is not one that can be written.',
    todo: 'Name a file in a folder that exists, ending in .csv, .tsv, .json, .ndjson, .parquet, .arrow or .xlsx.',
  },
} as const satisfies Record<string, FailureEntry>;
