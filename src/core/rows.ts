/** Which rows of a column hold a value: one byte a row, 1 or 0. Left out where all do. */
interface Present {
  readonly name: string;
  readonly present?: Uint8Array | undefined;
}

/**
 * One column of a stretch of rows, as typed arrays that move between workers without a copy. What stands where a row is not
 * present does not matter.
 */
export type ColumnData = Present &
  (
    | { readonly type: 'number'; readonly values: Float64Array }
    | { readonly type: 'integer'; readonly values: BigInt64Array }
    /** One byte a row, 1 or 0. */
    | { readonly type: 'boolean'; readonly values: Uint8Array }
    /** Days since 1970-01-01. */
    | { readonly type: 'date'; readonly values: Int32Array }
    /** Microseconds since 1970-01-01T00:00:00, without a zone. */
    | { readonly type: 'timestamp'; readonly values: BigInt64Array }
    /** UTF-8, one text behind the other; row i is `bytes[offsets[i]]` to `bytes[offsets[i + 1]]`. */
    | {
        readonly type: 'text';
        readonly offsets: Int32Array;
        readonly bytes: Uint8Array;
      }
  );

/** A stretch of rows: their columns, all of one length, or one complete Arrow IPC stream. */
export type RowsPiece =
  { readonly rows: number; readonly columns: readonly ColumnData[] } | { readonly ipc: Uint8Array };
