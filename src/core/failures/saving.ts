import type { FailureEntry } from './entry';

/** Failures of tables and workbenches on their way out, and of workbenches with their data on their way in again. */
export const SAVING_FAILURES = {
  'excel-too-long': {
    what: 'An Excel sheet has no room for {rows} rows: it ends at {limit}, and the first holds the names.',
    why: 'The format ends there, and a sheet that leaves rows out would look whole.',
    todo: 'Save it as CSV or Parquet, or take a sample of it first.',
  },
  'excel-too-wide': {
    what: 'An Excel sheet has no room for {columns} columns: it ends at {limit}.',
    why: 'The format ends there, and a sheet that leaves columns out would look whole.',
    todo: 'Save it as CSV or Parquet, or select fewer columns first.',
  },
  'excel-text-too-long': {
    what: 'A text in column “{column}” is too long for a cell of Excel ({length} characters; the limit is {limit}).',
    why: 'Excel cuts longer texts without a word.',
    todo: 'Save it as CSV or Parquet, or leave the column out first.',
  },
  'clipboard-too-large': {
    what: 'The table is too large for the clipboard ({cells} cells; the limit is {limit}).',
    why: 'Programs that paste a text of many megabytes stop answering.',
    todo: 'Save it as a file, or copy a part of it in the grid.',
  },
  'clipboard-refused': {
    what: 'The browser does not let this page write to the clipboard.',
    why: 'A setting forbids it, or the page was not in front when the table was ready.',
    todo: 'Stay on the page while it copies, or save the table as a file.',
  },
  'save-not-written': {
    what: 'The file “{name}” could not be written.',
    why: 'The disk is full, the folder was taken away, or the browser was not allowed to write there.',
    todo: 'Save it again under another name or in another place; nothing half-written stands there.',
  },
  'pack-file-missing': {
    what: 'The workbench cannot be saved with its data: the file “{name}” is not at hand.',
    why: 'The data files are put in as they are, and this one was not given in this tab.',
    todo: 'Choose the file at its cell, or save the workbench without its data.',
  },
  'pack-too-large': {
    what: 'The workbench with its data is too large ({size}; the limit is {limit}).',
    why: 'The whole of it must fit into the memory of the browser that opens it.',
    todo: 'Save the workbench without its data, and hand the data files over beside it.',
  },
  'pack-no-workbench': {
    what: 'The archive “{name}” holds no workbench.',
    why: 'A workbench with its data holds a file workbench.sluice.json.',
    todo: 'Choose the .sluice.zip that Sluice saved, or unpack the archive and drop what is in it.',
  },
  'pack-member-missing': {
    what: '“{name}” lacks the data file “{file}” that its workbench reads.',
    why: 'It was taken out of the archive, or renamed there.',
    todo: 'Get the archive again from whoever saved it.',
  },
  'pack-member-other': {
    what: 'The data file “{file}” in “{name}” is not the one that its workbench was made with.',
    why: 'Its content does not have the SHA-256 that the workbench states: it was changed or damaged.',
    todo: 'Get the archive again from whoever saved it.',
  },
} as const satisfies Record<string, FailureEntry>;
