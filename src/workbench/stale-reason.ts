import { canonicalJson } from '../core/content-key';
import type { Plan, PlanNode, PlanRef } from '../core/plan';

/** What makes a step of one plan another than the step in its place in another plan; the step furthest up says why. */
export function staleReason(before: Plan, now: Plan, titleOf: (step: string) => string): string {
  const comparison = new Comparison(before, now, titleOf);
  return comparison.reasonAt(before.target, now.target) ?? 'A step that this one built on is gone.';
}

/** Walks two plans from their targets upwards, slot by slot; each pair of nodes is compared once. */
class Comparison {
  readonly #before: Plan;
  readonly #now: Plan;
  readonly #titleOf: (step: string) => string;
  readonly #compared = new Set<string>();

  constructor(before: Plan, now: Plan, titleOf: (step: string) => string) {
    this.#before = before;
    this.#now = now;
    this.#titleOf = titleOf;
  }

  reasonAt(placeBefore: number, placeNow: number): string | null {
    const pair = `${placeBefore} ${placeNow}`;
    const [before, now] = [this.#before.nodes[placeBefore], this.#now.nodes[placeNow]];
    if (this.#compared.has(pair) || before === undefined || now === undefined) return null;
    this.#compared.add(pair);
    const title = this.#titleOf(now.step);
    if (before.step !== now.step) return `Its input comes from “${title}” now.`;
    return this.#reasonAbove(before, now) ?? this.#reasonHere(before, now, title);
  }

  #reasonAbove(before: PlanNode, now: PlanNode): string | null {
    for (const slot of Object.keys(now.inputs)) {
      const [old, refs] = [refsAt(before, slot), refsAt(now, slot)];
      for (const [index, ref] of refs.entries()) {
        const was = old[index];
        const reason = was === undefined ? null : this.reasonAt(was.node, ref.node);
        if (reason !== null) return reason;
      }
    }
    return null;
  }

  #reasonHere(before: PlanNode, now: PlanNode, title: string): string | null {
    const changed = changedKeys(before.params, now.params);
    if (changed.length > 0) return `Changed in “${title}”: ${changed.join(', ')}.`;
    if (differs(slotsOf(before), slotsOf(now))) return `“${title}” has another input now.`;
    const { inputs: _before, ...restBefore } = before;
    const { inputs: _now, ...restNow } = now;
    return differs(restBefore, restNow) ? `“${title}” was changed.` : null;
  }
}

function refsAt({ inputs }: PlanNode, slot: string): readonly PlanRef[] {
  const refs = inputs[slot] ?? [];
  return 'node' in refs ? [refs] : refs;
}

/** Which outputs a node reads, whatever places their nodes have in the plan. */
function slotsOf(node: PlanNode): Readonly<Record<string, readonly string[]>> {
  const slots = Object.keys(node.inputs);
  return Object.fromEntries(slots.map((slot) => [slot, refsAt(node, slot).map((ref) => ref.slot)]));
}

function changedKeys(before: PlanNode['params'], now: PlanNode['params']): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) =>
    differs(before[name], now[name]),
  );
}

function differs(before: unknown, now: unknown): boolean {
  return canonicalJson(before ?? null) !== canonicalJson(now ?? null);
}
