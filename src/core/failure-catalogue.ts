/** One row of the catalogue: what happened (with `{placeholders}`), why it happens, and what to do. */
export interface FailureEntry {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/** Every failure that a user can meet, by its code. The screens, the headless runner and `docs/failures.md` read this table. */
export const FAILURES = {
  // Files on their way in
  'file-missing': {
    what: 'The file “{name}” is not at hand.',
    why: 'A workbench file stores the name and hash of a data file, never the data.',
    todo: 'Choose the file again (on the command line: --data {name}=PATH).',
  },
  'file-unreadable': {
    what: 'The file “{name}” could not be read.',
    why: 'The file was moved, changed or locked after it was chosen, or its permissions forbid reading.',
    todo: 'Choose the file again.',
  },
  'file-empty': {
    what: 'The file “{name}” is empty.',
    why: 'It holds no character other than white space.',
    todo: 'Choose a file with a header line and at least one row.',
  },
  'file-not-text': {
    what: 'The file “{name}” is not text: it looks like {looks}.',
    why: 'A CSV is text; this file starts with bytes that text does not have.',
    todo: 'Export the table as CSV and open that file.',
  },
  'csv-header-only': {
    what: 'The file “{name}” has a header of {columns} columns and no rows.',
    why: 'Only the first line holds anything.',
    todo: 'Choose a file with at least one row; if line 1 is data, set the header of this cell to “no”.',
  },
  'csv-row-too-wide': {
    what: 'Line {line} of “{name}” has more fields than the header has columns ({columns}).',
    why: 'A delimiter inside a value is not quoted, or the row has a value too many.',
    todo: 'Put quotes around values that contain the delimiter, or correct line {line}.',
  },
  'csv-row-too-short': {
    what: 'Line {line} of “{name}” has fewer fields than the header has columns ({columns}).',
    why: 'A value or a delimiter is missing in the row, or a note stands below the table.',
    todo: 'Complete or remove line {line}.',
  },
  'csv-wrong-encoding': {
    what: '“{name}” is not written in {encoding}.',
    why: 'The bytes of the file do not spell characters in that encoding.',
    todo: 'Set the encoding of this cell to latin-1 or utf-16, or save the file as UTF-8.',
  },
  'csv-unclosed-quote': {
    what: 'A quoted value that starts near line {line} of “{name}” is never closed.',
    why: 'A quotation mark opens a value and no second one ends it.',
    todo: 'Correct line {line}, or set the quote of this cell to “none”.',
  },
  'csv-value-not-of-type': {
    what: 'Line {line} of “{name}” holds “{value}”, which is not {type} as the rest of column “{column}”.',
    why: 'The type of the column was set, or found in its first rows, and a later value does not fit it.',
    todo: 'Set the type of “{column}” to text, or correct line {line}.',
  },
  'csv-unreadable': {
    what: '“{name}” could not be read as a table.',
    why: 'No delimiter, quote and header were found that fit all of its lines.',
    todo: 'Set the delimiter and the header of this cell by hand.',
  },
  'sample-unknown': {
    what: 'There is no sample named “{name}”.',
    why: 'The name does not stand in the list of samples that Sluice ships.',
    todo: 'Use one of: {known}.',
  },

  // The engine
  cancelled: {
    what: 'The run was cancelled.',
    why: 'Somebody pressed Cancel or Esc, or the page withdrew the request.',
    todo: 'Run the cell again when you want its result.',
  },
  'out-of-memory': {
    what: 'The engine ran out of memory while it worked on this cell.',
    why: 'A browser tab can hold about 3 GB of tables.',
    todo: 'Use fewer columns or fewer rows, or delete cells whose tables are no longer needed.',
  },
  'engine-start-failed': {
    what: 'The engine did not start.',
    why: 'The browser refused WebAssembly or workers, or a file of the app did not arrive.',
    todo: 'Reload the page in a current Chromium, Firefox or Safari.',
  },
  'engine-guard-failed': {
    what: 'The engine did not pass its start-up test: {check}.',
    why: 'A library behaves otherwise than the one Sluice was built with.',
    todo: 'Reload the page; if it happens again, report it with this text.',
  },
  'engine-worker-died': {
    what: 'The engine stopped while this cell ran; it has been started again.',
    why: 'The browser ended the worker, usually for want of memory.',
    todo: 'Run the cell again: its tables are rebuilt from their sources.',
  },
  'duckdb-worker-died': {
    what: 'The database stopped while this cell ran; it has been started again.',
    why: 'The browser ended the worker, or the database met a fault it could not survive.',
    todo: 'Run the cell again: its tables are rebuilt from their sources.',
  },
  'kernel-worker-died': {
    what: 'A worker stopped while it computed for this cell; another has taken its place.',
    why: 'The browser ended the worker, usually for want of memory.',
    todo: 'Run the cell again.',
  },
  'table-gone': {
    what: 'The table asked for is not known to the engine.',
    why: 'Its cell was changed or deleted, or the engine started anew.',
    todo: 'Run the cell that makes the table.',
  },
  internal: {
    what: 'Something went wrong inside Sluice.',
    why: 'This is a fault of Sluice, not of your data.',
    todo: 'Run the cell again; if it happens again, report it with the detail below.',
  },

  // SQL
  'sql-error': {
    what: 'The SQL could not be run: {reason}',
    why: 'DuckDB did not accept the statement.',
    todo: 'Correct the statement at the place shown.',
  },
  'sql-not-available': {
    what: '{name} is not available here.',
    why: 'Functions of DuckDB extensions (JSON, ICU, Parquet) are fetched from another host, and nothing is fetched here.',
    todo: 'Use a function of the DuckDB core instead; cast TIMESTAMPTZ to TIMESTAMP before date_trunc.',
  },
  'sql-not-select': {
    what: '{statement} is not allowed: only a single SELECT is.',
    why: 'A query may read tables of the workbench; it may not change the engine, write files or reach the network.',
    todo: 'Write one SELECT over the tables of the workbench.',
  },
  'sql-two-statements': {
    what: 'The text holds more than one statement.',
    why: 'A query is one SELECT; a second statement could do anything.',
    todo: 'Keep one SELECT and remove the rest.',
  },
  'sql-outside-access': {
    what: 'The query reaches for “{target}”, outside the workbench.',
    why: 'The engine is locked: no network, no file other than those you opened.',
    todo: 'Download the file, open it in the workbench and use its table.',
  },

  // Workbench files and their graph
  'workbench-not-json': {
    what: 'This is not a workbench file: it is not JSON.',
    why: 'A workbench file is one JSON object, and this text does not parse as one.',
    todo: 'Choose a file that ends in .sluice.json; data files are opened with “Open data”.',
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
    what: 'The cells {cells} need each other in a circle.',
    why: 'A cell cannot wait for what waits for it.',
    todo: 'Give one of them another input.',
  },
  'upstream-failed': {
    what: 'A cell that this one needs did not succeed: {cell}.',
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
    todo: 'Name a file in a folder that exists, ending in .csv or .json.',
  },
} as const satisfies Record<string, FailureEntry>;

/** The name of a failure; a key of the catalogue. */
export type FailureCode = keyof typeof FAILURES;
