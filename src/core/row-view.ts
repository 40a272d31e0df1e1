/** A column that rows are sorted by. Missing values come last in both directions, NaN right before them. */
export interface SortKey {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** What a row must fulfil to be seen. */
export type RowCondition =
  /** The value is one of these, as the database writes it; null stands for a missing one, '' for an empty text. */
  | { readonly kind: 'one-of'; readonly column: string; readonly values: readonly (string | null)[] }
  /**
   * The value is between two bounds, both included; null is no bound. Numbers as `-1.5e3`, days as `2024-02-29`, instants as
   * `2024-02-29T13:00` (a mere day reaches to its end), times as `13:00`. Missing values and NaN are in no range.
   */
  | {
      readonly kind: 'range';
      readonly column: string;
      readonly low: string | null;
      readonly high: string | null;
    }
  /** The value as text holds this text; upper and lower case are not told apart. */
  | { readonly kind: 'contains'; readonly column: string; readonly text: string }
  | { readonly kind: 'missing' | 'present'; readonly column: string };

/** How the rows of a table are looked at: all conditions hold, and ties keep the order of the table. The table stays as it is. */
export interface RowView {
  readonly order: readonly SortKey[];
  readonly where: readonly RowCondition[];
}

/** All rows, in the order of the table. */
export const ALL_ROWS: RowView = { order: [], where: [] };

/** True where a view leaves rows out or changes their order. */
export const isChanged = ({ order, where }: RowView): boolean => order.length > 0 || where.length > 0;
