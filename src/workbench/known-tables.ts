import { frameRows } from '../core/frame';
import type { Column } from '../core/table';
import type { WorkbenchDocument } from '../document/document';
import { stepCells } from '../document/graph';
import { outputNames } from '../document/names';
import { namesIn } from '../document/params';
import { tableOf } from './input-tables';
import type { Runs } from './runs.svelte';

/** What results so far tell of the tables that a new cell could read, by their names. */
export interface KnownTables {
  /** The part of a split that a table is; null where it is a whole table or that is not known yet. */
  partOf(name: string): string | null;
  /** The columns of a table as it was made last; null where it was not made yet. */
  columnsOf?(name: string): readonly Column[] | null;
  /** How many values a column of a table has, by a profile of it or of what it was made of; null where none was made. */
  distinctOf?(name: string, column: string): number | null;
  /** True where a table is not there and nothing is on its way to make it: its cell has failed, or is not run. */
  isLacking?(name: string): boolean;
}

/** What the results of a workbench tell. With `isAutomatic` a cell that has not run is one that cannot. */
export function knownTables(document: WorkbenchDocument, runs: Runs, isAutomatic: boolean): KnownTables {
  return {
    partOf: (name) => tableOf(runs, name)?.traits.part ?? null,
    columnsOf: (name) => tableOf(runs, name)?.columns ?? null,
    distinctOf: (name, column) => distinctIn(document, runs, name, column),
    isLacking: (name) => isLacking(runs, name, isAutomatic),
  };
}

function isLacking(runs: Runs, name: string, isAutomatic: boolean): boolean {
  const maker = runs.plans.makerOf(name)?.cell.id;
  const state = maker === undefined ? undefined : runs.stateOf(maker);
  if (maker === undefined || state === undefined || state.status === 'failed') return true;
  if (state.kept !== null) return false;
  const isIdle = state.status === 'idle' && (isAutomatic || runs.plans.textOf(maker) === null);
  return state.status === 'cancelled' || isIdle;
}

/** By the nearest profile: of the table itself, else of one that it was made of. */
function distinctIn(document: WorkbenchDocument, runs: Runs, name: string, column: string): number | null {
  const maker = runs.plans.makerOf(name)?.cell.id;
  if (maker === undefined) return null;
  const before = new Set(runs.plans.neededBy(maker));
  const made = stepCells(document).filter(({ id }) => before.has(id));
  const names = [name, ...made.flatMap((cell) => Object.values(outputNames(cell)))];
  for (const table of names) {
    const profiles = stepCells(document).filter(
      (cell) => cell.step === 'profile' && namesIn(cell, 'table').includes(table),
    );
    for (const { id } of profiles) {
      const frame = runs.stateOf(id)?.kept?.result.frames.columns;
      const row = frame === undefined ? undefined : frameRows(frame).find((each) => each.column === column);
      if (typeof row?.distinct === 'number') return row.distinct;
    }
  }
  return null;
}
