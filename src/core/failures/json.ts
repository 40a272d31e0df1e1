import type { FailureEntry } from './entry';

/** Failures of JSON files. */
export const JSON_FAILURES = {
  'json-truncated': {
    what: '“{name}” ends in the middle of a value, in line {line}.',
    why: 'A bracket, brace or quotation mark that was opened is never closed: often a download or an export that was cut off.',
    todo: 'Get the file again, or write it again.',
  },
  'json-trailing-comma': {
    what: 'In line {line} of “{name}” a comma stands with no value behind it: {near}',
    why: 'JSON allows commas between values only, not behind the last.',
    todo: 'Remove the comma in line {line}.',
  },
  'json-two-roots': {
    what: 'In line {line} of “{name}” another value starts behind the end of the first: {near}',
    why: 'A JSON file holds one value, or one value a line.',
    todo: 'Put each value on a line of its own, or all of them into one list.',
  },
  'json-syntax': {
    what: 'Line {line} of “{name}” is not JSON: {expected} was expected at {near}',
    why: 'The text does not follow the grammar of JSON (RFC 8259).',
    todo: 'Correct line {line}, or write the file again with a program that writes JSON.',
  },
  'json-encoding': {
    what: 'Line {line} of “{name}” is not written in UTF-8.',
    why: 'JSON is written in UTF-8 (or in UTF-16, which starts otherwise); these bytes spell no character in it.',
    todo: 'Save the file as UTF-8.',
  },
  'json-wrong-encoding': {
    what: '“{name}” is not written in {encoding} throughout.',
    why: 'Its start says how its characters are written, and later bytes spell none.',
    todo: 'Save the file as UTF-8.',
  },
  'json-too-deep': {
    what: 'In line {line} of “{name}” values stand within values more than {depth} deep.',
    why: 'No table is made of such a text, and a reader that followed it without an end would not come back.',
    todo: 'Check what wrote the file.',
  },
  'json-too-large': {
    what: '“{name}” has more than {limit} {what}.',
    why: 'Lists and lines of records are read in pieces of whole records; what cannot be cut has to be held in memory.',
    todo: 'Write the file as one object a line.',
  },
  'json-too-many-columns': {
    what: 'The records of “{name}” have more than {most} different names (line {line}).',
    why: 'Where names are data (an identifier as the name of each member), every record makes new columns.',
    todo: 'Set “Nested” to text, or write the names as values.',
  },
  'json-record-kinds': {
    what: 'In line {line} of “{name}” the record is {found}, and the first one is {first}.',
    why: 'A table has records of one kind: all objects, all lists, or all single values.',
    todo: 'Correct line {line}.',
  },
  'json-no-table': {
    what: '“{name}” holds a single value, and no table.',
    why: 'A table is made of a list or a line-by-line sequence of records, or of an object.',
    todo: 'Choose a file with records.',
  },
  'json-no-rows': {
    what: '“{name}” holds no record.',
    why: 'The list of records, or the object, is empty.',
    todo: 'Choose a file with at least one record.',
  },
  'json-no-columns': {
    what: 'The records of “{name}” are empty: they name no column.',
    why: 'Every object in the file is without members.',
    todo: 'Choose a file whose records hold values.',
  },
  'json-several-tables': {
    what: '“{name}” holds several lists of records: {paths}.',
    why: 'Each could be the table.',
    todo: 'Set “At” to the one you want, such as {first}.',
  },
  'json-path-unknown': {
    what: 'There is no list and no object at {path} in “{name}”.',
    why: 'The path does not stand in the text; capitals count.',
    todo: 'Use one of: {paths}.',
  },
  'json-uneven-columns': {
    what: 'The column “{column}” of “{name}” has {found} values, and the ones before it have {rows}.',
    why: 'An object of lists is a table only where all lists are of one length.',
    todo: 'Correct the file, or write it as a list of records.',
  },
  'json-value-not-of-type': {
    what: 'Line {line} of “{name}” holds “{value}” in column “{column}”, which cannot be read as {type}.',
    why: 'The type of the column was set by hand, and this value does not fit it.',
    todo: 'Set the type of “{column}” to text, or correct line {line}.',
  },
} as const satisfies Record<string, FailureEntry>;
