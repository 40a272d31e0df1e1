import type { FailureEntry } from './entry';

/** Failures of spreadsheets. */
export const SHEET_FAILURES = {
  'sheet-encrypted': {
    what: '“{name}” is protected by a password.',
    why: 'The workbook is encrypted, and Sluice asks for no password.',
    todo: 'Open it in a spreadsheet program, remove the password and save it.',
  },
  'sheet-damaged': {
    what: '“{name}” could not be read as a workbook.',
    why: 'The file is cut off or damaged, or its parts do not fit together.',
    todo: 'Open it in a spreadsheet program and save it again, or export the sheet as CSV.',
  },
  'sheet-format-not-read': {
    what: '“{name}” is {looks}, which is not read here.',
    why: 'Workbooks are read as Excel (.xlsx, .xlsm, .xls) and as OpenDocument (.ods).',
    todo: '{instead}',
  },
  'sheet-too-large': {
    what: '“{name}” is too large to be read here: {what}.',
    why: 'A workbook is read as a whole and unpacked in memory; one made to fill it looks like this too.',
    todo: 'Export the sheet as CSV, or set a smaller range.',
  },
  'sheet-unknown': {
    what: '“{name}” has no sheet “{sheet}”.',
    why: 'The name of the sheet is looked for as it is written; capitals count.',
    todo: 'Use one of: {sheets}.',
  },
  'sheet-empty': {
    what: '{sheet} of “{name}” holds no value.',
    why: 'No cell that was looked at holds anything.',
    todo: 'Choose another sheet or range: the workbook has {sheets}.',
  },
  'sheet-header-only': {
    what: 'Sheet “{sheet}” of “{name}” has a header in row {row} and no rows below it.',
    why: 'Only that row holds anything in the range that was read.',
    todo: 'Choose another sheet or range; if the row is data, set the header of this cell to “no”.',
  },
  'sheet-range-invalid': {
    what: '“{range}” is no range of cells.',
    why: 'A range is written like A3:F20, with columns alone (A:F), or as one cell to start from (A3).',
    todo: 'Correct the range, or leave it empty to have it found.',
  },
  'sheet-value-not-of-type': {
    what: 'Cell {cell} of “{name}” holds “{value}” in column “{column}”, which cannot be read as {type}.',
    why: 'The type of the column was set by hand, and this value does not fit it.',
    todo: 'Set the type of “{column}” to text, or correct cell {cell}.',
  },
} as const satisfies Record<string, FailureEntry>;
