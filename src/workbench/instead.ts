import type { ArtifactKind } from '../core/artifact';
import { portsOf, type ContractLookup } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { graphOf, neededBy, stepCells, type Graph } from '../document/graph';
import { outputNames } from '../document/names';
import { fitParams, namesIn } from '../document/params';
import { contractOf } from '../steps/index';

/** What cells can read in place of a name that nothing makes any more. */
export interface Instead {
  readonly missing: string;
  readonly instead: string;
  /** The cells that read the missing name and can read the other one. */
  readonly readers: readonly string[];
}

/**
 * What a cell can read in place of the first thing that it misses: what the cell that made it read, as far as documents of
 * the past (the latest first) tell; else the nearest thing of the kind above, or below. Null where nothing is missing, or
 * nothing fits.
 */
export function insteadOf(
  document: WorkbenchDocument,
  cellId: string,
  past: readonly WorkbenchDocument[],
  lookup: ContractLookup = contractOf,
): Instead | null {
  const graph = graphOf(document, lookup);
  const cell = stepCells(document).find(({ id }) => id === cellId);
  const open = cell === undefined ? null : missingOf(graph, cell, lookup);
  if (cell === undefined || open === null) return null;
  const { name: missing, kind } = open;
  const fits = (name: string, reader: StepCell) => {
    const [maker, ...more] = graph.makers.get(name) ?? [];
    const isMade = maker?.kind === kind && more.length === 0 && maker.cell.id !== reader.id;
    return isMade && !neededBy(graph, maker.cell.id).has(reader);
  };
  const names = [...sourcesBefore(past, missing, kind, lookup), ...around(document, cell)];
  const instead = names.find((name) => fits(name, cell));
  if (instead === undefined) return null;
  const readers = stepCells(document).filter(
    (reader) => Object.values(reader.inputs).flat().includes(missing) && fits(instead, reader),
  );
  return { missing, instead, readers: readers.map(({ id }) => id) };
}

function missingOf(graph: Graph, cell: StepCell, lookup: ContractLookup) {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fitParams(contract, cell.params);
  const ports = fitting?.ok === true ? fitting.value.inputs : {};
  for (const [slot, { kind }] of Object.entries(ports)) {
    const name = namesIn(cell, slot).find((each) => !graph.makers.has(each));
    if (name !== undefined) return { name, kind };
  }
  return null;
}

/** What something was made of, the nearest first: along the cells that made it in the latest document that had it. */
function sourcesBefore(
  past: readonly WorkbenchDocument[],
  missing: string,
  kind: ArtifactKind,
  lookup: ContractLookup,
): string[] {
  const graph = past.map((document) => graphOf(document, lookup)).find(({ makers }) => makers.has(missing));
  const sources: string[] = [];
  for (let name: string | undefined = missing; name !== undefined;) {
    const maker: StepCell | undefined = stepOf(graph, name);
    name = maker === undefined ? undefined : firstInput(maker, kind, lookup);
    if (name === undefined || sources.includes(name)) break;
    sources.push(name);
  }
  return sources;
}

function stepOf(graph: Graph | undefined, name: string): StepCell | undefined {
  const cell = graph?.makers.get(name)?.[0]?.cell;
  return cell?.kind === 'step' ? cell : undefined;
}

function firstInput(cell: StepCell, kind: ArtifactKind, lookup: ContractLookup): string | undefined {
  const contract = lookup(cell.step);
  const ports = contract === undefined ? {} : portsOf(contract.inputs, cell.params);
  return Object.entries(ports)
    .filter(([, port]) => port.kind === kind)
    .flatMap(([slot]) => namesIn(cell, slot))[0];
}

/** All names, upwards from a cell, then downwards. */
function around({ cells }: WorkbenchDocument, cell: StepCell): string[] {
  const place = cells.indexOf(cell);
  const order = [...cells.slice(0, place).reverse(), ...cells.slice(place + 1)];
  return order.flatMap((each) => Object.values(outputNames(each)));
}
