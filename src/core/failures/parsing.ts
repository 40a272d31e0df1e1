import type { FailureEntry } from './entry';

/** Failures of steps that read texts for what they mean. */
export const PARSING_FAILURES = {
  'tokens-unset': {
    what: 'Nothing is named yet that means missing.',
    why: 'Only values that a person names are set missing.',
    todo: 'Name words for one column, or for every text column.',
  },
  'parse-failed': {
    what: '{rows} values of “{column}” are no {to}: {values}.',
    why: 'The cell was set to fail where a value cannot be read.',
    todo: 'Change how values are read, or set failures to “missing” or “keep” and see them listed.',
  },
  'parse-marks-alike': {
    what: '“{mark}” cannot stand before the decimals and between the thousands.',
    why: 'The two would not be told apart.',
    todo: 'Choose another mark for one of them.',
  },
  'parse-words-shared': {
    what: '“{word}” stands among the words for true and among those for false.',
    why: 'A value must mean one of the two. Capitals and spaces around a word do not count.',
    todo: 'Take it out of one of the lists.',
  },
  'date-format-unknown': {
    what: '“{format}” is no format of a day.',
    why: 'A format says where year, month and day stand, as %d.%m.%Y; a time may follow, as %H:%M:%S. Known are %Y %y %m %b %B %d %a %A %H %I %M %S %f %p.',
    todo: 'Correct it under “formats”.',
  },
  'date-formats-unclear': {
    what: '“{column}” may be written as {first} or as {second}: “{example}”.',
    why: 'No value, or values of both kinds, tell the day from the month. To guess would swap them in silence.',
    todo: 'Name the format under “formats”.',
  },
  'date-formats-none': {
    what: 'No value of “{column}” is a date in a format that is known.',
    why: 'Where no format is named, the usual ones are tried.',
    todo: 'Name the format under “formats”, such as %d.%m.%Y.',
  },
} as const satisfies Record<string, FailureEntry>;
