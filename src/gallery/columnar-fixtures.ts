import { plainTraits, type TableArtifact } from '../core/artifact';
import { emptyFrame, frameOfRows, type Frame } from '../core/frame';
import { succeed, type Outcome } from '../core/outcome';
import type { Column } from '../core/table';
import type { ViewQuery, ViewResult } from '../core/view';

const columns: readonly Column[] = [
  { name: 'date', type: 'timestamp', sqlType: 'TIMESTAMP' },
  { name: 'delay', type: 'integer', sqlType: 'BIGINT' },
  { name: 'origin', type: 'text', sqlType: 'VARCHAR' },
  { name: 'stops', type: 'other', sqlType: 'VARCHAR[]' },
  { name: 'column4', type: 'number', sqlType: 'DECIMAL(9,2)' },
];

const table: TableArtifact = {
  kind: 'table',
  key: 'flights',
  table: 't_flights',
  traits: plainTraits,
  rows: 3_000_000,
  columns,
};

const STORED = [
  'INT64 (timestamp[us, Europe/Berlin])',
  'INT64 (int64)',
  'BYTE_ARRAY (dictionary of utf8)',
  'list of utf8',
  'INT32 (decimal128(9, 2))',
];

/** Flights from a Parquet file: one column in another time, one that had no name. */
export const columnarResult: ViewResult = {
  artifacts: { table },
  frames: {
    files: frameOfRows(
      ['file', 'format', 'bytes', 'rows', 'rows_read', 'groups', 'codecs', 'written_by'],
      [
        {
          file: 'flights.parquet',
          format: 'Parquet',
          bytes: 13_493_022,
          rows: 3_000_000,
          rows_read: 3_000_000,
          groups: 11,
          codecs: 'Zstandard',
          written_by: 'Polars',
        },
      ],
    ),
    columns: frameOfRows(
      ['file', 'column', 'original', 'stored', 'type', 'sql_type', 'change'],
      columns.map(({ name, type, sqlType }, index) => ({
        file: 'flights.parquet',
        column: name,
        original: name === 'column4' ? '' : name,
        stored: STORED[index] ?? '',
        type,
        sql_type: sqlType,
        change: index === 0 ? 'times are in UTC, without their zone (Europe/Berlin)' : null,
      })),
    ),
  },
  notices: [],
};

const ROWS = [
  { date: '2001-01-01T00:01:00', delay: 14, origin: 'SAT', stops: '[DFW]', column4: '229.00' },
  { date: '2001-01-01T00:20:00', delay: -12, origin: 'PHX', stops: '[]', column4: '94.50' },
  { date: '2001-01-01T00:30:00', delay: null, origin: 'ÎLE', stops: null, column4: null },
];

/** Answers a page of the flights: the same three rows over and over. */
export function askColumnar(query: ViewQuery): Promise<Outcome<Frame>> {
  if (query.kind !== 'page') return Promise.resolve(succeed(emptyFrame));
  const rows = Array.from(
    { length: query.limit },
    (_, row) => ROWS[(query.offset + row) % ROWS.length] ?? {},
  );
  return Promise.resolve(
    succeed(
      frameOfRows(
        columns.map((column) => column.name),
        rows,
      ),
    ),
  );
}
