import type { PatchValue } from '../../../core/artifact';

/** What was decided by hand about two rows, each remembered by its key. */
export interface PairDecision {
  readonly row: string;
  readonly other: string;
  /** True where they are the same and one goes; false where they were told apart. */
  readonly isSame: boolean;
}

/** Reads the decisions of a cell: `drop` with the key of the other row as value, or `label` for two rows that are told apart. */
export function pairDecisions(patch: PatchValue | undefined): {
  readonly pairs: readonly PairDecision[];
  readonly foreign: readonly { readonly row: string; readonly other: string; readonly problem: string }[];
} {
  const pairs: PairDecision[] = [];
  const foreign: { row: string; other: string; problem: string }[] = [];
  for (const { row, action, value } of patch?.decisions ?? []) {
    const isKnown = action === 'drop' || action === 'label';
    if (isKnown && typeof value === 'string') pairs.push({ row, other: value, isSame: action === 'drop' });
    else foreign.push({ row, other: '', problem: 'it is no decision about two rows' });
  }
  return { pairs, foreign };
}

/** One text for two keys, whatever their order. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/**
 * The decisions with others about some pairs (`first`, `second`: their keys): the same, apart, or (null) none. `identify` says by
 * which columns rows are remembered where nothing was decided before. Null where none is left.
 */
export function decidePairs(
  before: PatchValue | undefined,
  identify: readonly string[],
  pairs: readonly { readonly first: string; readonly second: string }[],
  isSame: boolean | null,
): PatchValue | null {
  const about = new Set(pairs.map(({ first, second }) => pairKey(first, second)));
  const others = (before?.decisions ?? []).filter(
    ({ row, value }) => typeof value !== 'string' || !about.has(pairKey(row, value)),
  );
  const action = isSame === true ? ('drop' as const) : ('label' as const);
  const own =
    isSame === null ? [] : pairs.map(({ first, second }) => ({ row: second, action, value: first }));
  const decisions = [...others, ...own];
  if (decisions.length === 0) return null;
  const key =
    before?.key ?? (identify.length === 0 ? { kind: 'row-hash' } : { kind: 'columns', columns: identify });
  return { version: 1, key, decisions };
}
