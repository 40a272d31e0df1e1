import { getContext, setContext } from 'svelte';
import type { TableArtifact } from '../../core/artifact';
import type { RowView } from '../../core/row-view';
import type { Ask } from '../../core/view';

/** A table that is to be saved: what it is called, and how the engine is asked about it. */
export interface TableToSave {
  readonly name: string;
  readonly slot: string;
  readonly table: TableArtifact;
  readonly ask: Ask;
  /** Where the grid leaves rows out or shows them in another order: how, and how many they are. */
  readonly shown?: { readonly view: RowView; readonly rows: number };
}

/** Opens the dialog that saves a table. */
export type TableSaver = (table: TableToSave) => void;

const KEY = Symbol('table saver');

/** Lets every grid below save its table. */
export function provideTableSaver(saver: TableSaver): void {
  setContext(KEY, saver);
}

/** How a grid saves its table; undefined where nobody provides it. */
export function tableSaver(): TableSaver | undefined {
  return getContext<TableSaver | undefined>(KEY);
}
