import type { ContractLookup } from '../../../core/contract';
import { newStepCell, type NewStep } from '../../cells';
import type { StepCell, WorkbenchDocument } from '../../document';
import { applyEdit, type Edit } from '../../edits';
import { freshName, takenNames, toName } from '../../names';
import { fittingOf } from '../../params';

/** A repair in the making: the edits so far, and the workbench as it is after them. */
export class Draft {
  readonly edits: Edit[] = [];
  readonly #lookup: ContractLookup;
  #document: WorkbenchDocument;

  constructor(document: WorkbenchDocument, lookup: ContractLookup) {
    this.#document = document;
    this.#lookup = lookup;
  }

  get document(): WorkbenchDocument {
    return this.#document;
  }

  do(edit: Edit): void {
    this.#document = applyEdit(this.#document, edit, this.#lookup);
    this.edits.push(edit);
  }

  /** A step cell as it is now; that it is gone is a bug and throws. */
  cell(id: string): StepCell {
    const cell = this.#document.cells.find((each) => each.id === id);
    if (cell?.kind !== 'step') throw new Error(`There is no step cell “${id}”.`);
    return cell;
  }

  placeOf(id: string): number {
    return this.#document.cells.findIndex((cell) => cell.id === id);
  }

  freshName(base: string): string {
    return freshName(takenNames(this.#document), base);
  }

  /** Connects one name at a slot in place of another; the rest of a list slot stays, and a text that names it follows. */
  reconnect(id: string, slot: string, from: string, to: string): void {
    if (this.#lookup(this.cell(id).step)?.renameInput !== undefined) {
      this.do({ type: 'read-instead', id, from, to });
      return;
    }
    const names = this.cell(id).inputs[slot] ?? [];
    const after = typeof names === 'string' ? to : names.map((name) => (name === from ? to : name));
    this.do({ type: 'set-input', id, slot, names: after });
  }

  /** Inserts a step below a cell. `outputs` are names that it takes over; what else it makes gets fresh ones. Gives the cell back. */
  insertBelow(above: string, start: NewStep, outputs: StepCell['outputs']): StepCell {
    const bare = newStepCell(this.#document, start, this.#lookup);
    const cell = { ...bare, outputs: { ...bare.outputs, ...outputs } };
    this.do({ type: 'insert-cell', cell, at: this.placeOf(above) + 1 });
    return cell;
  }

  /** Inserts a cell that applies what was fitted to a table, and gives what it makes the name. */
  apply(above: string, table: string, transform: string, name: string): StepCell {
    return this.insertBelow(
      above,
      { step: 'apply-transform', inputs: { table, transform } },
      { applied: name },
    );
  }

  /** Names an output anew. What reads the name keeps it where another cell makes something of that name by then. */
  rename(id: string, slot: string, name: string): void {
    this.do({ type: 'rename-output', id, slot, name });
  }

  /** The name of what a cell fits, which it is given where it has none; null where it fits nothing that can be applied. */
  transformOf(id: string): string | null {
    const cell = this.cell(id);
    const contract = this.#lookup(cell.step);
    const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
    if (fitting?.ok !== true) return null;
    const slot = Object.entries(fitting.value.outputs).find(([, { kind }]) => kind === 'transform')?.[0];
    if (slot === undefined) return null;
    const known = cell.outputs[slot];
    if (known !== undefined) return known;
    const name = this.freshName(toName(slot));
    this.rename(id, slot, name);
    return name;
  }
}

/** The slot of the first table that a cell makes, and what it is called; null where it makes none that has a name. */
export function mainTable(
  cell: StepCell,
  lookup: ContractLookup,
): { readonly slot: string; readonly name: string } | null {
  const contract = lookup(cell.step);
  const fitting = contract === undefined ? undefined : fittingOf(contract, cell);
  if (fitting?.ok !== true) return null;
  const slot = Object.entries(fitting.value.outputs).find(([, { kind }]) => kind === 'table')?.[0];
  const name = slot === undefined ? undefined : cell.outputs[slot];
  return slot === undefined || name === undefined ? null : { slot, name };
}
