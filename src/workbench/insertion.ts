import type { ArtifactKind } from '../core/artifact';
import type { ContractLookup, Port, Ports, RawParams, StepContract, TableWish } from '../core/contract';
import { isHeldOutPart, isTrainingPart } from '../core/split-part';
import { sqlName } from '../core/sql-rename';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document/document';
import { graphOf, neededBy, type Graph } from '../document/graph';
import { outputNames } from '../document/names';
import { fitParams, fittingOf } from '../document/params';
import { contractOf } from '../steps/index';
import { asItCame } from './as-it-came';
import type { KnownTables } from './known-tables';
import { partsBeside } from './other-parts';
import { proposedParams } from './proposed-params';

const NOTHING_KNOWN: KnownTables = { partOf: () => null };

/**
 * A new cell of a step for the given place, with its inputs connected: each to the nearest thing of its kind above, else
 * to the nearest below. The first output of a cell comes first, so a split hands on its training part. What is fitted
 * (a transform, a model) is met by another table than the one it was fitted on, where there is one. What a step learns
 * from is the nearest training part, and what it judges by the nearest part kept back, where one is known; where rows are
 * meant as they came, a table that was balanced stands in the list of resampled ones. A slot for which there is nothing stays open;
 * what is only set beside a part are the other parts. What the cell `about` makes, or else reads, comes before all that is nearer.
 * Tables that are not there, and those without what the step wants, come last; columns that speak for themselves are named.
 */
export function connectedCell(
  document: WorkbenchDocument,
  step: string,
  at: number,
  known: KnownTables = NOTHING_KNOWN,
  lookup: ContractLookup = contractOf,
  about?: WorkbenchCell,
): StepCell {
  const place = { at, first: about === undefined ? [] : toldBy(about) };
  const bare = newStepCell(document, { step, params: startingParams(document, step, place, lookup) }, lookup);
  const contract = lookup(step);
  const fitting = contract === undefined ? undefined : fitParams(contract, bare.params);
  const ports = fitting?.ok === true ? fitting.value.inputs : fixedPorts(contract?.inputs);
  const around = { document, place, known, lookup, wants: contract?.wants ?? {} };
  const connected = { ...connections(around, ports), ...bare.inputs };
  const inputs = { ...connected, ...partsBeside(document, ports, connected, lookup) };
  const proposed = contract === undefined ? {} : proposedParams(contract, { ...bare, inputs }, known);
  return newStepCell(document, { step, params: { ...bare.params, ...proposed }, inputs }, lookup);
}

/** Where a new cell is to stand, and the names that are meant first. */
interface Place {
  readonly at: number;
  readonly first: readonly string[];
}

/** What decides the connections of a new cell. */
interface Around {
  readonly document: WorkbenchDocument;
  readonly place: Place;
  readonly known: KnownTables;
  readonly lookup: ContractLookup;
  readonly wants: NonNullable<StepContract['wants']>;
}

/** What a cell is about: what it makes, else what it reads. */
function toldBy(cell: WorkbenchCell): string[] {
  const made = Object.values(outputNames(cell));
  return made.length > 0 || cell.kind !== 'step' ? made : Object.values(cell.inputs).flat();
}

/** A step whose inputs are what its query names starts with one over the nearest table. */
function startingParams(
  document: WorkbenchDocument,
  step: string,
  place: Place,
  lookup: ContractLookup,
): RawParams {
  const contract = lookup(step);
  if (contract?.renameInput === undefined || !('text' in contract.params.shape)) return {};
  const [table] = nearest(document, graphOf(document, lookup), { kind: 'table' }, place, lookup);
  return table === undefined ? {} : { text: `SELECT *\nFROM ${sqlName(table)}` };
}

/** Slots of a step whose params do not fit yet, as far as they do not depend on them. */
function fixedPorts(inputs: Ports | ((params: never) => Ports) | undefined): Ports {
  return typeof inputs === 'object' ? inputs : {};
}

/** True where a table is known to have nothing of what a step wants. */
export function isUnfit(wish: TableWish | undefined, known: KnownTables, name: string): boolean {
  const columns = wish === undefined ? null : (known.columnsOf?.(name) ?? null);
  return wish !== undefined && columns !== null && !wish.isMet(columns);
}

