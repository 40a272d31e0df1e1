import type { PatchValue } from '../core/artifact';
import type { ContractLookup, RawParams } from '../core/contract';
import type { SourceFingerprint } from '../core/source';
import { contractOf } from '../steps/index';
import { recordSources, setInput, setParams, setPatch, setTraits } from './change-step';
import {
  nameSchema,
  type DeclaredTraits,
  type SourceColumn,
  type StepCell,
  type WorkbenchCell,
  type WorkbenchDocument,
} from './document';
import { freshCellId, freshName, takenNames } from './names';
import { redirected, renameOutput } from './rename';

/** A change of a workbench, as a value: it can be applied, logged, sent and tested. */
export type Edit =
  | { readonly type: 'set-title'; readonly title: string }
  /** `at` is the cell's place in the list afterwards. */
  | { readonly type: 'insert-cell'; readonly cell: WorkbenchCell; readonly at: number }
  /** References to what the cell made are left dangling; the plans of the cells that hold them say so. */
  | { readonly type: 'delete-cell'; readonly id: string }
  | { readonly type: 'move-cell'; readonly id: string; readonly to: number }
  /** The copy stands below the original, reads the same inputs and gives fresh names to what it makes. */
  | { readonly type: 'duplicate-cell'; readonly id: string }
  | { readonly type: 'set-note'; readonly id: string; readonly text: string }
  /** Sets the params given and keeps the others; slots that params make follow. */
  | { readonly type: 'set-params'; readonly id: string; readonly params: RawParams }
  /** One name, several for a list slot, or null to disconnect. */
  | {
      readonly type: 'set-input';
      readonly id: string;
      readonly slot: string;
      readonly names: string | readonly string[] | null;
    }
  /** The cell reads `to` wherever it reads `from`, in lists and in texts that name tables too. */
  | { readonly type: 'read-instead'; readonly id: string; readonly from: string; readonly to: string }
  /** Names an output or names it anew; references follow. */
  | { readonly type: 'rename-output'; readonly id: string; readonly slot: string; readonly name: string }
  | {
      readonly type: 'set-traits';
      readonly id: string;
      readonly slot: string;
      readonly traits: DeclaredTraits | null;
    }
  | { readonly type: 'set-patch'; readonly id: string; readonly patch: PatchValue | null }
  /** Fills in the size and hash of the files that a run has read, and which columns they had. */
  | {
      readonly type: 'record-sources';
      readonly id: string;
      readonly sources: readonly SourceFingerprint[];
      readonly columns?: readonly SourceColumn[];
    };

/**
 * The document after an edit; the one given stays as it is, and cells that did not change are the same objects. An edit
 * that does not fit the document (no such cell, an id or an empty name that a file could not hold) is a bug and throws.
 */
export function applyEdit(
  document: WorkbenchDocument,
  edit: Edit,
  lookup: ContractLookup = contractOf,
): WorkbenchDocument {
  switch (edit.type) {
    case 'set-title':
      return { ...document, title: edit.title };
    case 'insert-cell':
      return insertCell(document, edit.cell, edit.at);
    case 'delete-cell':
      return withCells(document, without(document, findCell(document, edit.id)));
    case 'move-cell': {
      const cell = findCell(document, edit.id);
      return withCells(document, without(document, cell).toSpliced(Math.max(0, edit.to), 0, cell));
    }
    case 'duplicate-cell':
      return duplicateCell(document, findCell(document, edit.id));
    case 'set-note':
      return changeNote(document, edit.id, edit.text);
    case 'set-params':
      return changeStep(document, edit.id, (cell) => setParams(document, cell, edit.params, lookup));
    case 'set-input':
      return changeStep(document, edit.id, (cell) => setInput(cell, edit.slot, edit.names));
    case 'read-instead':
      return changeStep(document, edit.id, (cell) =>
        redirected(cell, edit.from, nameSchema.parse(edit.to), lookup),
      );
    case 'rename-output':
      return renameOutput(
        document,
        findStep(document, edit.id),
        edit.slot,
        nameSchema.parse(edit.name),
        lookup,
      );
    case 'set-traits':
      return changeStep(document, edit.id, (cell) => setTraits(cell, edit.slot, edit.traits));
    case 'set-patch':
      return changeStep(document, edit.id, (cell) => setPatch(cell, edit.patch));
    case 'record-sources':
      return changeStep(document, edit.id, (cell) => recordSources(cell, edit.sources, edit.columns ?? []));
    default:
      return edit satisfies never;
  }
}

function withCells(document: WorkbenchDocument, cells: readonly WorkbenchCell[]): WorkbenchDocument {
  return { ...document, cells };
}

function findCell(document: WorkbenchDocument, id: string): WorkbenchCell {
  const cell = document.cells.find((candidate) => candidate.id === id);
  if (cell === undefined) throw new Error(`There is no cell “${id}”.`);
  return cell;
}

function findStep(document: WorkbenchDocument, id: string): StepCell {
  const cell = findCell(document, id);
  if (cell.kind !== 'step') throw new Error(`The cell “${id}” is no step.`);
  return cell;
}

function without(document: WorkbenchDocument, cell: WorkbenchCell): WorkbenchCell[] {
  return document.cells.filter((candidate) => candidate !== cell);
}

function replace(document: WorkbenchDocument, old: WorkbenchCell, cell: WorkbenchCell): WorkbenchDocument {
  return withCells(
    document,
    document.cells.map((candidate) => (candidate === old ? cell : candidate)),
  );
}

function changeStep(
  document: WorkbenchDocument,
  id: string,
  change: (cell: StepCell) => StepCell,
): WorkbenchDocument {
  const cell = findStep(document, id);
  return replace(document, cell, change(cell));
}

function insertCell(document: WorkbenchDocument, cell: WorkbenchCell, at: number): WorkbenchDocument {
  if (document.cells.some((candidate) => candidate.id === cell.id)) {
    throw new Error(`There is a cell “${cell.id}” already.`);
  }
  return withCells(document, document.cells.toSpliced(Math.max(0, at), 0, cell));
}

function duplicateCell(document: WorkbenchDocument, cell: WorkbenchCell): WorkbenchDocument {
  if (cell.kind === 'foreign') throw new Error('A cell that is not known here cannot be duplicated.');
  const id = freshCellId(document);
  const taken = new Set(takenNames(document));
  const fresh = (name: string) => {
    const copy = freshName(taken, name);
    taken.add(copy);
    return copy;
  };
  const copy =
    cell.kind === 'note' ? { ...cell, id } : { ...cell, id, outputs: mapValues(cell.outputs, fresh) };
  return insertCell(document, copy, document.cells.indexOf(cell) + 1);
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function changeNote(document: WorkbenchDocument, id: string, text: string): WorkbenchDocument {
  const cell = findCell(document, id);
  if (cell.kind !== 'note') throw new Error(`The cell “${id}” is no note.`);
  return replace(document, cell, { ...cell, text });
}
