import type { BuiltType } from '../columns/kinds';

/** What the records of a file are: objects by name, lists by place, or single values. */
export type RecordKind = 'object' | 'list' | 'value';

/** How a text holds its records. */
export interface JsonForm {
  /** One list of records; one record a line; a single record; or an object of columns. */
  readonly layout: 'list' | 'lines' | 'single' | 'columns';
  readonly record: RecordKind;
  /** Where the first record starts, in bytes: behind the bracket of a list. */
  readonly start: number;
  /** Objects around it, which close behind it. */
  readonly depth: number;
  /** Where the records stand, as a JSON pointer; empty for the whole text. */
  readonly at: string;
}

/** A column that records have, by its path of names, and what is known of it so far. */
export interface JsonColumn {
  readonly path: readonly string[];
  /** Kinds of values that were met (`KIND`). */
  readonly kinds: number;
  /** Its name in the table; null where it holds nothing and others have its name as the start of theirs. */
  readonly name: string | null;
  readonly type: BuiltType;
  readonly isForced: boolean;
}
