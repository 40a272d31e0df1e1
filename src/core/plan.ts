import type { PatchValue, Traits } from './artifact';

/** An output of another node of the same plan. */
export interface PlanRef {
  readonly node: number;
  readonly slot: string;
}

/**
 * One step of a plan: what to run, on what. Nodes refer only to earlier nodes, so that a plan is a proof that there is no
 * circle. Names do not occur: a rename changes no plan.
 */
export interface PlanNode {
  readonly step: string;
  readonly version: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, PlanRef | readonly PlanRef[]>>;
  /** Traits a person declared for an output slot, laid over the inherited ones. */
  readonly traits?: Readonly<Record<string, Partial<Traits>>> | undefined;
  readonly patch?: PatchValue | undefined;
}

/** A node and everything it needs: complete, so that any engine (a fresh one too) can run it. */
export interface Plan {
  readonly nodes: readonly PlanNode[];
  readonly target: number;
}
