/** The types that can be set for a column from its head. */
export interface TypeChoice {
  readonly options: readonly string[];
  /** The type set for a column; undefined where it is found out. */
  setFor(column: string): string | undefined;
  /** Sets the type of a column, or leaves it to be found out (undefined). */
  set(column: string, type: string | undefined): void;
}
