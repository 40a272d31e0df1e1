import type { JsonValue } from '../artifact';
import type { Column, ColumnType } from '../table';

/** The constants that a transform has learned of one column. */
export type Constants = Readonly<Record<string, JsonValue>>;

/** A column of a SELECT: its expression and its name. */
export interface SelectItem {
  readonly sql: string;
  readonly name: string;
}

/** How the constants of one method become SQL. The same constants give the same SQL, whatever table they are applied to. */
export interface TransformMethod {
  /** The types of column it takes; any where left out. */
  readonly types?: readonly ColumnType[];
  /** What stands in the place of a column: itself changed, several columns, or none. */
  replace(column: Column, constants: Constants): readonly SelectItem[];
}

/** A double as SQL that reads back as the same double: a bare `0.1` would be a decimal. */
export function doubleLiteral(value: number): string {
  return `'${String(value)}'::DOUBLE`;
}

/** A constant that is a number, or null where nothing was learned. */
export function numberOf(constants: Constants, name: string): number | null {
  const value = constants[name];
  return typeof value === 'number' ? value : null;
}
