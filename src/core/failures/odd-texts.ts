import type { FailureEntry } from './entry';

/** Failures of texts that are nearly what they should be. */
export const ODD_TEXT_FAILURES = {
  'file-nul-bytes': {
    what: 'Line {line} of “{name}” holds a NUL byte, which no text has.',
    why: 'A program that was stopped while it wrote, or fields of a fixed length, leave such bytes; where a value ends among them cannot be told.',
    todo: 'Write the file again, or remove the bytes (tr -d "\\000" < FILE > NEW) and open the new file.',
  },
  'gzip-padded': {
    what: 'Behind the end of the gzip file “{name}” stand bytes that are no gzip.',
    why: 'Some copies are filled up with zeros to a round length; whether a part is missing there cannot be told.',
    todo: 'Unpack the file (gunzip) and open what comes out.',
  },
  'json-comma-lines': {
    what: 'In line {line} of “{name}” a comma stands behind a value that is in no list.',
    why: 'Where every line is a value of its own, no comma stands between them; a list of values stands in brackets.',
    todo: 'Remove the commas at the ends of lines, or write [ before the first value and ] behind the last one.',
  },
} as const satisfies Record<string, FailureEntry>;
