import { canonicalJson } from '../core/content-key';
import type { ArtifactKind } from '../core/artifact';
import type { Failure } from '../core/failure';
import type { Outcome } from '../core/outcome';
import type { Plan } from '../core/plan';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document/document';
import { graphOf, neededBy, stepCells } from '../document/graph';
import { planFor } from '../document/plan';

/** The plan of a cell as it stands now, with its text for comparing. */
export interface PresentPlan {
  readonly plan: Plan;
  readonly text: string;
}

/** What the present document says about running its cells: derived from it alone, and computed once per document. */
export class Plans {
  readonly #document: () => WorkbenchDocument;
  readonly #graph = $derived.by(() => graphOf(this.#document()));
  readonly #plans = $derived.by(() => presentPlans(this.#document()));

  constructor(document: () => WorkbenchDocument) {
    this.#document = document;
  }

  /** What the document itself has against running the cell. */
  problemOf(cellId: string): Failure | null {
    const plan = this.#plans.get(cellId);
    return plan === undefined || plan.ok ? null : plan.failure;
  }

  /** The plan of a step cell with its text; null where it has none. */
  presentOf(cellId: string): PresentPlan | null {
    const plan = this.#plans.get(cellId);
    return plan?.ok === true ? plan.value : null;
  }

  planOf(cellId: string): Plan | null {
    return this.presentOf(cellId)?.plan ?? null;
  }

  textOf(cellId: string): string | null {
    return this.presentOf(cellId)?.text ?? null;
  }

  cellOf(cellId: string): StepCell | undefined {
    return stepCells(this.#document()).find((cell) => cell.id === cellId);
  }

  /** The cells that make what the cell names. */
  needsOf(cellId: string): readonly WorkbenchCell[] {
    return this.#graph.needs.get(cellId) ?? [];
  }

  /** The ids of all cells that the cell needs, at any distance. */
  neededBy(cellId: string): string[] {
    return [...neededBy(this.#graph, cellId)].map((cell) => cell.id);
  }

  /** The names of everything of a kind that cells other than the given one make, in the order of the document. */
  namesOf(kind: ArtifactKind, cellId: string): string[] {
    return [...this.#graph.makers]
      .filter(([, makers]) => makers.some((maker) => maker.kind === kind && maker.cell.id !== cellId))
      .map(([name]) => name);
  }
}

function presentPlans(document: WorkbenchDocument): ReadonlyMap<string, Outcome<PresentPlan>> {
  return new Map(
    stepCells(document).map((cell): [string, Outcome<PresentPlan>] => {
      const planned = planFor(document, cell.id);
      if (!planned.ok) return [cell.id, planned];
      const plan: Plan = { nodes: planned.value.nodes, target: planned.value.target };
      return [cell.id, { ok: true, value: { plan, text: canonicalJson(plan) } }];
    }),
  );
}
