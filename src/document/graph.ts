import type { ArtifactKind } from '../core/artifact';
import type { ContractLookup } from '../core/contract';
import { contractOf } from '../steps/index';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { outputNames } from './names';
import { fittingOf } from './params';

/** A cell's output slot that makes something of a name. `kind` is null where the cell itself is not in order. */
export interface Maker {
  readonly cell: WorkbenchCell;
  readonly slot: string;
  readonly kind: ArtifactKind | null;
}

/**
 * The graph of names: who makes what, and which cells a cell reads from. The order of the cells is layout and says nothing.
 */
export interface Graph {
  readonly makers: ReadonlyMap<string, readonly Maker[]>;
  /** By the id of a step cell: the cells that make what it names, in the order of its inputs, each once. */
  readonly needs: ReadonlyMap<string, readonly WorkbenchCell[]>;
}

/** Builds the graph of names of a document. Cost: cells and references. */
export function graphOf(document: WorkbenchDocument, lookup: ContractLookup = contractOf): Graph {
  const makers = new Map<string, Maker[]>();
  for (const cell of document.cells) {
    for (const [slot, name] of Object.entries(outputNames(cell))) {
      const maker = { cell, slot, kind: kindOf(cell, slot, lookup) };
      makers.set(name, [...(makers.get(name) ?? []), maker]);
    }
  }
  const needs = stepCells(document).map((cell) => {
    const names = Object.values(cell.inputs).flat();
    const cells = names.flatMap((name) => (makers.get(name) ?? []).map((maker) => maker.cell));
    return [cell.id, [...new Set(cells)]] as const;
  });
  return { makers, needs: new Map(needs) };
}

function kindOf(cell: WorkbenchCell, slot: string, lookup: ContractLookup): ArtifactKind | null {
  const contract = cell.kind === 'step' ? lookup(cell.step) : undefined;
  if (cell.kind !== 'step' || contract === undefined) return null;
  const fitting = fittingOf(contract, cell);
  if (!fitting.ok || !Object.hasOwn(fitting.value.outputs, slot)) return null;
  return fitting.value.outputs[slot]?.kind ?? null;
}

/** The cells that run a step, in the order of the document. */
export function stepCells(document: WorkbenchDocument): StepCell[] {
  return document.cells.filter((cell) => cell.kind === 'step');
}

const neededIn = new WeakMap<Graph, Map<string, ReadonlySet<WorkbenchCell>>>();

/** Everything a cell needs, at any distance, without the cell itself unless it needs itself. Found once per graph. */
export function neededBy(graph: Graph, id: string): ReadonlySet<WorkbenchCell> {
  const known = neededIn.get(graph) ?? new Map<string, ReadonlySet<WorkbenchCell>>();
  neededIn.set(graph, known);
  const found = known.get(id) ?? findNeeded(graph, id);
  known.set(id, found);
  return found;
}

function findNeeded(graph: Graph, id: string): ReadonlySet<WorkbenchCell> {
  const found = new Set<WorkbenchCell>();
  const waiting = [...(graph.needs.get(id) ?? [])];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    if (found.has(cell)) continue;
    found.add(cell);
    waiting.push(...(graph.needs.get(cell.id) ?? []));
  }
  return found;
}

/** The cells of the circle that a cell is part of, in the order of the document; empty where there is none. */
export function circleOf(document: WorkbenchDocument, graph: Graph, cell: StepCell): readonly StepCell[] {
  const needed = neededBy(graph, cell.id);
  if (!needed.has(cell)) return [];
  return stepCells(document).filter((other) => needed.has(other) && neededBy(graph, other.id).has(cell));
}

/**
 * The ids of all step cells, each after those it needs, else in the order of the document. Cells of a circle are in it
 * too, since they have something to say: that they cannot run.
 */
export function runOrder(document: WorkbenchDocument, graph: Graph = graphOf(document)): string[] {
  const order = new Set<string>();
  const entered = new Set<string>();
  for (const start of stepCells(document)) {
    const path: string[] = [start.id];
    while (path.length > 0) {
      const id = path.at(-1) ?? '';
      entered.add(id);
      const next = (graph.needs.get(id) ?? []).find((cell) => cell.kind === 'step' && !entered.has(cell.id));
      if (next !== undefined) path.push(next.id);
      else order.add(path.pop() ?? '');
    }
  }
  return [...order];
}
