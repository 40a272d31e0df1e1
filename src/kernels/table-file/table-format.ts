import { PLAIN_CSV, type CsvDialect } from '../../core/file-piece';

/** How a table is written to a file. */
export type TableFormat =
  | {
      readonly kind: 'csv';
      readonly dialect: CsvDialect;
      readonly hasHeader: boolean;
      /** True begins the file with the mark by which Excel knows UTF-8. */
      readonly hasMark: boolean;
    }
  | { readonly kind: 'tsv' | 'json' | 'ndjson' | 'xlsx' }
  | { readonly kind: 'parquet'; readonly codec: 'zstd' | 'snappy' }
  | { readonly kind: 'arrow'; readonly form: 'file' | 'stream' };

/** The kinds of files a table can be saved as. */
export type TableFormatKind = TableFormat['kind'];

/** CSV as RFC 4180 has it, with a header. */
export const CSV: Extract<TableFormat, { kind: 'csv' }> = {
  kind: 'csv',
  dialect: PLAIN_CSV,
  hasHeader: true,
  hasMark: false,
};

/** Each kind as it is written where nothing else is said. */
export const USUAL_FORMATS: Readonly<Record<TableFormatKind, TableFormat>> = {
  csv: CSV,
  tsv: { kind: 'tsv' },
  json: { kind: 'json' },
  ndjson: { kind: 'ndjson' },
  parquet: { kind: 'parquet', codec: 'zstd' },
  arrow: { kind: 'arrow', form: 'file' },
  xlsx: { kind: 'xlsx' },
};

/** The media type of each kind. */
export const MEDIA_TYPES: Readonly<Record<TableFormatKind, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The kind of file that the ending of a path names; `.arrows` is an Arrow stream. */
export function formatOfPath(path: string): TableFormat | null {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (ending === 'arrows') return { kind: 'arrow', form: 'stream' };
  const kind = ending === 'jsonl' ? 'ndjson' : ending === 'feather' ? 'arrow' : ending;
  return Object.hasOwn(USUAL_FORMATS, kind) ? USUAL_FORMATS[kind as TableFormatKind] : null;
}
