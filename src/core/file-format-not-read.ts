/** What a file is that no step reads, and what to do with it instead. */
export interface NotRead {
  readonly looks: string;
  readonly instead: string;
}

/** How such a file is known: by its first bytes, by its ending, or by either. */
interface NotReadEntry extends NotRead {
  readonly signature?: { readonly at?: number; readonly bytes: readonly number[] };
  readonly endings?: readonly string[];
}

const UNPACK = 'Unpack it and drop what is in it.';
const SAVE_TABLE = 'Save its table as CSV or Parquet and open that file.';

const ascii = (text: string): number[] => [...text].map((each) => each.charCodeAt(0));

/** What people try and no step reads, each by name. */
export const NOT_READ: readonly NotReadEntry[] = [
  {
    looks: 'a PDF',
    instead: 'Take the table out of it (with a PDF table reader), save it as CSV and open that.',
    signature: { bytes: ascii('%PDF') },
  },
  {
    looks: 'an SQLite database',
    instead:
      'Save its tables as CSV (sqlite3 FILE ".mode csv" ".output t.csv" "select * from t") and open them.',
    signature: { bytes: ascii('SQLite format 3') },
  },
  {
    looks: 'a DuckDB database',
    instead: "Save its tables as Parquet (COPY t TO 't.parquet') and open them.",
    signature: { at: 8, bytes: ascii('DUCK') },
  },
  { looks: 'a bzip2 archive', instead: UNPACK, signature: { bytes: ascii('BZh') } },
  { looks: 'a zstd archive', instead: UNPACK, signature: { bytes: [0x28, 0xb5, 0x2f, 0xfd] } },
  { looks: 'an xz archive', instead: UNPACK, signature: { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] } },
  { looks: 'an LZ4 archive', instead: UNPACK, signature: { bytes: [0x04, 0x22, 0x4d, 0x18] } },
  { looks: 'a RAR archive', instead: UNPACK, signature: { bytes: ascii('Rar!') } },
  { looks: 'a 7-Zip archive', instead: UNPACK, signature: { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] } },
  {
    looks: 'a tar archive',
    instead: 'Unpack it and drop the folder.',
    signature: { at: 257, bytes: ascii('ustar') },
    endings: ['tar', 'tgz'],
  },
  { looks: 'an Avro file', instead: SAVE_TABLE, signature: { bytes: [...ascii('Obj'), 1] } },
  { looks: 'an ORC file', instead: SAVE_TABLE, signature: { bytes: ascii('ORC') }, endings: ['orc'] },
  {
    looks: 'a Feather file of version 1',
    instead: 'Write it again as Feather 2 (pyarrow.feather.write_feather) and open that.',
    signature: { bytes: ascii('FEA1') },
  },
  { looks: 'an HDF5 file', instead: SAVE_TABLE, signature: { bytes: [0x89, 0x48, 0x44, 0x46] } },
  { looks: 'a NumPy array', instead: SAVE_TABLE, signature: { bytes: [0x93, ...ascii('NUMPY')] } },
  { looks: 'a MATLAB file', instead: SAVE_TABLE, signature: { bytes: ascii('MATLAB') } },
  { looks: 'an SPSS file', instead: SAVE_TABLE, signature: { bytes: ascii('$FL') }, endings: ['sav'] },
  { looks: 'a Stata file', instead: SAVE_TABLE, endings: ['dta'] },
  { looks: 'a SAS file', instead: SAVE_TABLE, endings: ['sas7bdat', 'xpt'] },
  { looks: 'an R file', instead: SAVE_TABLE, endings: ['rds', 'rda', 'rdata'] },
  {
    looks: 'a Python pickle',
    instead: 'Save its table as Parquet in Python; a pickle is a program, which Sluice does not run.',
    endings: ['pkl', 'pickle', 'joblib'],
  },
  { looks: 'a Word document', instead: 'Save its table as CSV and open that file.', endings: ['doc'] },
  { looks: 'a PowerPoint file', instead: 'Save its table as CSV and open that file.', endings: ['ppt'] },
  { looks: 'an Outlook message', instead: 'Save its table as CSV and open that file.', endings: ['msg'] },
  { looks: 'an Access database', instead: SAVE_TABLE, endings: ['mdb', 'accdb'] },
];
