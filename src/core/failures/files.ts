import type { FailureEntry } from './entry';

/** Failures of files on their way in. */
export const FILE_FAILURES = {
  'file-missing': {
    what: 'The file “{name}” is not at hand.',
    why: 'A workbench file stores the name and hash of a data file, never the data.',
    todo: 'Choose the file again.',
  },
  'file-to-confirm': {
    what: 'This cell waits: {cell} has read another file than the one on record.',
    why: 'A result must not change under the same name without somebody knowing.',
    todo: 'Take the file at that cell, or choose another; this one follows.',
  },
  'file-unreadable': {
    what: 'The file “{name}” could not be read.',
    why: 'The file was moved, changed or locked after it was chosen, or its permissions forbid reading.',
    todo: 'Choose the file again.',
  },
  'gzip-damaged': {
    what: 'The gzip file “{name}” could not be unpacked to its end.',
    why: 'It is cut off or damaged: often a download that did not finish.',
    todo: 'Get the file again; what is left of it would be a table that lacks rows.',
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
    what: 'The file “{name}” has a header (columns: {columns}) and no rows.',
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
    todo: 'Set the encoding of this cell to auto or to another one, or save the file as UTF-8.',
  },
  'csv-unclosed-quote': {
    what: 'A quoted value that starts near line {line} of “{name}” is never closed.',
    why: 'A quotation mark opens a value and no second one ends it.',
    todo: 'Correct line {line}, or set the quote of this cell to “none”.',
  },
  'csv-value-not-of-type': {
    what: 'Line {line} of “{name}” holds “{value}” in column “{column}”, which cannot be read as {type}.',
    why: 'The type of the column was set, or found in its first rows, and a later value does not fit it.',
    todo: 'Set the type of “{column}” to text, or correct line {line}.',
  },
  'csv-line-too-long': {
    what: 'A line of “{name}” is longer than 32 MB.',
    why: 'A row is read as one piece; most often a quotation mark opens a value and none ends it, or lines end in a way of their own.',
    todo: 'Set the quote of this cell to “none”, or break the line.',
  },
  'csv-columns-unknown': {
    what: 'None of the columns to read stands in “{name}”: {columns}.',
    why: 'The list of columns to read names others than the file has.',
    todo: 'Correct the columns of this cell, or leave the list empty to read all. The file has: {known}.',
  },
  'csv-filename-taken': {
    what: '“{column}” is to hold the name of the file, and “{name}” has a column of that name.',
    why: 'Two columns of a table cannot share a name.',
    todo: 'Give the column for the name of the file another name.',
  },
  'csv-delimiter-doubtful': {
    what: '“{name}” cannot be read with “{delimiter}” between fields; in its first line stands “{likely}”.',
    why: 'The delimiter was set by hand, and the first line does not hold it.',
    todo: 'Set the delimiter of this cell to “{likely}”, or to auto.',
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
} as const satisfies Record<string, FailureEntry>;
