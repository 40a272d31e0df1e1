/** What kind of values a column holds, as people and steps see it (the storage type stands beside it as `sqlType`). */
export type ColumnType = 'integer' | 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'time' | 'other';

/** A column of a table in the engine. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** DuckDB's name of the storage type, such as `BIGINT` or `DECIMAL(18,3)`. */
  readonly sqlType: string;
}

/** Sorts a DuckDB type into the kind that steps reason about. Lists, structs, maps, intervals and blobs are `other`. */
export function columnTypeOf(sqlType: string): ColumnType {
  const base = sqlType.toUpperCase();
  if (/[[\]]|^(STRUCT|MAP|UNION|LIST)/.test(base)) return 'other';
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(base)) return 'integer';
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(base)) return 'number';
  if (/^(VARCHAR|ENUM|UUID)/.test(base)) return 'text';
  if (base === 'BOOLEAN') return 'boolean';
  if (base === 'DATE') return 'date';
  if (base.startsWith('TIMESTAMP')) return 'timestamp';
  return base.startsWith('TIME') ? 'time' : 'other';
}
