import { canonicalJson } from '../core/content-key';
import type { ContractLookup, Ports, RawParams } from '../core/contract';
import { isHeldOutPart } from '../core/split-part';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { graphOf, stepCells, type Graph, type Maker } from '../document/graph';
import { declaredPart } from '../document/leaks/declare';
import { fitParams } from '../document/params';
import { contractOf } from '../steps/index';

/**
 * The other parts of the split that a table comes from, or those that a person declared beside it, those kept back first: each as
 * far on its way as the table itself, where the same was done to it. None where the table is no part.
 */
export function otherPartsOf(
  document: WorkbenchDocument,
  table: string,
  lookup: ContractLookup = contractOf,
): string[] {
  const graph = graphOf(document, lookup);
  const way = wayFromSplit(document, graph, table, lookup);
  return (way?.others ?? []).map((part) =>
    (way?.line ?? []).reduce((now, cell) => asDoneBy(document, graph, cell, now), part),
  );
}

/** The table that a split divided into the one of this name, or into what became of it since; null where it comes from no split. */
export function wholeOf(
  document: WorkbenchDocument,
  table: string,
  lookup: ContractLookup = contractOf,
): string | null {
  return Object.values(splitOf(document, table, lookup)?.inputs ?? {}).flat()[0] ?? null;
}

/**
 * What a new split of the whole that a table is a part of takes over from the one that divided it: all its params, so that the parts
 * keep their names and shares. Nothing where the table comes from no split of the step. Where values name the parts, what they
 * hold is not known before a run: the names stay, with equal shares, but for those that are the parts of the params anyway.
 */
export function paramsOfSplit(
  document: WorkbenchDocument,
  table: string,
  step: string,
  lookup: ContractLookup = contractOf,
): RawParams {
  const split = splitOf(document, table, lookup);
  if (split?.step !== step) return {};
  const names = Object.values(partsOf(split, lookup));
  const { parts, folds } = split.params;
  const known = Array.isArray(parts) ? parts.map((part) => (part as { name?: unknown } | null)?.name) : [];
  if (typeof folds === 'number' || canonicalJson([...known].sort()) === canonicalJson([...names].sort())) {
    return split.params;
  }
  return { ...split.params, parts: names.map((name) => ({ name, share: 1 / names.length })) };
}

function splitOf(document: WorkbenchDocument, table: string, lookup: ContractLookup): StepCell | undefined {
  return wayFromSplit(document, graphOf(document, lookup), table, lookup)?.split ?? undefined;
}

/**
 * The other parts of the split that the table of a cell comes from, at the slot for what is only set beside it. Nothing where the step
 * has no such slot, or that is connected.
 */
export function partsBeside(
  document: WorkbenchDocument,
  ports: Ports | ((params: never) => Ports) | undefined,
  inputs: StepCell['inputs'],
  lookup: ContractLookup = contractOf,
): StepCell['inputs'] {
  const slots = Object.entries(typeof ports === 'object' ? ports : {});
  const slot = slots.find(([, { isBeside }]) => isBeside === true)?.[0];
  const table = slots.find(([, { kind }]) => kind === 'table')?.[0];
  const [name] = [inputs[table ?? ''] ?? []].flat();
  if (slot === undefined || inputs[slot] !== undefined || name === undefined) return {};
  const parts = otherPartsOf(document, name, lookup);
  return parts.length === 0 ? {} : { [slot]: parts };
}

/** How a table came from a split, or from what a person declared to be a part. */
interface WayFromSplit {
  /** Null where the parts were declared. */
  readonly split: StepCell | null;
  /** The names of the other parts, as the split makes them. */
  readonly others: readonly string[];
  /** What was done to the part since, in order. */
  readonly line: readonly StepCell[];
}

function wayFromSplit(
  document: WorkbenchDocument,
  graph: Graph,
  table: string,
  lookup: ContractLookup,
): WayFromSplit | null {
  const line: StepCell[] = [];
  let name: string | undefined = table;
  while (name !== undefined) {
    const maker: Maker | undefined = graph.makers.get(name)?.[0];
    if (maker?.cell.kind !== 'step' || line.includes(maker.cell)) return null;
    const others = besides(maker.cell, maker.slot, lookup);
    if (others !== null) return { split: maker.cell, others, line };
    const declared = declaredBesides(document, maker.cell, maker.slot);
    if (declared !== null) return { split: null, others: declared, line };
    line.unshift(maker.cell);
    name = Object.values(maker.cell.inputs)
      .flat()
      .find((each) => graph.makers.get(each)?.[0]?.kind === 'table');
  }
  return null;
}

/** The names of the other parts that a cell makes beside one, those kept back first; null where the slot is no part. */
function besides(cell: StepCell, own: string, lookup: ContractLookup): string[] | null {
  const parts = partsOf(cell, lookup);
  if (!Object.hasOwn(parts, own)) return null;
  const others = Object.keys(parts).filter((slot) => slot !== own);
  const isKeptBack = (slot: string) => isHeldOutPart(parts[slot] ?? null);
  const order = [...others.filter(isKeptBack), ...others.filter((slot) => !isKeptBack(slot))];
  return order.flatMap((slot) => cell.outputs[slot] ?? []);
}

/** The names of the tables that a person declared to be other parts, those kept back first; null where the slot is none. */
function declaredBesides(document: WorkbenchDocument, cell: StepCell, slot: string): string[] | null {
  const own = declaredPart(cell, slot);
  if (own === null) return null;
  const others = stepCells(document).flatMap((other) =>
    Object.entries(other.outputs).flatMap(([at, name]) => {
      const part = declaredPart(other, at);
      return part === null || part === own ? [] : [{ part, name }];
    }),
  );
  const isKeptBack = ({ part }: { readonly part: string }) => isHeldOutPart(part);
  return [...others.filter(isKeptBack), ...others.filter((each) => !isKeptBack(each))].map(
    ({ name }) => name,
  );
}

function partsOf(cell: StepCell, lookup: ContractLookup): Readonly<Record<string, string>> {
  const contract = lookup(cell.step);
  const fitting = contract?.makesParts === undefined ? undefined : fitParams(contract, cell.params);
  return fitting?.ok === true ? (contract?.makesParts?.(fitting.value.params) ?? {}) : {};
}

/** What was made of another table as the cell did it with its own: by what it has fitted, or by the same step once more. */
function asDoneBy(document: WorkbenchDocument, graph: Graph, cell: StepCell, table: string): string {
  const kindOf = (name: string) => graph.makers.get(name)?.[0]?.kind;
  const fitted = Object.values(cell.outputs).filter((name) => kindOf(name) === 'transform');
  const doer = stepCells(document).find((other) => {
    const read = Object.values(other.inputs).flat();
    if (other === cell || !read.includes(table)) return false;
    const isSame = other.step === cell.step && canonicalJson(other.params) === canonicalJson(cell.params);
    return fitted.length > 0 ? fitted.some((name) => read.includes(name)) : isSame;
  });
  return Object.values(doer?.outputs ?? {}).find((name) => kindOf(name) === 'table') ?? table;
}
