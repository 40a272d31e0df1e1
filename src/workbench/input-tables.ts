import type { TableArtifact } from '../core/artifact';
import type { Column } from '../core/table';
import type { StepCell } from '../document/document';
import { namesIn } from '../document/params';
import type { Runs } from './runs.svelte';

/** The columns that a param may name, or why they are not known yet. */
export interface ColumnsAtHand {
  readonly columns: readonly Column[];
  /** Why there are none, in a few words; null where there are. */
  readonly why: string | null;
}

/** The table of a name as its cell made it last; null before it has. */
export function tableOf(runs: Runs, name: string): TableArtifact | null {
  const maker = runs.plans.makerOf(name);
  if (maker === undefined) return null;
  const artifact = runs.stateOf(maker.cell.id)?.kept?.result.artifacts[maker.slot];
  return artifact?.kind === 'table' ? artifact : null;
}

/** The columns of the table at an input slot, as the cell that makes it made them last. Of a list slot, those of all its tables. */
export function columnsAt(runs: Runs, cell: StepCell, slot: string): ColumnsAtHand {
  const names = namesIn(cell, slot);
  if (names.length === 0) return { columns: [], why: 'Choose the table first.' };
  const tables = names.map((name) => tableOf(runs, name)).filter((table) => table !== null);
  if (tables.length === 0)
    return { columns: [], why: `The columns are known once “${names[0] ?? ''}” has run.` };
  const columns = new Map(tables.flatMap((table) => table.columns).map((column) => [column.name, column]));
  return { columns: [...columns.values()], why: null };
}
