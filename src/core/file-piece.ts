import type { RowView } from './row-view';

/** How the values of a CSV file are written. */
export interface CsvDialect {
  /** What stands between fields: one character. */
  readonly delimiter: string;
  /** Every value stands in quotes, but missing ones. */
  readonly isQuotedAll: boolean;
  readonly decimal: '.' | ',';
  /** What stands for a missing value. A text that is the same stands in quotes. */
  readonly missing: string;
}

/** The dialect of RFC 4180. */
export const PLAIN_CSV: CsvDialect = { delimiter: ',', isQuotedAll: false, decimal: '.', missing: '' };

/** The forms that rows can have as a part of a file. */
export type FilePieceForm = 'json-lines' | 'sheet-rows' | 'arrow' | 'parquet-zstd' | 'parquet-snappy';

/**
 * Rows as a part of a file: `bytes` beside one row of `rows`, which says how many rows they hold. That is fewer than `limit` where
 * rows are very large: the next piece begins behind them.
 * - `json-lines`: a JSON object a line, UTF-8. Numbers have the digits of the database; NaN and the infinities, which JSON does not
 *   have, are texts; dates are ISO 8601; lists and other nested values are text.
 * - `sheet-rows`: rows of the XML of an Excel sheet, without the header; the first row of a table is row 2 of its sheet.
 * - `arrow`: a whole Arrow IPC stream.
 * - `parquet-…`: a whole Parquet file of one row group; of none where there are no rows.
 */
export interface FilePieceQuery {
  readonly kind: 'file-piece';
  readonly slot: string;
  readonly offset: number;
  readonly limit: number;
  readonly form: FilePieceForm;
  readonly view?: RowView;
}
