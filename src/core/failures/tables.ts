import type { FailureEntry } from './entry';

/** Failures of SQL, tables and columns. */
export const TABLE_FAILURES = {
  'sql-error': {
    what: 'The SQL could not be run: {reason}',
    why: 'DuckDB did not accept the statement.',
    todo: 'Correct the statement at the place shown.',
  },
  'sql-not-available': {
    what: '{name} is not available here.',
    why: 'Functions of DuckDB extensions (JSON, ICU, Parquet) are fetched from another host, and nothing is fetched here.',
    todo: 'Instead, {instead}.',
  },
  'sql-not-select': {
    what: '{statement} is not allowed: only a single SELECT is.',
    why: 'A query may read tables of the workbench; it may not change the engine, write files or reach the network.',
    todo: 'Write one SELECT over the tables of the workbench.',
  },
  'sql-unset': {
    what: 'There is no SQL yet.',
    why: 'A cell of SQL runs once its query is written.',
    todo: 'Write one SELECT over the tables of the workbench.',
  },
  'sql-outside-workbench': {
    what: '“{name}” is no table of the workbench.',
    why: 'A query reads tables by the names their cells give them, and functions such as range and unnest. What the engine keeps for itself is not read: it differs from run to run.',
    todo: 'Use the name of a table that stands in a cell.',
  },
  'condition-not-single': {
    what: 'The condition is not one expression: {reason}.',
    why: 'A condition is what could stand after WHERE: it is true or false for each row, from the values of that row.',
    todo: 'Write one expression over the columns of the table; for anything more use a cell of SQL.',
  },
  'value-not-of-type': {
    what: '“{value}” is not a value of the column “{column}”, which is of type {type}.',
    why: 'A value is compared with those of the column, and must be of their kind.',
    todo: 'Give a value of that kind, or choose another column.',
  },
  'values-unset': {
    what: 'No value yet for “{operator}”.',
    why: 'The column is compared with the values given, and there are none.',
    todo: 'Give at least one value.',
  },
  'columns-none-left': {
    what: 'No column would be left: all {count} are dropped.',
    why: 'A table has at least one column.',
    todo: 'Keep at least one column.',
  },
  'derive-unset': {
    what: 'No new column is written yet.',
    why: 'The cell adds what its SQL expressions make.',
    todo: 'Write an expression with a name, such as weight / height ^ 2 AS bmi.',
  },
  'derive-not-expressions': {
    what: 'This is not a list of expressions: {reason}.',
    why: 'Each new column is one SQL expression with a name; commas stand between them.',
    todo: 'Write the expressions alone; for a query of its own use a cell of SQL.',
  },
  'derive-name-twice': {
    what: 'Two new columns are called “{name}”.',
    why: 'Capitals do not tell columns of a table apart.',
    todo: 'Give one of them another name behind AS.',
  },
  'derive-not-by-row': {
    what: 'The expressions do not give one value for each row.',
    why: 'An aggregate such as sum(x) gives one row for the whole table, unnest(x) gives several for one.',
    todo: 'Write sum(x) OVER () to have it beside every row, or use a cell of SQL.',
  },
  'columns-same-name': {
    what: 'Two columns would be called “{name}”.',
    why: 'Capitals do not tell columns of a table apart.',
    todo: 'Give one of them another name.',
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
} as const satisfies Record<string, FailureEntry>;
