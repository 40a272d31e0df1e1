import type { ArtifactKind } from '../core/artifact';
import type { Failure } from '../core/failure';
import type { Plan } from '../core/plan';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document/document';
import { neededBy, stepCells, type Maker } from '../document/graph';
import type { Leak } from '../document/leaks/guard';
import type { Repair } from '../document/leaks/repairs/repair';
import { repairsOf } from '../document/leaks/repairs/repairs';
import { plannerOf } from '../document/plan';
import { contractOf } from '../steps/index';

/** The plan of a cell as it stands now, with a text that is equal where the plan is. */
export interface PresentPlan {
  readonly plan: Plan;
  readonly text: string;
}

/** What the present document says about running its cells: derived from it alone, and computed once per document. */
export class Plans {
  readonly #document: () => WorkbenchDocument;
  readonly #planner = $derived.by(() => plannerOf(this.#document()));
  readonly #cells = $derived.by(() => new Map(stepCells(this.#document()).map((cell) => [cell.id, cell])));

  constructor(document: () => WorkbenchDocument) {
    this.#document = document;
  }

  /** The ids of all step cells, each after those it needs. */
  get order(): readonly string[] {
    return this.#planner.order;
  }

  /** What the document itself has against running the cell. */
  problemOf(cellId: string): Failure | null {
    return this.#cells.has(cellId) ? this.#planner.problemOf(cellId) : null;
  }

  /** What would leak from rows kept back into what the cell learns or judges by; overruled or not. */
  leaksOf(cellId: string): readonly Leak[] {
    return this.#planner.guard.leaksOf(cellId);
  }

  /** What can be done about a leak, the best first. */
  repairsOf(leak: Leak): readonly Repair[] {
    const { graph, guard } = this.#planner;
    return repairsOf(leak, {
      document: this.#document(),
      graph,
      traces: guard.traces,
      lookup: contractOf,
    });
  }

  /** The plan of a step cell with its text; null where it has none. */
  presentOf(cellId: string): PresentPlan | null {
    const text = this.textOf(cellId);
    const planned = text === null ? null : this.#planner.planOf(cellId);
    if (text === null || planned?.ok !== true) return null;
    return { plan: { nodes: planned.value.nodes, target: planned.value.target }, text };
  }

  planOf(cellId: string): Plan | null {
    return this.presentOf(cellId)?.plan ?? null;
  }

  textOf(cellId: string): string | null {
    return this.#planner.textOf(cellId);
  }

  cellOf(cellId: string): StepCell | undefined {
    return this.#cells.get(cellId);
  }

  /** The cells that make what the cell names. */
  needsOf(cellId: string): readonly WorkbenchCell[] {
    return this.#planner.graph.needs.get(cellId) ?? [];
  }

  /** The ids of all cells that the cell needs, at any distance. */
  neededBy(cellId: string): string[] {
    return [...neededBy(this.#planner.graph, cellId)].map((cell) => cell.id);
  }

  /** The ids of all cells that need the cell, at any distance, each after those it needs. */
  dependentsOf(cellId: string): string[] {
    return this.order.filter((id) => id !== cellId && this.neededBy(id).includes(cellId));
  }

  /** The cell and the slot that make what has this name; undefined where none or several do. */
  makerOf(name: string): Maker | undefined {
    const makers = this.#planner.graph.makers.get(name) ?? [];
    return makers.length === 1 ? makers[0] : undefined;
  }

  /**
   * The names of everything of a kind that a cell may read, in the order of the document: neither what it makes itself, nor what
   * is made of that, which would be a circle.
   */
  namesOf(kind: ArtifactKind, cellId: string): string[] {
    const own = new Set([cellId, ...this.dependentsOf(cellId)]);
    return [...this.#planner.graph.makers]
      .filter(([, makers]) => makers.some((maker) => maker.kind === kind && !own.has(maker.cell.id)))
      .map(([name]) => name);
  }
}
