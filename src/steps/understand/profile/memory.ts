import type { ColumnStatistics } from '../../../core/statistics';

/** Bytes of one value in an Arrow column, by the database's name of the type. Of texts, the place where each begins. */
const WIDTHS: readonly (readonly [type: RegExp, bytes: number])[] = [
  [/^U?TINYINT$/, 1],
  [/^U?SMALLINT$/, 2],
  [/^(U?INTEGER|FLOAT|REAL|DATE)$/, 4],
  [/^(U?BIGINT|DOUBLE|TIMESTAMP.*|TIME.*)$/, 8],
  [/^(U?HUGEINT|DECIMAL.*|INTERVAL)$/, 16],
  [/^BOOLEAN$/, 1 / 8],
];
const TEXT_PLACE = 4;

/**
 * Bytes that the values of a column take as an uncompressed Arrow column: its width times all rows (of texts four bytes each and
 * their UTF-8 bytes), and a bit a row where values are missing. Null for types whose values have no such width.
 */
export function columnBytes({ sqlType, text, missing, count }: ColumnStatistics): number | null {
  const rows = count + missing;
  const validity = missing > 0 ? Math.ceil(rows / 8) : 0;
  if (text !== undefined) return rows * TEXT_PLACE + (text.bytes?.total ?? 0) + validity;
  const width = WIDTHS.find(([type]) => type.test(sqlType.toUpperCase()))?.[1];
  return width === undefined ? null : Math.ceil(rows * width) + validity;
}

/** Bytes of a whole table so; null where a column's are not known. */
export function tableBytes(columns: readonly ColumnStatistics[]): number | null {
  return columns.reduce<number | null>((sum, column) => {
    const bytes = columnBytes(column);
    return sum === null || bytes === null ? null : sum + bytes;
  }, 0);
}
