import { contentKey } from '../core/content-key';
import type { ContractLookup, Port } from '../core/contract';
import { makeFailure, type Failure } from '../core/failure';
import { fail, succeed, type Outcome } from '../core/outcome';
import type { Plan, PlanNode, PlanRef } from '../core/plan';
import { contractOf } from '../steps/index';
import { titleLabel, type CellLabel } from './cell-title';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { graphOf, neededBy, runOrder, type Graph, type Maker } from './graph';
import { guardOf, type LeakGuard } from './leaks/guard';
import { traitsInForce } from './leaks/overrule';
import { fittingOf, namesIn } from './params';
import { problemOf } from './problems';
import { withSourceBehind } from './source-behind';

/** The plan of a cell, and for each of its nodes the id of the cell it came from. */
export interface CellPlan extends Plan {
  readonly cells: readonly string[];
}

/** Plans the cells of one document; what the cells share is worked out once, and only when it is asked for. */
export interface Planner {
  readonly graph: Graph;
  /** The ids of all step cells, each after those it needs. */
  readonly order: readonly string[];
  /** What keeps a cell from running: the failures of `planFor`. */
  problemOf(cellId: string): Failure | null;
  /** What would leak from rows kept back into what is learned, found from the document alone. */
  readonly guard: LeakGuard;
  /** The plan of a cell, as `planFor` gives it. */
  planOf(cellId: string): Outcome<CellPlan>;
  /** A text that is equal where the plan is, whatever the order of the cells; null where the cell has none. */
  textOf(cellId: string): string | null;
}

/**
 * What has to run for a cell, from the graph of names: complete, so that any engine can run it. For several cells of a
 * document, `plannerOf` costs less.
 *
 * Failures of the cell itself: `cell-unknown`, `step-unknown`, `step-newer`, `params-invalid`, `slot-unknown`, `name-taken`,
 * `input-missing`, `input-too-many`, `reference-missing`, `reference-wrong-kind`, `circle`, and then the codes of leaks
 * (`leak-…`) that nobody has overruled. When a cell that it needs has one of these, it is `upstream-failed`, which names that cell. A note has no plan: asking for it is a bug and throws.
 */
export function planFor(
  document: WorkbenchDocument,
  cellId: string,
  lookup: ContractLookup = contractOf,
  labelOf: CellLabel = titleLabel,
): Outcome<CellPlan> {
  return plannerOf(document, lookup, labelOf).planOf(cellId);
}

/**
 * A planner of the document, whose failures name other cells by `labelOf`. Cost of all texts: cells and what each of them
 * needs; of a plan: the cells in it.
 */
export function plannerOf(
  document: WorkbenchDocument,
  lookup: ContractLookup = contractOf,
  labelOf: CellLabel = titleLabel,
): Planner {
  const graph = graphOf(document, lookup);
  const order = runOrder(document, graph);
  const cells = new Map(document.cells.map((cell) => [cell.id, cell]));
  const guard = once(() => guardOf(document, order, lookup, labelOf));
  const ownProblem = onceEach(
    (cell: WorkbenchCell) => problemOf(document, graph, cell, lookup, labelOf) ?? guard().failureOf(cell.id),
  );
  const problemAt = onceEach((cellId: string): Failure | null => {
    const cell = cells.get(cellId);
    if (cell === undefined || cell.kind === 'note') throw new Error(`The cell “${cellId}” has no plan.`);
    const own = ownProblem(cell);
    if (own !== null) return own;
    const broken = [...neededBy(graph, cellId)].find((needed) => ownProblem(needed) !== null);
    return broken ? makeFailure('upstream-failed', { cell: labelOf(broken, lookup) }) : null;
  });
  const fine: CellsInOrder = { graph, order, cells, lookup, guard };
  const texts = once(() => planTexts(fine, (cellId) => problemAt(cellId) === null));
  return {
    graph,
    order,
    problemOf: problemAt,
    get guard() {
      return guard();
    },
    planOf: onceEach((cellId: string) => {
      const problem = problemAt(cellId);
      return problem === null ? succeed(buildPlan(fine, cellId)) : fail(problem);
    }),
    textOf: (cellId) => texts().get(cellId) ?? null,
  };
}

/** What plans are built from; of its cells only those are asked for that are in order. */
interface CellsInOrder {
  readonly graph: Graph;
  readonly order: readonly string[];
  readonly cells: ReadonlyMap<string, WorkbenchCell>;
  readonly lookup: ContractLookup;
  readonly guard: () => LeakGuard;
}

