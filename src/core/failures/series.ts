import type { FailureEntry } from './entry';

/** Failures of windows of series and of their augmentation. */
export const SERIES_FAILURES = {
  'windows-column-twice': {
    what: 'The column “{name}” is named for two things at once.',
    why: 'Values, entity, part and label become columns of their own in the table of windows.',
    todo: 'Name each column once; the target may be one of the values.',
  },
  'windows-too-many-values': {
    what: 'These are {windows} windows of {size} samples, {values} values in all; the limit is {limit}.',
    why: 'Where windows overlap, each row stands in many of them, and the table of windows is many times the table of rows.',
    todo: '{advice}',
  },
  'windows-too-wide': {
    what: 'Windows of this size would have {columns} numbered columns; the limit is {limit}.',
    why: 'A column for each sample of each channel is slow to work with long before it is useful.',
    todo: 'Take the layout “lists”, shorter windows or a larger stride.',
  },
  'windows-class-unknown': {
    what: 'No row has the label “{name}”.',
    why: 'One sample of this class is to be enough for a window, and the table has none.',
    todo: 'Correct the class in this cell, or choose “mode”.',
  },
  'series-no-lists': {
    what: 'The table has no column of lists of numbers.',
    why: 'New windows are made of windows that hold their values as lists, a list for each channel.',
    todo: 'Cut the series into windows first, with the layout “lists”.',
  },
  'series-not-list': {
    what: 'The column “{name}” is of type {type}; here it must be a list of numbers.',
    why: 'Each window holds the values of a channel as one list.',
    todo: 'Choose a column of lists, or cut the series into windows first.',
  },
  'series-lengths-differ': {
    what: 'In row {row} the lists of {names} are not of one length.',
    why: 'The channels of one window are warped in time together, sample by sample.',
    todo: 'Name channels that belong together, or cut the windows anew.',
  },
  'series-times-unordered': {
    what: 'In row {row} the times in “{name}” do not rise.',
    why: 'A warp in time moves along the times of the samples.',
    todo: 'Choose another column of times, or none.',
  },
  'series-no-operation': {
    what: 'Every operation has a chance of nought.',
    why: 'A new window is its parent changed by at least one operation.',
    todo: 'Give an operation a chance above nought.',
  },
  'series-class-unknown': {
    what: 'There is no class {classes} in “{name}”.',
    why: 'The class was named by hand, or the table has changed.',
    todo: 'Correct the names of the classes in this cell.',
  },
  'series-too-many-values': {
    what: 'The windows and the new ones would hold {values} values; the limit is {limit}.',
    why: 'Values pass through the memory of the tab on their way.',
    todo: 'Ask for fewer new windows, or cut fewer windows by a larger shift.',
  },
} as const satisfies Record<string, FailureEntry>;
