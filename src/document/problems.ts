import type { ContractLookup, Port, Ports, StepContract } from '../core/contract';
import { makeFailure, type Failure } from '../core/failure';
import type { CellLabel } from './cell-title';
import type { ForeignCell, StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { circleOf, type Graph } from './graph';
import { outputNames } from './names';
import { fittingOf, namesIn } from './params';

/**
 * What keeps a cell from running, by its own fault and not by that of a cell it needs; null when nothing does. Cells of a circle
 * are named by `labelOf`.
 */
export function problemOf(
  document: WorkbenchDocument,
  graph: Graph,
  cell: WorkbenchCell,
  lookup: ContractLookup,
  labelOf: CellLabel,
): Failure | null {
  switch (cell.kind) {
    case 'note':
      return null;
    case 'foreign':
      return foreignProblem(cell, lookup);
    case 'step':
      return (
        circleProblem(circleOf(document, graph, cell), lookup, labelOf) ??
        stepProblem(graph, cell, lookup(cell.step)) ??
        nameProblem(graph, cell)
      );
    default:
      return cell satisfies never;
  }
}

/** Why a cell that is not known here cannot run. */
export function foreignProblem({ reason, raw }: ForeignCell, lookup: ContractLookup): Failure {
  switch (reason) {
    case 'unknown-kind':
      return makeFailure('cell-unknown', { kind: String(raw.kind) });
    case 'unknown-step':
      return makeFailure('step-unknown', { step: String(raw.step) });
    case 'newer-step':
      return makeFailure('step-newer', {
        step: String(raw.step),
        found: String(raw.version),
        known: lookup(String(raw.step))?.version ?? 0,
      });
    default:
      return reason satisfies never;
  }
}

function stepProblem(graph: Graph, cell: StepCell, contract: StepContract | undefined): Failure | null {
  if (contract === undefined) return makeFailure('step-unknown', { step: cell.step });
  if (cell.version !== contract.version) {
    return makeFailure('step-newer', { step: cell.step, found: cell.version, known: contract.version });
  }
  const fitting = fittingOf(contract, cell);
  if (!fitting.ok) return fitting.failure;
  const { inputs, outputs } = fitting.value;
  return (
    slotProblem(contract, 'input', Object.keys(cell.inputs), inputs) ??
    slotProblem(contract, 'output', Object.keys(cell.outputs), outputs) ??
    firstOf(Object.entries(inputs), ([slot, port]) => inputProblem(graph, cell, contract, slot, port))
  );
}

function slotProblem(
  contract: StepContract,
  side: 'input' | 'output',
  named: readonly string[],
  ports: Ports,
): Failure | null {
  const slot = named.find((name) => !Object.hasOwn(ports, name));
  if (slot === undefined) return null;
  const known = Object.keys(ports).join(', ') || `none; this step has no ${side}`;
  return makeFailure('slot-unknown', { step: contract.title, side, slot, known });
}

function inputProblem(
  graph: Graph,
  cell: StepCell,
  contract: StepContract,
  slot: string,
  port: Port,
): Failure | null {
  const names = namesIn(cell, slot);
  const facts = { slot, step: contract.title, kind: port.kind };
  if (names.length === 0) return port.optional === true ? null : makeFailure('input-missing', facts);
  const { least = 1 } = port;
  if (names.length < least) return makeFailure('input-too-few', { ...facts, least, count: names.length });
  if (names.length > 1 && port.list !== true) {
    return makeFailure('input-too-many', { ...facts, count: names.length });
  }
  return firstOf(names, (name) => referenceProblem(graph, name, slot, port));
}

function referenceProblem(graph: Graph, name: string, slot: string, port: Port): Failure | null {
  const makers = graph.makers.get(name) ?? [];
  const [maker] = makers;
  if (maker === undefined) return makeFailure('reference-missing', { name, kind: port.kind });
  if (makers.length > 1) return makeFailure('name-taken', { name });
  if (maker.kind === null || maker.kind === port.kind) return null;
  return makeFailure('reference-wrong-kind', { name, found: maker.kind, slot, kind: port.kind });
}

function nameProblem(graph: Graph, cell: StepCell): Failure | null {
  const name = Object.values(outputNames(cell)).find((each) => (graph.makers.get(each) ?? []).length > 1);
  return name === undefined ? null : makeFailure('name-taken', { name });
}

function circleProblem(
  circle: readonly StepCell[],
  lookup: ContractLookup,
  labelOf: CellLabel,
): Failure | null {
  if (circle.length === 0) return null;
  return makeFailure('circle', { cells: circle.map((cell) => labelOf(cell, lookup)).join(', ') });
}

function firstOf<Item>(items: readonly Item[], problem: (item: Item) => Failure | null): Failure | null {
  for (const item of items) {
    const found = problem(item);
    if (found !== null) return found;
  }
  return null;
}
