import type { FailureEntry } from './entry';

/** Failures of Parquet and Arrow files on their way in. */
export const COLUMNAR_FAILURES = {
  'columnar-not': {
    what: '“{name}” is neither a Parquet nor an Arrow file.',
    why: 'It does not begin as files of these formats do.',
    todo: 'Choose another file, or load this one with the step for its format.',
  },
  'columnar-truncated': {
    what: '“{name}” ends too early for a whole {format} file.',
    why: 'The file was not copied or downloaded to its end, or its writer did not finish it.',
    todo: 'Copy, download or write the file again.',
  },
  'columnar-damaged': {
    what: '“{name}” is damaged: {part} cannot be read.',
    why: 'Bytes of the file are not what its writer meant, or the writer made a mistake.',
    todo: 'Copy or download the file again; where a single column is at fault, load the others by naming them.',
  },
  'columnar-checksum': {
    what: '“{name}” is damaged: a checksum in column “{column}” does not fit its bytes.',
    why: 'The writer stored a checksum with the data, and the data was changed since.',
    todo: 'Copy or download the file again, or load it without that column.',
  },
  'columnar-unsupported': {
    what: '“{name}” holds {thing}, which is not read here.',
    why: 'The format allows it, and the reader that Sluice ships does not know it.',
    todo: 'Write the file again without it, for example with pyarrow or DuckDB, or load the other columns by naming them.',
  },
  'columnar-gave-up': {
    what: 'The reader gave up on “{name}”.',
    why: 'The file is damaged, or one of its values needs more memory than a tab has.',
    todo: 'Load fewer columns by naming them, or write the file again in smaller row groups.',
  },
  'columnar-group-too-large': {
    what: '“{name}” holds more than {bytes} MB in one piece that cannot be cut.',
    why: 'A row, and the compressed bytes of a row group, are read as a whole, and there is no memory for so much at once.',
    todo: 'Load fewer columns by naming them, or write the file again in smaller row groups.',
  },
  'columnar-no-columns': {
    what: '“{name}” has no columns.',
    why: 'Its schema is empty, so that there is nothing to make a table of.',
    todo: 'Choose another file.',
  },
  'columnar-filename-taken': {
    what: 'The files have a column “{column}” already.',
    why: 'The column that says which file a row comes from would have the same name.',
    todo: 'Choose another name for it under “filename”.',
  },
  'parquet-encrypted': {
    what: '“{name}” is encrypted: {columns} cannot be read.',
    why: 'The file was written with Parquet’s own encryption, and Sluice has no key.',
    todo: 'Write it without encryption, or name the columns that are not encrypted.',
  },
} as const satisfies Record<string, FailureEntry>;
