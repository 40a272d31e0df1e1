import { portsOf, type ContractLookup, type Ports, type StepContract } from '../core/contract';
import { contractOf } from '../steps/index';
import {
  DOCUMENT_VERSION,
  noteCellSchema,
  stepCellSchema,
  type StepCell,
  type WorkbenchCell,
  type WorkbenchDocument,
} from './document';
import { completeParams } from './params';

/**
 * Writes a workbench as the text of its file. Equal documents give equal text, so that files diff: two-space indent, a
 * newline at the end, fields in the order of the format, params in the order of their step's schema, slots in the order of
 * its ports. Foreign cells and unknown fields are written as they were read.
 */
export function writeDocument(document: WorkbenchDocument, lookup: ContractLookup = contractOf): string {
  const file = {
    format: 'sluice',
    version: DOCUMENT_VERSION,
    title: document.title,
    cells: document.cells.map((cell) => toStored(cell, lookup)),
    ...document.extra,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function toStored(cell: WorkbenchCell, lookup: ContractLookup): unknown {
  switch (cell.kind) {
    case 'step':
      return orderStepCell(cell, lookup(cell.step));
    case 'note':
      return noteCellSchema.parse(cell);
    case 'foreign':
      return cell.raw;
    default:
      return cell satisfies never;
  }
}

/** The cell with its fields in the order of the schemas: parsing copies in that order. */
function orderStepCell(unordered: StepCell, contract: StepContract | undefined): StepCell {
  const cell = stepCellSchema.parse(unordered);
  if (contract === undefined) return cell;
  const params = completeParams(contract, cell.params);
  const inputs = slotOrder(contract, contract.inputs, params);
  const outputs = slotOrder(contract, contract.outputs, params);
  return {
    ...cell,
    params,
    inputs: inOrder(cell.inputs, inputs),
    outputs: inOrder(cell.outputs, outputs),
    ...(cell.traits && { traits: inOrder(cell.traits, outputs) }),
  };
}

function slotOrder(contract: StepContract, ports: StepContract['inputs'], params: StepCell['params']): Ports {
  return contract.params.safeParse(params).success ? portsOf(ports, params) : {};
}

/** Named slots in the order of the ports, then the others by name. */
function inOrder<Value>(named: Readonly<Record<string, Value>>, ports: Ports): Record<string, Value> {
  const order = Object.keys(ports);
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(
    Object.entries(named).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0)),
  );
}
