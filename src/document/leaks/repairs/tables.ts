import type { ContractLookup } from '../../../core/contract';
import { neededBy, type Graph } from '../../graph';
import { roleOf, type PartMark, type PartRole } from '../pieces';
import type { CellTrace, InputTrace, Trace, Traces } from '../trace';
import { mainTable } from './draft';

/** Where a table to read instead is looked for. */
export interface Search {
  readonly graph: Graph;
  readonly traces: Traces;
  readonly lookup: ContractLookup;
}

/** What a table is looked for in place of: by its name, and by the split that it should be of, where that is known. */
export interface Wanted {
  readonly instead: Pick<InputTrace, 'name' | 'trace'>;
  readonly mark: PartMark | null;
  readonly role: PartRole;
}

/**
 * The table that a cell should read instead: rows of the same source and split, all of them there for the role, and not made of
 * anything that the cell makes. Of what a split gives, its own part; else the last table that went through the same fits; else
 * the part as it came from its split. Null where there is none.
 */
export function tableOfRole(
  { graph, traces, lookup }: Search,
  at: CellTrace,
  { instead, mark, role }: Wanted,
): string | null {
  const roots = new Set(instead.trace.pieces.map(({ root }) => root));
  const isWanted = ({ pieces }: Trace): boolean =>
    pieces.length > 0 &&
    pieces.every((each) => roleOf(each) === role) &&
    pieces.some(({ root, marks }) =>
      mark === null ? roots.has(root) : marks.some(({ split }) => split === mark.split),
    );
  const found = [...traces.cells.values()].flatMap(({ cell, contract }) => {
    if (cell.id === at.cell.id || dependsOn(graph, cell.id, at.cell.id)) return [];
    const isPart = contract.makesParts !== undefined;
    const names = isPart ? Object.values(cell.outputs) : [mainTable(cell, lookup)?.name ?? []].flat();
    return names.flatMap((name) => {
      const trace = traces.names.get(name);
      return trace !== undefined && isWanted(trace) ? [{ name, trace, isPart }] : [];
    });
  });
  const parts = found.filter(({ isPart }) => isPart);
  const isOfPart = isMadeBySplit(graph, traces, instead.name);
  const alike = found.filter(({ trace, isPart }) => !isPart && isAlike(trace, instead.trace));
  const best = isOfPart ? parts[0] : alike.at(-1);
  return (best ?? parts[0] ?? found[0])?.name ?? null;
}

/** True where a cell is made of what another one makes, at any distance. */
export function dependsOn(graph: Graph, cellId: string, on: string): boolean {
  return [...neededBy(graph, cellId)].some(({ id }) => id === on);
}

function isMadeBySplit(graph: Graph, { cells }: Traces, name: string): boolean {
  const maker = graph.makers.get(name)?.[0]?.cell.id ?? '';
  return cells.get(maker)?.contract.makesParts !== undefined;
}

/** Of the same fits, and resampled both or neither. */
function isAlike(one: Trace, other: Trace): boolean {
  return (
    (one.resampledBy === null) === (other.resampledBy === null) &&
    one.fits.size === other.fits.size &&
    [...one.fits].every((fit) => other.fits.has(fit))
  );
}

/**
 * The cell that reads a table on the one line of tables from there to what a cell reads; null where there is no line, or more
 * than one, or where the cell reads the table itself.
 */
export function readerAbove(
  { graph, traces }: Search,
  input: InputTrace,
  table: string,
): { readonly id: string; readonly slot: string; readonly makes: string } | null {
  const makerOf = (name: string) => graph.makers.get(name)?.[0]?.cell.id ?? '';
  const source = makerOf(table);
  if (input.name === table) return null;
  let { name } = input;
  for (const _ of traces.cells) {
    const maker = traces.cells.get(makerOf(name));
    const onLine = (maker?.inputs ?? []).filter(
      (each) =>
        each.name === table || (each.port.kind === 'table' && dependsOn(graph, makerOf(each.name), source)),
    );
    const [next] = onLine;
    if (maker === undefined || next === undefined || onLine.length > 1 || next.port.list === true)
      return null;
    if (next.name === table) return { id: maker.cell.id, slot: next.slot, makes: name };
    ({ name } = next);
  }
  return null;
}
