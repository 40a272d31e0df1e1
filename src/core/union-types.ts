import type { Column } from './table';

/** The most digits of a DECIMAL. */
const MOST_DIGITS = 38;
/** Digits that hold every value of an integer type. */
const INTEGER_DIGITS: Readonly<Record<string, number>> = {
  TINYINT: 3,
  UTINYINT: 3,
  SMALLINT: 5,
  USMALLINT: 5,
  INTEGER: 10,
  UINTEGER: 10,
  BIGINT: 19,
  UBIGINT: 20,
};

/**
 * The type that holds the values of all the columns given, as the rows of one column: null where they need no cast (of one
 * type, integers of several widths, lists among lists and structs among structs, which the database widens itself), else a type of DuckDB, else
 * `clash` where no type holds them but text. By these rules, in order:
 * - anything and text make text;
 * - integers and numbers make a number: a DECIMAL that has all digits of all of them where there is one, else a DOUBLE;
 * - dates and timestamps without a zone make a timestamp, midnight for the dates;
 * - everything else that differs clashes: truths and integers, lists and structs, times and dates, timestamps with and without a zone.
 */
export function commonType(columns: readonly Column[]): { readonly cast: string | null } | 'clash' {
  const sqlTypes = new Set(columns.map(({ sqlType }) => sqlType.toUpperCase()));
  if (sqlTypes.size <= 1) return { cast: null };
  const types = new Set(columns.map(({ type }) => type));
  const areAll = (...among: readonly Column['type'][]): boolean => [...types].every((t) => among.includes(t));
  if (types.has('text')) return { cast: 'VARCHAR' };
  if (areAll('integer')) return { cast: null };
  if (areAll('other')) return new Set([...sqlTypes].map(shapeOf)).size === 1 ? { cast: null } : 'clash';
  if (areAll('integer', 'number')) return { cast: numberType([...sqlTypes]) };
  if (!areAll('date', 'timestamp')) return 'clash';
  const isZoned = [...sqlTypes].filter((sqlType) => /^TIMESTAMP WITH|TIMESTAMPTZ/.test(sqlType));
  if (isZoned.length > 0) return 'clash';
  return { cast: sqlTypes.has('TIMESTAMP_NS') ? 'TIMESTAMP_NS' : 'TIMESTAMP' };
}

/** List, struct, map, or the type itself. */
function shapeOf(sqlType: string): string {
  return sqlType.endsWith(']') ? 'LIST' : sqlType.replace(/\(.*$/s, '');
}

function numberType(sqlTypes: readonly string[]): string {
  const digits = sqlTypes.map(digitsOf);
  if (digits.some((each) => each === null)) return 'DOUBLE';
  const before = Math.max(...digits.map((each) => each?.before ?? 0));
  const after = Math.max(...digits.map((each) => each?.after ?? 0));
  return before + after > MOST_DIGITS ? 'DOUBLE' : `DECIMAL(${before + after},${after})`;
}

/** Digits before and after the point; null for a type of floating point, or one with more digits than a DECIMAL has. */
function digitsOf(sqlType: string): { readonly before: number; readonly after: number } | null {
  const [, width, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(sqlType) ?? [];
  if (width !== undefined) return { before: Number(width) - Number(scale), after: Number(scale) };
  const digits = INTEGER_DIGITS[sqlType];
  return digits === undefined ? null : { before: digits, after: 0 };
}
