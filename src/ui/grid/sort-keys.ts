import type { SortKey } from '../../core/row-view';

/**
 * The order after a click on a column's sort control: ascending, then descending, then the table's own. With `isAdded` the
 * other keys stay, and a new one comes after them.
 */
export function nextOrder(order: readonly SortKey[], column: string, isAdded: boolean): readonly SortKey[] {
  const present = order.find((key) => key.column === column)?.direction;
  if (present === undefined) return withDirection(order, column, 'ascending', isAdded);
  return withDirection(order, column, present === 'ascending' ? 'descending' : null, isAdded);
}

/** The order with a column sorted that way, or (null) not by it; the other keys stay where `isAdded`. */
export function withDirection(
  order: readonly SortKey[],
  column: string,
  direction: SortKey['direction'] | null,
  isAdded: boolean,
): readonly SortKey[] {
  const key = direction === null ? [] : [{ column, direction }];
  if (!isAdded) return key;
  if (!order.some((each) => each.column === column)) return [...order, ...key];
  return order.flatMap((each) => (each.column === column ? key : [each]));
}
