import { cellAt, type Frame } from './frame';

/** What a bar of a head stands for: numbers of a range, days or instants of a range (milliseconds since 1970, UTC), or one value. */
export type HeadKind = 'numbers' | 'days' | 'instants' | 'values';

/** One bar of a head's picture. `low` and `high` are the ends of its range, `value` its text where it stands for one value. */
export interface HeadBar {
  readonly low: number | null;
  readonly high: number | null;
  readonly value: string | null;
  readonly count: number;
}

/**
 * What the head of a column tells at a glance: exact counts over all rows, and a small picture. Numbers and dates have up to
 * 16 bars of equal width over their finite values, other types their eight most frequent values, so that the counts of the
 * bars may sum to less than `present`. NaN is a present value; it counts as one distinct value.
 */
export interface ColumnHead {
  readonly column: string;
  readonly kind: HeadKind;
  /** Values that are not missing. */
  readonly present: number;
  readonly missing: number;
  /** Distinct values among the present ones. */
  readonly distinct: number;
  readonly bars: readonly HeadBar[];
}

/** The columns of the frame that answers a `heads` question: a row per bar, and one without a bar for a column that has none. */
export const HEAD_FRAME = [
  'column',
  'kind',
  'present',
  'missing',
  'distinct',
  'low',
  'high',
  'value',
  'count',
] as const;

/** Reads the answer to a `heads` question, in the order of its rows. */
export function columnHeads(frame: Frame): ColumnHead[] {
  const heads = new Map<string, ColumnHead & { readonly bars: HeadBar[] }>();
  for (let row = 0; row < frame.rows; row++) {
    const column = String(cellAt(frame, 'column', row));
    const head = heads.get(column) ?? {
      column,
      kind: String(cellAt(frame, 'kind', row)) as HeadKind,
      present: numberAt(frame, 'present', row) ?? 0,
      missing: numberAt(frame, 'missing', row) ?? 0,
      distinct: numberAt(frame, 'distinct', row) ?? 0,
      bars: [],
    };
    heads.set(column, head);
    const bar = barAt(frame, row);
    if (bar !== null) head.bars.push(bar);
  }
  return [...heads.values()];
}

function barAt(frame: Frame, row: number): HeadBar | null {
  const count = numberAt(frame, 'count', row);
  if (count === null) return null;
  const value = cellAt(frame, 'value', row);
  return {
    low: numberAt(frame, 'low', row),
    high: numberAt(frame, 'high', row),
    value: value === null ? null : String(value),
    count,
  };
}

function numberAt(frame: Frame, column: string, row: number): number | null {
  const value = cellAt(frame, column, row);
  return value === null ? null : Number(value);
}
