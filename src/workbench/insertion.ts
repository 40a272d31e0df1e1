import type { ArtifactKind } from '../core/artifact';
import type { ContractLookup, Port, Ports, RawParams } from '../core/contract';
import { isTrainingPart } from '../core/split-part';
import { sqlName } from '../core/sql-rename';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document/document';
import { graphOf, neededBy, type Graph } from '../document/graph';
import { outputNames } from '../document/names';
import { fitParams, fittingOf } from '../document/params';
import { contractOf } from '../steps/index';

/** The part of a split that a table is; null where it is a whole table or that is not known yet. */
export type PartOf = (name: string) => string | null;

/**
 * A new cell of a step for the given place, with its inputs connected: each to the nearest thing of its kind above, else
 * to the nearest below. The first output of a cell comes first, so a split hands on its training part. What is fitted
 * (a transform, a model) is met by another table than the one it was fitted on, where there is one. What a step learns
 * from is the nearest training part, where `partOf` knows of one. A slot for which there is nothing stays open.
 */
export function connectedCell(
  document: WorkbenchDocument,
  step: string,
  at: number,
  partOf: PartOf = () => null,
  lookup: ContractLookup = contractOf,
): StepCell {
  const bare = newStepCell(document, { step, params: startingParams(document, step, at, lookup) }, lookup);
  const contract = lookup(step);
  const fitting = contract === undefined ? undefined : fitParams(contract, bare.params);
  const ports = fitting?.ok === true ? fitting.value.inputs : fixedPorts(contract?.inputs);
  const inputs = { ...connections(document, ports, at, partOf, lookup), ...bare.inputs };
  return newStepCell(document, { step, params: bare.params, inputs }, lookup);
}

/** A step whose inputs are what its query names starts with one over the nearest table. */
function startingParams(
  document: WorkbenchDocument,
  step: string,
  at: number,
  lookup: ContractLookup,
): RawParams {
  const contract = lookup(step);
  if (contract?.renameInput === undefined || !('text' in contract.params.shape)) return {};
  const [table] = nearest(document, graphOf(document, lookup), { kind: 'table' }, at, lookup);
  return table === undefined ? {} : { text: `SELECT *\nFROM ${sqlName(table)}` };
}

/** Slots of a step whose params do not fit yet, as far as they do not depend on them. */
function fixedPorts(inputs: Ports | ((params: never) => Ports) | undefined): Ports {
  return typeof inputs === 'object' ? inputs : {};
}

function connections(
  document: WorkbenchDocument,
  ports: Ports,
  at: number,
  partOf: PartOf,
  lookup: ContractLookup,
): StepCell['inputs'] {
  const graph = graphOf(document, lookup);
  const slots = Object.entries(ports).filter(([, port]) => port.optional !== true);
  const fitted = slots.filter(([, { kind }]) => kind === 'transform' || kind === 'model');
  const used = new Set(
    fitted.flatMap(([, port]) => tablesAround(graph, nearest(document, graph, port, at, lookup)[0])),
  );
  const named = slots.map(([slot, port]) => {
    const names = nearest(document, graph, port, at, lookup);
    const free = names.filter((each) => !used.has(each));
    const training = port.isLearnt === true ? free.find((each) => isTrainingPart(partOf(each))) : undefined;
    const name = training ?? free[0] ?? names[0];
    if (port.kind === 'table' && name !== undefined && port.list !== true) used.add(name);
    if (name === undefined) return [slot, null] as const;
    // As many as are needed are no choice: all of them, in the order of the document.
    if (port.list === true)
      return [slot, names.length === port.least ? inOrder(document, names) : [name]] as const;
    return [slot, name] as const;
  });
  return Object.fromEntries(
    named.flatMap(([slot, names]) => (names === null ? [] : [[slot, names] as const])),
  );
}

function inOrder(document: WorkbenchDocument, names: readonly string[]): string[] {
  return document.cells
    .flatMap((cell) => Object.values(outputNames(cell)))
    .filter((name) => names.includes(name));
}

/**
 * The names of all things of a port's kind, the nearest first: upwards from the place, then downwards. What an unfinished cell is to
 * make comes last, behind all that can be computed.
 */
function nearest(
  document: WorkbenchDocument,
  graph: Graph,
  { kind }: Pick<Port, 'kind'>,
  at: number,
  lookup: ContractLookup,
): string[] {
  const cells = [...document.cells.slice(0, at).reverse(), ...document.cells.slice(at)];
  const namesOf = (cell: WorkbenchCell): string[] =>
    Object.values(outputNames(cell)).filter((name) => isOfKind(graph, name, kind));
  const isDone = (cell: WorkbenchCell): boolean => isFinished(graph, cell, lookup);
  return [...cells.filter(isDone), ...cells.filter((cell) => !isDone(cell))].flatMap(namesOf);
}

/** True where every slot that must be filled is, of the cell and of all that it needs. */
function isFinished(graph: Graph, cell: WorkbenchCell, lookup: ContractLookup): boolean {
  return [cell, ...neededBy(graph, cell.id)].every(
    (each) => each.kind === 'step' && isFilled(each, graph, lookup),
  );
}

function isFilled(cell: StepCell, graph: Graph, lookup: ContractLookup): boolean {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
  if (fitting?.ok !== true) return false;
  return Object.entries(fitting.value.inputs).every(([slot, port]) => {
    const names = [cell.inputs[slot] ?? port.artifact ?? []].flat();
    const enough = port.optional === true ? 0 : (port.least ?? 1);
    return names.length >= enough && names.every((name) => (graph.makers.get(name) ?? []).length === 1);
  });
}

function isOfKind(graph: Graph, name: string, kind: ArtifactKind): boolean {
  const makers = graph.makers.get(name) ?? [];
  return makers.length === 1 && makers[0]?.kind === kind;
}

/** The tables that the maker of something fitted has read or made, at any distance before it. */
function tablesAround(graph: Graph, name: string | undefined): string[] {
  const maker = name === undefined ? undefined : graph.makers.get(name)?.[0]?.cell;
  if (maker?.kind !== 'step') return [];
  const inputs = Object.values(maker.inputs).flat();
  const before = [...neededBy(graph, maker.id)].filter((cell) => Object.keys(outputNames(cell)).length === 1);
  return [
    ...inputs,
    ...Object.values(maker.outputs),
    ...before.flatMap((cell) => Object.values(outputNames(cell))),
  ];
}
