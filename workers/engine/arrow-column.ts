import { quoteIdentifier } from '../../src/core/sql';
import type { Column } from '../../src/core/table';

/** Kinds that Arrow or Parquet lack, or that the database writes there as something else. Nested ones that hold such are text. */
const WITHOUT_ARROW = /INTERVAL|\bBIT\b|TIME WITH TIME ZONE|TIMETZ|UNION|HUGEINT|ENUM|BIGNUM|VARIANT/i;

/** A column as SQL for an Arrow stream: as it is stored, where Arrow has its kind, else as the text the database writes. */
export function arrowColumn({ name, type, sqlType }: Column): string {
  const quoted = quoteIdentifier(name);
  // 39 digits are one more than a decimal has: such a value fails by name instead of becoming another.
  if (sqlType.toUpperCase() === 'HUGEINT') return `${quoted}::DECIMAL(38, 0) AS ${quoted}`;
  const isText = type === 'text' && sqlType.toUpperCase() !== 'VARCHAR';
  return isText || WITHOUT_ARROW.test(sqlType) ? `${quoted}::VARCHAR AS ${quoted}` : quoted;
}
