import type { ForeignCell, StepCell, WorkbenchCell, WorkbenchDocument } from './document';
import { outputNames } from './names';

type Rename = (name: string) => string;

/**
 * Names an output of a cell, or names it anew. References to the old name follow, in lists and in foreign cells too, unless
 * another cell makes something of that name as well: then they are left to that one.
 */
export function renameOutput(
  document: WorkbenchDocument,
  cell: StepCell,
  slot: string,
  name: string,
): WorkbenchDocument {
  const old = cell.outputs[slot];
  const renamed = { ...cell, outputs: { ...cell.outputs, [slot]: name } };
  const follows = old !== undefined && makersOf(document, old) === 1;
  const rename: Rename = (reference) => (follows && reference === old ? name : reference);
  return {
    ...document,
    cells: document.cells.map((each) => withReferences(each === cell ? renamed : each, rename)),
  };
}

function makersOf(document: WorkbenchDocument, name: string): number {
  return document.cells
    .flatMap((cell) => Object.values(outputNames(cell)))
    .filter((output) => output === name).length;
}

function withReferences(cell: WorkbenchCell, rename: Rename): WorkbenchCell {
  switch (cell.kind) {
    case 'note':
      return cell;
    case 'step': {
      const inputs = renamedInputs(cell.inputs, rename);
      return inputs === cell.inputs ? cell : { ...cell, inputs: inputs as StepCell['inputs'] };
    }
    case 'foreign':
      return foreignWithReferences(cell, rename);
    default:
      return cell satisfies never;
  }
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
