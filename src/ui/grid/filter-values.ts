import type { ColumnFacts } from '../../core/column-facts';
import type { Column } from '../../core/table';

/** A value that rows can be chosen by; null stands for a missing one. Its count is not known where it is not among the frequent. */
export interface FilterValue {
  readonly value: string | null;
  readonly count: number | undefined;
}

/**
 * The values that are offered: what is missing, empty or NaN first, since they are easily overlooked, then the most frequent,
 * and what is chosen already.
 */
export function filterValues(facts: ColumnFacts | null, chosen: readonly (string | null)[]): FilterValue[] {
  const odd: FilterValue[] = [];
  if (facts !== null) {
    if (facts.missing > 0) odd.push({ value: null, count: facts.missing });
    if (facts.empty > 0) odd.push({ value: '', count: facts.empty });
    if (facts.nan > 0) odd.push({ value: 'nan', count: facts.nan });
  }
  const isOdd = (value: string): boolean => odd.some((each) => each.value === value);
  const listed = [...odd, ...(facts?.top ?? []).filter(({ value }) => !isOdd(value))];
  const rest = chosen.filter((value) => !listed.some((each) => each.value === value));
  return [...listed, ...rest.map((value) => ({ value, count: undefined }))];
}

/** A list without a value that was in it, or with it at the end. */
export function toggled<Value>(values: readonly Value[], value: Value): readonly Value[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}

/** How the bounds of a range are typed; null for types that have none. */
export function rangeInput(type: Column['type']): {
  readonly type: 'text' | 'date' | 'datetime-local' | 'time';
  readonly mode: 'decimal' | undefined;
  readonly step: number | undefined;
  readonly what: string;
} | null {
  switch (type) {
    case 'integer':
    case 'number':
      return { type: 'text', mode: 'decimal', step: undefined, what: 'number' };
    case 'date':
      return { type: 'date', mode: undefined, step: undefined, what: 'day' };
    case 'timestamp':
      return { type: 'datetime-local', mode: undefined, step: 1, what: 'day and time' };
    case 'time':
      return { type: 'time', mode: undefined, step: 1, what: 'time' };
    case 'text':
    case 'boolean':
    case 'other':
      return null;
    default:
      return type satisfies never;
  }
}
