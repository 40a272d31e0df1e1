import type { RowCondition, SortKey } from '../../core/row-view';
import { shorten } from '../data-table';

const LISTED = 3;
const CHARACTERS = 40;

/** A condition as a chip says it: "Status is good or bad", "Amount 100 to 200". */
export function conditionText(condition: RowCondition): string {
  const name = shorten(condition.column, CHARACTERS);
  switch (condition.kind) {
    case 'one-of':
      return `${name} is ${listText(condition.values.map(valueText))}`;
    case 'range':
      return `${name} ${rangeText(condition.low, condition.high)}`;
    case 'contains':
      return `${name} contains “${shorten(condition.text, CHARACTERS)}”`;
    case 'missing':
      return `${name} is missing`;
    case 'present':
      return `${name} is not missing`;
    default:
      return condition satisfies never;
  }
}

/** A value of a list as people read it; null stands for a missing one. */
export function valueText(value: string | null): string {
  if (value === null) return 'missing';
  if (value === '') return 'empty text';
  if (value === 'nan') return 'NaN';
  return /^\s|\s$|[\r\n]/.test(value)
    ? `“${shorten(value.replace(/\s/g, ' '), CHARACTERS)}”`
    : shorten(value, CHARACTERS);
}

/** An order as a chip says it: "sorted by Amount ↓, Status ↑". */
export function orderText(order: readonly SortKey[]): string {
  const keys = order.map(
    ({ column, direction }) => `${shorten(column, CHARACTERS)} ${direction === 'ascending' ? '↑' : '↓'}`,
  );
  return `sorted by ${keys.join(', ')}`;
}

function listText(values: readonly string[]): string {
  if (values.length === 0) return 'none of its values';
  if (values.length > LISTED)
    return `${values.slice(0, LISTED).join(', ')} or ${values.length - LISTED} more`;
  return values.length === 1 ? `${values[0]}` : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function rangeText(low: string | null, high: string | null): string {
  const [from, to] = [low, high].map((bound) => bound?.replace('T', ' ') ?? null);
  if (from === null || from === undefined)
    return to === null || to === undefined ? 'is not missing' : `up to ${to}`;
  return to === null || to === undefined ? `from ${from}` : `${from} to ${to}`;
}
