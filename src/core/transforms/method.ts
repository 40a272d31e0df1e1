import type { JsonValue, TableArtifact, TransformValue } from '../artifact';
import type { Column, ColumnType } from '../table';

/** The constants that a transform has learned of one column. */
export type Constants = Readonly<Record<string, JsonValue>>;

/** The table that a transform is applied to. */
export type Target = Pick<TableArtifact, 'table' | 'columns'>;

/** A column of a SELECT: its expression and its name. */
export interface SelectItem {
  readonly sql: string;
  readonly name: string;
}

/** What the expressions of a method may speak of. */
export interface Scope {
  readonly table: Target;
  readonly transform: TransformValue;
  /** The table of what was found for this table outside the database; null where the method needs none. */
  readonly found: string | null;
  /** A name, quoted, that no column of the table has. */
  readonly hidden: (name: string) => string;
}

/** What follows FROM, and ORDER BY where the rows would else lose their order. */
export interface SelectSource {
  readonly from: string;
  readonly orderBy?: string;
}

/** A column that is read and not changed. */
export interface ReadColumn {
  readonly name: string;
  readonly types: readonly ColumnType[];
}

/** How the constants of one method become SQL. The same constants give the same SQL, whatever table they are applied to. */
export interface TransformMethod {
  /** The types of column that it takes, by what was learned of the column; any where left out. */
  readonly types?: (constants: Constants) => readonly ColumnType[];
  /** The columns that it reads beside those it changes. */
  readonly reads?: (transform: TransformValue) => readonly ReadColumn[];
  /** Where more than the table itself is read. */
  readonly source?: (scope: Scope) => SelectSource;
  /** What stands in the place of a column: itself changed, several columns, or none. */
  replace(column: Column, constants: Constants, scope: Scope): readonly SelectItem[];
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

/** A constant that is a list of texts; empty where it is none. */
export function textsOf(constants: Constants, name: string): string[] {
  const value = constants[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
