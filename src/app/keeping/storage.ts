import type { EngineStorage, TablePlace } from '../../engine/protocol';
import type { StepCell } from '../../document/document';
import type { StepResult } from '../../engine/protocol';

/** One line of what takes room: a table by the name the workbench calls it. */
export interface StorageLine {
  readonly name: string;
  readonly bytes: number;
  readonly place: TablePlace;
}

/** A cell and what came out of it last. */
export interface CellTables {
  readonly cell: StepCell;
  readonly result: StepResult;
}

/** How many tables are named; the rest are told together. */
const NAMED = 5;

/**
 * The tables of the engine, largest first, by the names of the workbench; those it does not name any more (of a cell that was
 * deleted or changed) come last, together. An empty list where nothing stands.
 */
export function storageLines(
  storage: EngineStorage,
  cells: readonly CellTables[],
): readonly (StorageLine | { readonly others: number; readonly bytes: number })[] {
  const names = new Map<string, string>();
  for (const { cell, result } of cells) {
    for (const [slot, artifact] of Object.entries(result.artifacts)) {
      if (artifact.kind === 'table') names.set(artifact.table, cell.outputs[slot] ?? slot);
    }
  }
  const lines = storage.tables
    .flatMap(({ table, bytes, place }) => {
      const name = names.get(table);
      return name === undefined ? [] : [{ name, bytes, place }];
    })
    .sort((a, b) => b.bytes - a.bytes);
  const shown = lines.slice(0, NAMED);
  const others = storage.tables.length - shown.length;
  const all = storage.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const rest = all - shown.reduce((sum, { bytes }) => sum + bytes, 0);
  return others === 0 ? shown : [...shown, { others, bytes: rest }];
}

/** What the browser says of all that this site keeps; null where it says nothing. */
export async function browserEstimate(
  storage: Pick<StorageManager, 'estimate'> | undefined,
): Promise<{ readonly usage: number; readonly quota: number } | null> {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return usage === undefined || quota === undefined ? null : { usage, quota };
  } catch {
    return null;
  }
}