/** What speaks against a table: that it is not there (1), that it has nothing of what is wanted (2). */
function flawOf(name: string, wish: TableWish | undefined, known: KnownTables): 0 | 1 | 2 {
  if (isUnfit(wish, known, name)) return 2;
  return known.isLacking?.(name) === true ? 1 : 0;
}

/** Names in their order, those with a flaw last. */
function bestFirst(names: readonly string[], wish: TableWish | undefined, known: KnownTables): string[] {
  return [...names].sort((one, other) => flawOf(one, wish, known) - flawOf(other, wish, known));
}

function connections({ document, place, known, lookup, wants }: Around, ports: Ports): StepCell['inputs'] {
  const graph = graphOf(document, lookup);
  const slots = Object.entries(ports).filter(([, port]) => port.optional !== true);
  const fitted = slots.filter(([, { kind }]) => kind === 'transform' || kind === 'model');
  const namesFor = ([slot, port]: readonly [string, Port]): string[] =>
    bestFirst(nearest(document, graph, port, place, lookup), wants[slot], known);
  const used = new Set(fitted.flatMap((each) => tablesAround(graph, namesFor(each)[0])));
  const resampled: string[] = [];
  const named = slots.map(([slot, port]) => {
    const names = namesFor([slot, port]);
    const free = names.filter((each) => !used.has(each));
    const fitting = free.find((each) => isForPort(port, known.partOf(each)));
    const flaw = (name: string): number => flawOf(name, wants[slot], known);
    const [best] = free;
    // A part that is not there, or has not what is wanted, is no better than another table without that flaw.
    const isWorse = fitting !== undefined && best !== undefined && flaw(fitting) > flaw(best);
    const found = (isWorse ? best : fitting) ?? best ?? names[0];
    const before = port.isAsItCame === true && found !== undefined ? asItCame(document, found, lookup) : null;
    const name = before?.table ?? found;
    if (before !== null && before.resampled !== null) resampled.push(before.resampled);
    if (port.kind === 'table' && name !== undefined && port.list !== true) {
      for (const each of [name, ...(before === null ? [] : madeBeside(graph, found))]) used.add(each);
    }
    if (name === undefined) return [slot, null] as const;
    // As many as are needed are no choice: all of them, in the order of the document.
    if (port.list === true)
      return [slot, names.length === port.least ? inOrder(document, names) : [name]] as const;
    return [slot, name] as const;
  });
  const beside = Object.entries(ports).find(([, { isResampled }]) => isResampled === true)?.[0];
  return {
    ...Object.fromEntries(named.flatMap(([slot, names]) => (names === null ? [] : [[slot, names] as const]))),
    ...(beside !== undefined && resampled.length > 0 ? { [beside]: resampled } : {}),
  };
}

/** All that the maker of a table makes, the table among it. */
function madeBeside(graph: Graph, name: string | undefined): string[] {
  const maker = name === undefined ? undefined : graph.makers.get(name)?.[0]?.cell;
  return maker === undefined ? [] : Object.values(outputNames(maker));
}

/** True where a table is the part that a slot is there for: to learn from, or to judge by. */
function isForPort({ isLearnt, isJudged }: Port, part: string | null): boolean {
  return (isLearnt === true && isTrainingPart(part)) || (isJudged === true && isHeldOutPart(part));
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
  { at, first }: Place,
  lookup: ContractLookup,
): string[] {
  const cells = [...document.cells.slice(0, at).reverse(), ...document.cells.slice(at)];
  const namesOf = (cell: WorkbenchCell): string[] =>
    Object.values(outputNames(cell)).filter((name) => isOfKind(graph, name, kind));
  const isDone = (cell: WorkbenchCell): boolean => isFinished(graph, cell, lookup);
  const names = [...cells.filter(isDone), ...cells.filter((cell) => !isDone(cell))].flatMap(namesOf);
  const meant = first.filter((name) => names.includes(name));
  return [...meant, ...names.filter((name) => !meant.includes(name))];
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
