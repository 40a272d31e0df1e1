import type { ContractLookup } from '../../../core/contract';
import type { WorkbenchDocument } from '../../document';
import type { Edit } from '../../edits';
import type { Graph } from '../../graph';
import type { Traces } from '../trace';

/** A way to mend a leak: edits that are one step to undo. */
export interface Repair {
  /** What the button says. */
  readonly label: string;
  /** What becomes of the workbench, in a sentence. */
  readonly means: string;
  readonly edits: readonly Edit[];
}

/** What repairs are made from. */
export interface Workshop {
  readonly document: WorkbenchDocument;
  readonly graph: Graph;
  readonly traces: Traces;
  readonly lookup: ContractLookup;
}

/** A name as a button shows it. */
export const quoted = (name: string): string => `“${name.length > 24 ? `${name.slice(0, 23)}…` : name}”`;

/** The cells whose inputs name something. */
export function readersOf({ document }: Pick<Workshop, 'document'>, name: string) {
  return document.cells.flatMap((cell) =>
    cell.kind === 'step'
      ? Object.entries(cell.inputs).flatMap(([slot, names]) =>
          [names].flat().includes(name) ? [{ cell, slot }] : [],
        )
      : [],
  );
}

/** True where a cell reads what has the name. */
export const isRead = (shop: Pick<Workshop, 'document'>, name: string): boolean =>
  readersOf(shop, name).length > 0;
