import { quoteIdentifier, quoteLiteral } from '../sql';
import type { Column, ColumnType } from '../table';
import { doubleLiteral } from './method';

/** True for a column of FLOAT or DOUBLE: only those can hold NaN and infinities. */
export function isFloating({ sqlType }: Pick<Column, 'sqlType'>): boolean {
  return /^(FLOAT|DOUBLE|REAL)/i.test(sqlType);
}

/** SQL that is true where a cell counts as missing, and never null: no value at all, or NaN. */
export function missingTest(column: Column, from = ''): string {
  const name = `${from}${quoteIdentifier(column.name)}`;
  return isFloating(column) ? `(${name} IS NULL OR isnan(${name}))` : `(${name} IS NULL)`;
}

/** SQL of a cell, null where it counts as missing. */
export function presentValue(column: Column): string {
  const name = quoteIdentifier(column.name);
  return isFloating(column) ? `CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END` : name;
}

const isNumeric = (type: ColumnType): boolean => type === 'integer' || type === 'number';

/** The types of column that a fill of the given type goes into: numbers and integers into either. */
export function typesFor(type: ColumnType): readonly ColumnType[] {
  return isNumeric(type) ? ['integer', 'number'] : [type];
}

/** The type in which a column and what fills it meet; null where it is that of the column. */
function commonType(column: Column, fillType: ColumnType): string | null {
  if (isNumeric(fillType)) return fillType === 'integer' && column.type === 'integer' ? null : 'DOUBLE';
  return fillType === 'text' && column.sqlType !== 'VARCHAR' ? 'VARCHAR' : null;
}

/** SQL of a column in the type that its fills have. Integers that are filled by numbers become doubles. */
export function ownValue(column: Column, fillType: ColumnType): string {
  const type = commonType(column, fillType);
  const name = quoteIdentifier(column.name);
  return type === null || type === column.sqlType ? name : `${name}::${type}`;
}

/** SQL of what fills a cell, in the type that its column has then. */
export function fillValue(column: Column, fillType: ColumnType, sql: string): string {
  const type = commonType(column, fillType) ?? (column.type === 'integer' ? null : column.sqlType);
  return type === null ? sql : `${sql}::${type}`;
}

/**
 * A column with one constant in all cells that are missing. Its storage type stays where it can hold the constant: a decimal
 * with enough digits, a float that is one; else numbers become doubles, and enumerations texts.
 */
export function filledByConstant(column: Column, fillType: ColumnType, text: string): string {
  const name = quoteIdentifier(column.name);
  const filled = (own: string, fill: string): string =>
    `CASE WHEN ${missingTest(column)} THEN ${fill} ELSE ${own} END`;
  if (!isNumeric(fillType)) {
    return filled(ownValue(column, fillType), fillValue(column, fillType, quoteLiteral(text)));
  }
  if (fillType === 'integer' && column.type === 'integer') return filled(name, text);
  if (holdsExactly(column, text)) return filled(name, `'${text}'::${column.sqlType}`);
  return filled(ownValue(column, 'number'), doubleLiteral(Number(text)));
}

/** True for a decimal or float column that holds a number as it is written. */
export function holdsExactly({ sqlType }: Pick<Column, 'sqlType'>, text: string): boolean {
  if (/^(FLOAT|REAL)/i.test(sqlType)) return Math.fround(Number(text)) === Number(text);
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)/i.exec(sqlType) ?? [];
  const [, whole = '', decimals = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (precision === undefined || scale === undefined || whole === '') return false;
  return decimals.length <= Number(scale) && whole.length <= Number(precision) - Number(scale);
}
