import type { ContractLookup, Ports, RawParams, StepContract } from '../core/contract';
import { contractOf } from '../steps/index';
import type { NoteCell, StepCell, WorkbenchDocument } from './document';
import { freshCellId, freshName, nameFromFile, takenNames, toName } from './names';
import { completeParams, fitParams } from './params';
import { sourcesOf } from './sources';

/** What a new step cell starts with; params not given are at their defaults. */
export interface NewStep {
  readonly step: string;
  readonly params?: RawParams;
  readonly inputs?: StepCell['inputs'];
}

/**
 * A step cell that can be inserted into the document: complete params, a fresh id, and a fresh name for each table it
 * makes and all else that its sentence names. Other artifacts get a name when something refers to them. An unknown step is a bug and throws.
 */
export function newStepCell(
  document: WorkbenchDocument,
  start: NewStep,
  lookup: ContractLookup = contractOf,
): StepCell {
  const contract = lookup(start.step);
  if (contract === undefined) throw new Error(`There is no step “${start.step}”.`);
  const cell: StepCell = {
    id: freshCellId(document),
    kind: 'step',
    step: contract.id,
    version: contract.version,
    params: completeParams(contract, start.params ?? {}),
    inputs: start.inputs ?? {},
    outputs: {},
  };
  const taken = takenNames(document);
  return nameTables(connectNamed(cell, contract, taken), contract, taken);
}

/** An empty note that can be inserted into the document. */
export function newNoteCell(document: WorkbenchDocument, text = ''): NoteCell {
  return { id: freshCellId(document), kind: 'note', text };
}

/**
 * Fits the slots of a cell to its params, where params make slots: names in slots that are gone are dropped, a table slot
 * without a name gets a fresh one, a slot made of a name is connected to the artifact of that name. While the params do not fit their step, the slots are not known and stay as they are.
 */
export function fitSlots(cell: StepCell, contract: StepContract, taken: ReadonlySet<string>): StepCell {
  const fitting = fitParams(contract, cell.params);
  if (!fitting.ok) return cell;
  const { inputs, outputs } = fitting.value;
  const fitted = { ...cell, inputs: only(cell.inputs, inputs), outputs: only(cell.outputs, outputs) };
  const traits = onlyTraits(cell.traits ?? {}, outputs);
  const { traits: _, ...bare } = fitted;
  const cellOfSlots = Object.keys(traits).length === 0 ? bare : { ...bare, traits };
  return nameTables(connectNamed(cellOfSlots, contract, taken), contract, taken);
}

/**
 * Connects the slots that names in the params make, where nothing is connected yet: to the artifact of that name, else to
 * the one that differs in capitals only, else to the name as it stands, which the plan of the cell then misses.
 */
export function connectNamed(cell: StepCell, contract: StepContract, names: Iterable<string>): StepCell {
  const fitting = fitParams(contract, cell.params);
  if (!fitting.ok) return cell;
  const known = [...names];
  const added = Object.entries(fitting.value.inputs).flatMap(([slot, { artifact }]) => {
    if (artifact === undefined || Object.hasOwn(cell.inputs, slot)) return [];
    const lower = artifact.toLowerCase();
    const name = known.includes(artifact) ? artifact : known.find((each) => each.toLowerCase() === lower);
    return [[slot, name ?? artifact] as const];
  });
  return added.length === 0 ? cell : { ...cell, inputs: { ...cell.inputs, ...Object.fromEntries(added) } };
}

function only<Value>(named: Readonly<Record<string, Value>>, ports: Ports): Record<string, Value> {
  return Object.fromEntries(Object.entries(named).filter(([slot]) => Object.hasOwn(ports, slot)));
}

/** What is declared of outputs that are there; of a cell without any, of its result. */
function onlyTraits(
  traits: NonNullable<StepCell['traits']>,
  outputs: Ports,
): NonNullable<StepCell['traits']> {
  return Object.keys(outputs).length === 0 ? traits : only(traits, outputs);
}

function nameTables(cell: StepCell, contract: StepContract, taken: ReadonlySet<string>): StepCell {
  const fitting = fitParams(contract, cell.params);
  if (!fitting.ok) return cell;
  const used = new Set(taken);
  const outputs = Object.entries(fitting.value.outputs).flatMap(([slot, port]) => {
    const kept = cell.outputs[slot];
    if (kept === undefined && port.kind !== 'table' && !isTold(contract, slot)) return [];
    const name = kept ?? freshName(used, baseName(cell, slot));
    used.add(name);
    return [[slot, name] as const];
  });
  return { ...cell, outputs: Object.fromEntries(outputs) };
}

/** What the sentence of a step names is there to be referred to. */
function isTold(contract: StepContract, slot: string): boolean {
  return contract.sentence.includes(`{${slot}}`);
}

/** A table is called after the file it comes from, the slot it stands in, or the table it is made of and the step. */
function baseName(cell: StepCell, slot: string): string {
  const source = sourcesOf(cell)[0];
  if (source !== undefined) {
    return nameFromFile(source.kind === 'file' ? (source.files[0]?.name ?? '') : source.name);
  }
  if (slot !== 'table') return toName(slot);
  const input = Object.values(cell.inputs).flat()[0];
  return toName(input === undefined ? cell.step : `${input}_${cell.step}`);
}
