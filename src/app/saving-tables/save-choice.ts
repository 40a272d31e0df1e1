import type { TableArtifact } from '../../core/artifact';
import { PLAIN_CSV } from '../../core/file-piece';
import type { TableFormat, TableFormatKind } from '../../kernels/table-file/table-format';

/** What a table can be saved as: a file of some kind, or a text on the clipboard. */
export type SaveKind = TableFormatKind | 'clipboard';

/** What a person chooses. */
export interface SaveChoice {
  kind: SaveKind;
  delimiter: string;
  decimal: '.' | ',';
  missing: string;
  hasHeader: boolean;
  isQuotedAll: boolean;
  hasMark: boolean;
  codec: 'zstd' | 'snappy';
  arrowForm: 'file' | 'stream';
}

/** What is chosen before a person chooses. */
export const USUAL_CHOICE: SaveChoice = {
  kind: 'csv',
  delimiter: PLAIN_CSV.delimiter,
  decimal: PLAIN_CSV.decimal,
  missing: PLAIN_CSV.missing,
  hasHeader: true,
  isQuotedAll: false,
  hasMark: false,
  codec: 'zstd',
  arrowForm: 'file',
};

/** The kinds as they are offered. */
export const SAVE_KINDS: readonly { readonly value: SaveKind; readonly label: string }[] = [
  { value: 'csv', label: 'CSV' },
  { value: 'tsv', label: 'TSV: tabs between values' },
  { value: 'parquet', label: 'Parquet' },
  { value: 'arrow', label: 'Arrow' },
  { value: 'xlsx', label: 'Excel' },
  { value: 'json', label: 'JSON: one list' },
  { value: 'ndjson', label: 'NDJSON: one object a line' },
  { value: 'clipboard', label: 'Clipboard, to paste into a spreadsheet' },
];

/** Cells that are put on the clipboard at most. */
export const MOST_CLIPBOARD_CELLS = 500_000;

/** The format that a choice means. */
export function formatOfChoice(choice: SaveChoice): TableFormat {
  const { kind, delimiter, isQuotedAll, decimal, missing, hasHeader, hasMark, codec, arrowForm } = choice;
  switch (kind) {
    case 'csv':
      return { kind, dialect: { delimiter, isQuotedAll, decimal, missing }, hasHeader, hasMark };
    case 'parquet':
      return { kind, codec };
    case 'arrow':
      return { kind, form: arrowForm };
    case 'clipboard':
      return { kind: 'tsv' };
    default:
      return { kind };
  }
}

/** The ending of the file. */
export function endingOf({ kind, arrowForm }: SaveChoice): string {
  return kind === 'arrow' && arrowForm === 'stream' ? 'arrows' : kind;
}

/** What the format does not keep as it is, in a sentence; empty where it keeps everything. */
export function whatChanges(
  { kind, missing }: SaveChoice,
  { columns }: Pick<TableArtifact, 'columns'>,
): string {
  const has = (...types: readonly string[]): boolean => columns.some(({ type }) => types.includes(type));
  switch (kind) {
    case 'csv':
    case 'tsv':
    case 'clipboard':
      if (!has('text', 'other') || (kind === 'csv' && missing !== '')) return '';
      return kind === 'csv'
        ? 'A missing value is an empty field, an empty text is "". Many programs read both as missing: a word for missing keeps them apart.'
        : 'A missing value is an empty field, an empty text is "".';
    case 'json':
    case 'ndjson':
      return has('number') ? 'NaN and the infinities, which JSON does not have, are written as text.' : '';
    case 'xlsx':
      return 'Numbers of more than 15 digits and days before March 1900 are written as text, times to the millisecond. A text is never a formula.';
    case 'parquet':
    case 'arrow':
      return '';
    default:
      return kind satisfies never;
  }
}
