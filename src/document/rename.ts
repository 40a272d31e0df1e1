import type { ContractLookup } from '../core/contract';
import type { ForeignCell, StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { outputNames } from './names';
import { fitParams } from './params';

type Rename = (name: string) => string;

/**
 * Names an output of a cell, or names it anew. References to the old name follow, in lists, in texts that name tables and in
 * foreign cells too, unless another cell makes something of that name as well: then they are left to that one.
 */
export function renameOutput(
  document: WorkbenchDocument,
  cell: StepCell,
  slot: string,
  name: string,
  lookup: ContractLookup,
): WorkbenchDocument {
  const old = cell.outputs[slot];
  const renamed = { ...cell, outputs: { ...cell.outputs, [slot]: name } };
  const follows = old !== undefined && makersOf(document, old) === 1;
  const rename: Rename = (reference) => (follows && reference === old ? name : reference);
  return {
    ...document,
    cells: document.cells.map((each) => withReferences(each === cell ? renamed : each, rename, lookup)),
  };
}

/** The cell, reading `to` wherever it reads `from`: in lists and in texts that name tables too. */
export function redirected(cell: StepCell, from: string, to: string, lookup: ContractLookup): StepCell {
  const followed = withReferences(cell, (name) => (name === from ? to : name), lookup);
  return followed.kind === 'step' ? followed : cell;
}

function makersOf(document: WorkbenchDocument, name: string): number {
  return document.cells
    .flatMap((cell) => Object.values(outputNames(cell)))
    .filter((output) => output === name).length;
}

function withReferences(cell: WorkbenchCell, rename: Rename, lookup: ContractLookup): WorkbenchCell {
  switch (cell.kind) {
    case 'note':
      return cell;
    case 'step': {
      const written = renamedInParams(cell, rename, lookup);
      const inputs = renamedInputs(written.inputs, rename);
      return inputs === written.inputs ? written : { ...written, inputs: inputs as StepCell['inputs'] };
    }
    case 'foreign':
      return foreignWithReferences(cell, rename);
    default:
      return cell satisfies never;
  }
}

/**
 * Where the params of a cell name what they read, they follow, and so does the slot of that name. A slot connected to
 * something of another name stays as the user made it.
 */
function renamedInParams(cell: StepCell, rename: Rename, lookup: ContractLookup): StepCell {
  const contract = lookup(cell.step);
  if (contract?.renameInput === undefined) return cell;
  let followed = cell;
  for (const [slot, old] of Object.entries(cell.inputs)) {
    const fitting = fitParams(contract, followed.params);
    if (typeof old !== 'string' || rename(old) === old || !fitting.ok) continue;
    if (slot.toLowerCase() !== old.toLowerCase()) continue;
    const params = contract.renameInput(fitting.value.params, slot, rename(old));
    if (params === null) continue;
    const inputs = Object.entries(followed.inputs).map(([each, name]) => [
      each === slot ? rename(old) : each,
      name,
    ]);
    followed = {
      ...followed,
      params: params as StepCell['params'],
      inputs: Object.fromEntries(inputs) as StepCell['inputs'],
    };
  }
  return followed;
}

/** A step that is not known here still writes its inputs as every step does; of an unknown kind of cell nothing is known. */
function foreignWithReferences(cell: ForeignCell, rename: Rename): ForeignCell {
  const { inputs } = cell.raw;
  if (cell.reason === 'unknown-kind' || typeof inputs !== 'object' || inputs === null) return cell;
  const renamed = renamedInputs(inputs as Readonly<Record<string, unknown>>, rename);
  return renamed === inputs ? cell : { ...cell, raw: { ...cell.raw, inputs: renamed } };
}

function renamedInputs(
  inputs: Readonly<Record<string, unknown>>,
  rename: Rename,
): Readonly<Record<string, unknown>> {
  const renameOne = (value: unknown) => (typeof value === 'string' ? rename(value) : value);
  const renamed = Object.entries(inputs).map(
    ([slot, value]) => [slot, Array.isArray(value) ? value.map(renameOne) : renameOne(value)] as const,
  );
  const isSame = JSON.stringify(Object.fromEntries(renamed)) === JSON.stringify(inputs);
  return isSame ? inputs : Object.fromEntries(renamed);
}