/** Assumes that the cell and all it needs are in order. */
function buildPlan({ graph, order, cells, lookup, guard }: CellsInOrder, cellId: string): CellPlan {
  const included = new Set([...neededBy(graph, cellId)].map((cell) => cell.id)).add(cellId);
  const ids = order.filter((id) => included.has(id));
  const places = new Map(ids.map((id, place) => [id, place]));
  const refTo = (name: string): PlanRef => refIn(name, graph, places);
  const nodes = ids.map((id): PlanNode => toNode(cells.get(id), { graph, lookup, guard: guard() }, refTo));
  return { nodes, target: nodes.length - 1, cells: ids };
}

/**
 * The text of each plan, by the id of its cell: the key of its last node, in which the keys of other nodes stand for
 * what it reads (a Merkle tree). So a long chain costs each node once, not once for each cell behind it.
 */
function planTexts(
  { graph, order, cells, lookup, guard }: CellsInOrder,
  isInOrder: (cellId: string) => boolean,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const refTo = (name: string) => refIn(name, graph, texts);
  for (const id of order) {
    if (!isInOrder(id)) continue;
    const node = toNode(cells.get(id), { graph, lookup, guard: guard() }, refTo);
    texts.set(id, contentKey(withoutNames(node, lookup)));
  }
  return texts;
}

/** Where a node reads from: as a plan has it, or with the text of another node instead of its place. */
interface Ref<Node> {
  readonly node: Node;
  readonly slot: string;
}

function toNode<Node>(
  cell: WorkbenchCell | undefined,
  {
    graph,
    lookup,
    guard,
  }: { readonly graph: Graph; readonly lookup: ContractLookup; readonly guard: LeakGuard },
  refTo: (name: string) => Ref<Node>,
) {
  const contract = cell?.kind === 'step' ? lookup(cell.step) : undefined;
  const fitting = contract && cell?.kind === 'step' ? fittingOf(contract, cell) : undefined;
  if (cell?.kind !== 'step' || contract === undefined || fitting?.ok !== true) {
    throw new Error('A plan was built of a cell that is not in order.');
  }
  const traits = traitsInForce(cell, Object.keys(fitting.value.outputs), guard.overruledOf(cell.id));
  return {
    step: contract.id,
    version: contract.version,
    params: withSourceBehind(fitting.value.params, contract, cell, graph),
    inputs: Object.fromEntries(
      Object.entries(fitting.value.inputs).flatMap(([slot, port]) => toInput(cell, slot, port, refTo)),
    ),
    ...(traits && { traits }),
    ...(cell.patch && { patch: cell.patch }),
  };
}

/** Where a person's text names tables, other names for them make no other plan. */
function withoutNames<Node extends Pick<PlanNode, 'step' | 'params'> & { readonly inputs: object }>(
  node: Node,
  lookup: ContractLookup,
) {
  const contract = lookup(node.step);
  if (contract?.keySlots === undefined) return node;
  const slots = contract.keySlots(node.params);
  const inputs = Object.entries(node.inputs).map(([slot, ref]) => [slots[slot] ?? slot, ref as unknown]);
  return { ...node, params: contract.keyParams(node.params), inputs: Object.fromEntries(inputs) as object };
}

function toInput<Node>(
  cell: StepCell,
  slot: string,
  port: Port,
  refTo: (name: string) => Ref<Node>,
): [string, Ref<Node> | Ref<Node>[]][] {
  const refs = namesIn(cell, slot).map(refTo);
  const [first] = refs;
  if (first === undefined) return [];
  return [[slot, port.list === true ? refs : first]];
}

function refIn<Node>(name: string, graph: Graph, nodes: ReadonlyMap<string, Node>): Ref<Node> {
  const maker: Maker | undefined = graph.makers.get(name)?.[0];
  const node = maker === undefined ? undefined : nodes.get(maker.cell.id);
  if (maker === undefined || node === undefined) throw new Error(`Nothing in the plan makes “${name}”.`);
  return { node, slot: maker.slot };
}

/** The function, worked out at most once for each thing asked. */
function onceEach<Asked, Answer>(work: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const answers = new Map<Asked, { readonly answer: Answer }>();
  return (asked) => {
    const known = answers.get(asked) ?? { answer: work(asked) };
    answers.set(asked, known);
    return known.answer;
  };
}

function once<Answer>(work: () => Answer): () => Answer {
  const each = onceEach<null, Answer>(work);
  return () => each(null);
}
