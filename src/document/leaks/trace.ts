import type { ContractLookup, Port, StepContract } from '../../core/contract';
import type { StepCell, WorkbenchDocument } from '../document';
import { outputNames } from '../names';
import { fittingOf, namesIn, type FittingParams } from '../params';
import { declaredPart, declaredParts } from './declare';
import { equalCells } from './equal-cells';
import { DECLARED, inPart, marksOf, pickedBy, unionOf, wholeOf, type PartMark, type Piece } from './pieces';

/** What is known of an artifact from the graph alone. */
export interface Trace {
  /** The rows that it holds; of what is fitted, the rows that it was learned from. */
  readonly pieces: readonly Piece[];
  /** The ids of the cells whose learning went into it. */
  readonly fits: ReadonlySet<string>;
  /** The cell that resampled or augmented its rows; null where none has. */
  readonly resampledBy: StepCell | null;
}

/** Something connected to an input slot. */
export interface InputTrace {
  readonly slot: string;
  readonly port: Port;
  readonly name: string;
  readonly trace: Trace;
}

/** A step cell that is in order as far as its params go, with what stands at its inputs. */
export interface CellTrace {
  readonly cell: StepCell;
  readonly contract: StepContract;
  readonly fitting: FittingParams;
  readonly inputs: readonly InputTrace[];
  /** What it learns from: none where it learns nothing. */
  readonly learnt: readonly InputTrace[];
  /** What is held out to judge by. */
  readonly judged: readonly InputTrace[];
}

/** Where the rows of everything in a workbench come from. */
export interface Traces {
  /** By the id of the cell, in the order in which cells run. */
  readonly cells: ReadonlyMap<string, CellTrace>;
  readonly names: ReadonlyMap<string, Trace>;
}

const NOTHING: Trace = { pieces: [], fits: new Set(), resampledBy: null };

/** Follows the rows of every artifact through the workbench, in the order of its runs. Cost: references of cells, and parts. */
export function tracesOf(
  document: WorkbenchDocument,
  order: readonly string[],
  lookup: ContractLookup,
): Traces {
  const names = new Map<string, Trace>();
  // Whatever parts a person has declared are those of one split.
  const declared = marksOf(DECLARED, declaredParts(document));
  const cells = new Map<string, CellTrace>();
  const byId = new Map(document.cells.map((cell) => [cell.id, cell]));
  const equals = equalCells(document, order, lookup);
  for (const cell of document.cells) {
    if (cell.kind === 'foreign')
      for (const name of Object.values(outputNames(cell))) names.set(name, whole(name));
  }
  for (const id of order) {
    const cell = byId.get(id);
    if (cell?.kind !== 'step') continue;
    const traced = traceCell(cell, lookup, names);
    const first = byId.get(equals.get(id) ?? id);
    const rows = first?.kind === 'step' ? first : cell;
    if (traced !== null) cells.set(id, traced);
    for (const [slot, name] of Object.entries(cell.outputs)) {
      names.set(
        name,
        traced === null
          ? whole(name)
          : withDeclared(outputTrace(traced, slot, rows), declared.get(declaredPart(cell, slot) ?? '')),
      );
    }
  }
  return { cells, names };
}

const whole = (name: string): Trace => ({ ...NOTHING, pieces: [wholeOf(name)] });

function traceCell(
  cell: StepCell,
  lookup: ContractLookup,
  names: ReadonlyMap<string, Trace>,
): CellTrace | null {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
  if (contract === undefined || fitting?.ok !== true) return null;
  const inputs = Object.entries(fitting.value.inputs).flatMap(([slot, port]) =>
    namesIn(cell, slot).map((name) => ({ slot, port, name, trace: names.get(name) ?? NOTHING })),
  );
  const learns = contract.learns?.(fitting.value.params) ?? true;
  return {
    ...{ cell, contract, inputs },
    fitting: fitting.value,
    learnt: learns ? inputs.filter(({ port }) => port.isLearnt === true) : [],
    judged: inputs.filter(({ port }) => port.isJudged === true),
  };
}

/** `first` is the first cell that does the same to the same: its parts and picks, and the rows of its source, are those of this one. */
function outputTrace(traced: CellTrace, slot: string, first: StepCell): Trace {
  const { cell, contract, fitting, inputs, learnt, judged } = traced;
  if (inputs.length === 0) return whole(first.outputs[slot] ?? cell.outputs[slot] ?? slot);
  const tables = inputs.filter(({ port }) => port.kind === 'table' && port.isBeside !== true);
  const isTable = fitting.outputs[slot]?.kind === 'table';
  const rows = isTable ? [judged, tables, inputs] : [learnt, tables, inputs];
  const from = rows.find((some) => some.length > 0) ?? [];
  const pieces = unionOf(from.map(({ trace }) => trace.pieces));
  const isFitted = learnt.length > 0 && contract.resamples !== true;
  const resampled = tables.find(({ trace }) => trace.resampledBy !== null)?.trace.resampledBy ?? null;
  return {
    pieces: divided(pieces, traced, slot, first.id),
    fits: unionOfFits(inputs, isFitted ? cell.id : null),
    resampledBy:
      contract.resamples === true || contract.overlaps?.(fitting.params) === true ? cell : resampled,
  };
}

/** The rows as the step itself divides or picks them. */
function divided(
  pieces: readonly Piece[],
  { contract, fitting }: CellTrace,
  slot: string,
  by: string,
): readonly Piece[] {
  const parts = contract.makesParts?.(fitting.params);
  if (parts !== undefined) return inMark(pieces, marksOf(by, Object.values(parts)).get(parts[slot] ?? ''));
  return contract.picksRows === true ? pieces.map((each) => pickedBy(each, by)) : pieces;
}

function inMark(pieces: readonly Piece[], mark: PartMark | undefined): readonly Piece[] {
  return mark === undefined ? pieces : pieces.map((each) => inPart(each, mark));
}

/** What a person says of a table: which part it is. That a split says so too changes nothing. */
function withDeclared(trace: Trace, mark: PartMark | undefined): Trace {
  const { pieces } = trace;
  const isKnown = pieces.length > 0 && pieces.every(({ marks }) => marks.at(-1)?.part === mark?.part);
  return mark === undefined || isKnown ? trace : { ...trace, pieces: inMark(pieces, mark) };
}

function unionOfFits(inputs: readonly InputTrace[], own: string | null): ReadonlySet<string> {
  const [first = NOTHING.fits, ...others] = [...new Set(inputs.map(({ trace }) => trace.fits))].filter(
    (fits) => fits.size > 0,
  );
  if (others.length === 0 && own === null) return first;
  const all = new Set(first);
  for (const fits of others) for (const fit of fits) all.add(fit);
  return own === null ? all : all.add(own);
}
