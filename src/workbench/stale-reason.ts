import { canonicalJson } from '../core/content-key';
import type { Plan, PlanNode } from '../core/plan';

/** Says what is different between the plan of a result and the plan of the cell now: which step, and which of its parts. */
export function staleReason(before: Plan, now: Plan, titleOf: (step: string) => string): string {
  for (const [index, node] of now.nodes.entries()) {
    const reason = nodeReason(before.nodes[index], node, titleOf);
    if (reason !== null) return reason;
  }
  return 'A step that this one built on is gone.';
}

function nodeReason(
  before: PlanNode | undefined,
  now: PlanNode,
  titleOf: (step: string) => string,
): string | null {
  if (before?.step !== now.step) return `Its input comes from “${titleOf(now.step)}” now.`;
  const changed = changedKeys(before.params, now.params);
  if (changed.length > 0) return `Changed in “${titleOf(now.step)}”: ${changed.join(', ')}.`;
  if (differs(before.inputs, now.inputs)) return `“${titleOf(now.step)}” has another input now.`;
  return differs(before, now) ? `“${titleOf(now.step)}” was changed.` : null;
}

function changedKeys(before: PlanNode['params'], now: PlanNode['params']): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) =>
    differs(before[name], now[name]),
  );
}

function differs(before: unknown, now: unknown): boolean {
  return canonicalJson(before ?? null) !== canonicalJson(now ?? null);
}
