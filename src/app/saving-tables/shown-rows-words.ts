import type { NumberFormat } from '../../core/number-format';
import { listText } from '../../core/words';
import type { TableToSave } from '../../ui/grid/table-saver';

type Shown = NonNullable<TableToSave['shown']>;

/** What the grid has done to the rows, as a choice: left some out, sorted them, or both. */
export function shownLabel({ view, rows }: Shown, format: NumberFormat): string {
  const isSorted = view.order.length > 0;
  if (view.where.length === 0) return `all rows, sorted as in the grid (${format.count(rows)})`;
  return `the rows shown${isSorted ? ', sorted as in the grid' : ''} (${format.count(rows)})`;
}

/** Which rows are written, in words; `shown` is null where all of them are. */
export function rowsText(shown: Shown | null): string {
  if (shown === null) return 'The whole table, in its own order';
  const { order } = shown.view;
  const keys = listText(order.map(({ column, direction }) => `“${column}” ${direction}`));
  const sorted = order.length === 0 ? 'in the order of the table' : `sorted by ${keys}`;
  return `The rows that the grid shows, ${sorted}, with all columns`;
}
