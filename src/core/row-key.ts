import { quoteIdentifier } from './sql';
import type { Column } from './table';

/**
 * SQL for the key of a row: the texts of its columns, in order, joined by U+001F. A missing value is the two characters `\N`.
 * Integers, decimals, dates (2024-02-29), timestamps (2024-02-29 12:30:00.5) and truths (true, false) are written as the
 * database casts them to text, doubles as the shortest decimal that reads back as the same double (1.0, 0.1, 1e-05, nan, inf,
 * -inf), -0 as 0.0. The lessons of `split` and `sample` say the same for those who want the same rows from Python or Spark.
 */
export function rowKey(columns: readonly Column[]): string {
  return `concat_ws(chr(31), ${columns.map(keyText).join(', ')})`;
}

/** SQL for the 32 hexadecimal digits by which a row is placed: md5(key || ':' || seed). */
export function rowHash(columns: readonly Column[], seed: number): string {
  return `md5(${rowKey(columns)} || ':${seed}')`;
}

function keyText(column: Column): string {
  const name = quoteIdentifier(column.name);
  const isFloating = /^(FLOAT|DOUBLE)/i.test(column.sqlType);
  return `coalesce(${isFloating ? floatText(name) : `${name}::VARCHAR`}, '\\N')`;
}

/** Equal numbers have equal texts: adding 0 turns -0 into 0, and a NaN may carry a sign that nobody sees. */
function floatText(name: string): string {
  return `CASE WHEN isnan(${name}) THEN 'nan' ELSE (${name}::DOUBLE + 0)::VARCHAR END`;
}
