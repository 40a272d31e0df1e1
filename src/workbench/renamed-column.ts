import type { ContractLookup } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import type { Edit } from '../document/edits';
import { graphOf, neededBy, runOrder, stepCells, type Graph } from '../document/graph';
import { namingParams, withColumnNamed, type NamingParam } from '../document/named-columns';
import { namesIn } from '../document/params';
import { contractOf } from '../steps/index';

/** A column that a cell names as it was called before a cell above renamed it. */
export interface RenamedColumn {
  readonly missing: string;
  /** What it is called now. */
  readonly instead: string;
  /** Name it so in the cell, and in all others behind the renaming that name it as before. */
  readonly edits: readonly Extract<Edit, { type: 'set-params' }>[];
}

/** What results tell of tables and columns. */
export interface KnownColumns {
  /** The columns of the table at an input slot; null where it is not made, or no longer as it was. */
  columnsAt(cell: StepCell, slot: string): readonly string[] | null;
  /** What a cell of the step `rename-columns` calls columns, by what they were called. */
  newNames(cell: StepCell): ReadonlyMap<string, string>;
}

/** The first column that a cell names, that its table does not have, and that a cell above has given another name; null for none. */
export function renamedColumnOf(
  document: WorkbenchDocument,
  cellId: string,
  known: KnownColumns,
  lookup: ContractLookup = contractOf,
): RenamedColumn | null {
  const cell = stepCells(document).find(({ id }) => id === cellId);
  if (cell === undefined) return null;
  const graph = graphOf(document, lookup);
  const renamings = renamingsAbove(document, graph, cell);
  for (const { slot, columns } of paramsOf(cell, lookup)) {
    const there = known.columnsAt(cell, slot);
    for (const missing of columns.filter((name) => there?.includes(name) === false)) {
      const { instead, first } = followName(missing, renamings, known);
      if (first === null || there?.includes(instead) !== true) continue;
      const readers = stepCells(document).filter(({ id }) => neededBy(graph, id).has(first));
      const edits = readers.flatMap((reader) =>
        editsOf(reader, { missing, instead, first, graph }, known, lookup),
      );
      return { missing, instead, edits };
    }
  }
  return null;
}

function paramsOf(cell: StepCell, lookup: ContractLookup): NamingParam[] {
  const contract = lookup(cell.step);
  return contract === undefined ? [] : namingParams(contract, cell.params);
}

/** The cells that rename columns of what a cell needs, the first to run first. */
function renamingsAbove(document: WorkbenchDocument, graph: Graph, cell: StepCell): StepCell[] {
  const needed = neededBy(graph, cell.id);
  const order = runOrder(document, graph);
  return stepCells(document)
    .filter((each) => each.step === 'rename-columns' && needed.has(each))
    .sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** What a column is called after all renamings, and the cell that was the first to rename it. */
function followName(name: string, renamings: readonly StepCell[], known: KnownColumns) {
  let instead = name;
  let first: StepCell | null = null;
  for (const cell of renamings) {
    const next = known.newNames(cell).get(instead);
    if (next === undefined || next === instead) continue;
    instead = next;
    first ??= cell;
  }
  return { instead, first };
}

interface Renaming {
  readonly missing: string;
  readonly instead: string;
  readonly first: StepCell;
  readonly graph: Graph;
}

/** The edit of a cell that names the column as before, where its table has it under the new name, or will have. */
function editsOf(
  cell: StepCell,
  { missing, instead, first, graph }: Renaming,
  known: KnownColumns,
  lookup: ContractLookup,
): RenamedColumn['edits'] {
  const isBehind = (name: string): boolean => {
    const maker = graph.makers.get(name)?.[0]?.cell;
    return maker !== undefined && (maker === first || neededBy(graph, maker.id).has(first));
  };
  const stale = paramsOf(cell, lookup).filter(({ slot, columns }) => {
    const there = known.columnsAt(cell, slot);
    const isMeant = there === null || (there.includes(instead) && !there.includes(missing));
    return columns.includes(missing) && isMeant && namesIn(cell, slot).some(isBehind);
  });
  if (stale.length === 0) return [];
  const params = Object.fromEntries(
    stale.map(({ param }) => [param, withColumnNamed(cell.params[param], missing, instead)]),
  );
  return [{ type: 'set-params', id: cell.id, params }];
}
