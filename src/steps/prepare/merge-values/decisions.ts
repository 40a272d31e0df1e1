import type { PatchValue } from '../../../core/artifact';

/** What was decided by hand of the values of a column. */
export interface Decisions {
  /** What each decided value becomes; itself where it stays. */
  readonly targets: ReadonlyMap<string, string>;
  /** Decisions of another column or kind, that say nothing of this one. */
  readonly foreign: readonly { readonly value: string; readonly target: string; readonly problem: string }[];
}

type Decision = PatchValue['decisions'][number];

/** Reads the decisions of a cell for one of its columns; of several about one value the last counts. */
export function decisionsOf(patch: PatchValue | undefined, column: string): Decisions {
  const targets = new Map<string, string>();
  const foreign: { value: string; target: string; problem: string }[] = [];
  for (const decision of patch?.decisions ?? []) {
    const problem = problemOf(patch?.key, decision, column);
    if (problem === null) targets.set(decision.row, textOf(decision.value));
    else foreign.push({ value: decision.row, target: textOf(decision.value), problem });
  }
  return { targets, foreign };
}

function problemOf(key: PatchValue['key'] | undefined, decision: Decision, column: string): string | null {
  const meant = columnOf(key, decision);
  if (meant === undefined || decision.action !== 'set') return 'it is no decision about a value';
  if (meant !== column) return `it is about the column “${meant}”`;
  return typeof decision.value === 'string' ? null : 'what it becomes is no text';
}

function columnOf(key: PatchValue['key'] | undefined, { column }: Decision): string | undefined {
  return key?.kind === 'columns' && key.columns.length === 1 ? (column ?? key.columns[0]) : undefined;
}

function textOf(value: Decision['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/**
 * Decisions about a column as a cell stores them, in the order of the values, with those that `before` holds about other columns.
 * Null where there is none.
 */
export function patchOf(
  column: string,
  targets: ReadonlyMap<string, string>,
  before: PatchValue | undefined,
): PatchValue | null {
  const own = [...targets]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([row, value]) => ({ row, action: 'set' as const, column, value }));
  const others = (before?.decisions ?? []).flatMap((decision) => {
    const meant = columnOf(before?.key, decision);
    return meant === undefined || meant === column ? [] : [{ ...decision, column: meant }];
  });
  const decisions = [...own, ...others];
  return decisions.length === 0
    ? null
    : { version: 1, key: { kind: 'columns', columns: [column] }, decisions };
}
