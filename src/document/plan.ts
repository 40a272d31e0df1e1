import type { ContractLookup, Port } from '../core/contract';
import { makeFailure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { Plan, PlanNode, PlanRef } from '../core/plan';
import { contractOf } from '../steps/index';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { graphOf, neededBy, runOrder, type Graph } from './graph';
import { fitParams, namesIn } from './params';
import { problemOf } from './problems';

/** The plan of a cell, and for each of its nodes the id of the cell it came from. */
export interface CellPlan extends Plan {
  readonly cells: readonly string[];
}

/**
 * What has to run for a cell, from the graph of names: complete, so that any engine can run it.
 *
 * Failures of the cell itself: `cell-unknown`, `step-unknown`, `step-newer`, `params-invalid`, `slot-unknown`, `name-taken`,
 * `input-missing`, `input-too-many`, `reference-missing`, `reference-wrong-kind`, `circle`. When a cell that it needs has
 * one of these, it is `upstream-failed`, which names that cell. A note has no plan: asking for it is a bug and throws.
 */
export function planFor(
  document: WorkbenchDocument,
  cellId: string,
  lookup: ContractLookup = contractOf,
): Outcome<CellPlan> {
  const cell = document.cells.find((candidate) => candidate.id === cellId);
  if (cell === undefined || cell.kind === 'note') throw new Error(`The cell “${cellId}” has no plan.`);
  const graph = graphOf(document, lookup);
  const problem = problemOf(document, graph, cell, lookup);
  if (problem !== null) return fail(problem);
  for (const needed of neededBy(graph, cellId)) {
    if (problemOf(document, graph, needed, lookup) === null) continue;
    return fail(makeFailure('upstream-failed', { cell: cellLabel(needed, lookup) }));
  }
  return succeed(buildPlan(document, graph, cellId, lookup));
}

/** A cell as failures speak of it: its step's title and its id. */
export function cellLabel(cell: WorkbenchCell, lookup: ContractLookup = contractOf): string {
  if (cell.kind !== 'step') return cell.id;
  return `${lookup(cell.step)?.title ?? cell.step} (${cell.id})`;
}

/** Assumes that the cell and all it needs are in order. */
function buildPlan(
  document: WorkbenchDocument,
  graph: Graph,
  cellId: string,
  lookup: ContractLookup,
): CellPlan {
  const included = new Set([...neededBy(graph, cellId)].map((cell) => cell.id)).add(cellId);
  const cells = runOrder(document, graph).filter((id) => included.has(id));
  const places = new Map(cells.map((id, place) => [id, place]));
  const byId = new Map(document.cells.map((cell) => [cell.id, cell]));
  const nodes = cells.map((id) => toNode(byId.get(id), graph, places, lookup));
  return { nodes, target: nodes.length - 1, cells };
}

function toNode(
  cell: WorkbenchCell | undefined,
  graph: Graph,
  places: ReadonlyMap<string, number>,
  lookup: ContractLookup,
): PlanNode {
  const contract = cell?.kind === 'step' ? lookup(cell.step) : undefined;
  const fitting = contract && cell?.kind === 'step' ? fitParams(contract, cell.params) : undefined;
  if (cell?.kind !== 'step' || contract === undefined || fitting?.ok !== true) {
    throw new Error('A plan was built of a cell that is not in order.');
  }
  const refTo = (name: string) => toRef(name, graph, places);
  return {
    step: contract.id,
    version: contract.version,
    params: fitting.value.params,
    inputs: Object.fromEntries(
      Object.entries(fitting.value.inputs).flatMap(([slot, port]) => toInput(cell, slot, port, refTo)),
    ),
    ...(cell.traits && { traits: cell.traits }),
    ...(cell.patch && { patch: cell.patch }),
  };
}

function toInput(
  cell: StepCell,
  slot: string,
  port: Port,
  refTo: (name: string) => PlanRef,
): [string, PlanRef | PlanRef[]][] {
  const refs = namesIn(cell, slot).map(refTo);
  const [first] = refs;
  if (first === undefined) return [];
  return [[slot, port.list === true ? refs : first]];
}

function toRef(name: string, graph: Graph, places: ReadonlyMap<string, number>): PlanRef {
  const maker = graph.makers.get(name)?.[0];
  const node = maker === undefined ? undefined : places.get(maker.cell.id);
  if (maker === undefined || node === undefined) throw new Error(`Nothing in the plan makes “${name}”.`);
  return { node, slot: maker.slot };
}
