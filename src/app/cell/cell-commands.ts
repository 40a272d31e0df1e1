import { cellTitle } from '../../document/cell-title';
import type { StepCell, WorkbenchCell } from '../../document/document';
import type { Page } from '../page.svelte';
import { sqlOffer } from './shown-sql';

/** Something that can be done with a cell as a whole, from its menu or the palette. */
export interface CellCommand {
  readonly id: string;
  readonly label: string;
  /** The keys that do the same while the cell has the focus. */
  readonly keys?: string;
  readonly isOff: boolean;
  readonly act: () => void;
}

/** What can be done with a cell, as it stands now. */
export function cellCommands(page: Page, cell: WorkbenchCell): CellCommand[] {
  return cell.kind === 'step'
    ? [...readCommands(page, cell), ...runCommands(page, cell), ...placeCommands(page, cell)]
    : placeCommands(page, cell);
}

function readCommands(page: Page, cell: StepCell): CellCommand[] {
  const result = page.workbench.runs.stateOf(cell.id)?.kept?.result;
  const tables = Object.values(result?.artifacts ?? {}).filter((artifact) => artifact.kind === 'table');
  const commands: CellCommand[] = [
    { id: 'lesson', label: 'About this step', isOff: false, act: () => page.show(cell, 'lesson') },
    { id: 'computed', label: 'How it was computed', isOff: false, act: () => page.show(cell, 'computed') },
  ];
  if (tables.length > 0) {
    commands.push({
      id: 'table',
      label: 'Show the table',
      isOff: false,
      act: () => page.show(cell, 'table'),
    });
  }
  commands.push(...saveCommands(page, cell));
  const offer = sqlOffer(page.workbench, cell);
  if (offer !== null) {
    commands.push({ id: 'sql', label: offer.label, isOff: false, act: () => page.toaster.copy(offer.text) });
  }
  return commands;
}

/** One for each table that the cell has made. */
function saveCommands(page: Page, cell: StepCell): CellCommand[] {
  const artifacts = Object.entries(page.workbench.runs.stateOf(cell.id)?.kept?.result.artifacts ?? {});
  const tables = artifacts.flatMap(([slot, table]) =>
    table.kind === 'table' ? [{ slot, table, name: cell.outputs[slot] ?? slot }] : [],
  );
  return tables.map(({ slot, table, name }) => ({
    id: `save-${slot}`,
    label: tables.length === 1 ? 'Save the table …' : `Save the table “${name}” …`,
    isOff: false,
    act: () =>
      page.tableSaving.open({
        ...{ name, slot, table },
        ask: (query, options) => page.workbench.ask(cell.id, query, options),
      }),
  }));
}

function runCommands({ workbench }: Page, { id }: StepCell): CellCommand[] {
  const { runs } = workbench;
  const isOff = !workbench.mayRun || runs.plans.textOf(id) === null;
  const status = runs.stateOf(id)?.status;
  const isBusy = status === 'running' || status === 'queued';
  return [
    { id: 'run', label: 'Run', keys: 'Ctrl Enter', isOff, act: () => runs.run(id) },
    {
      id: 'needs',
      label: 'Run with all it needs',
      keys: 'Ctrl Alt Enter',
      isOff,
      act: () => runs.runWithNeeds(id),
    },
    {
      id: 'dependents',
      label: 'Run with all that needs it',
      keys: 'Ctrl Shift Enter',
      isOff,
      act: () => runs.runWithDependents(id),
    },
    ...(isBusy
      ? [{ id: 'cancel', label: 'Cancel', keys: 'Esc', isOff: false, act: () => runs.cancel(id) }]
      : []),
  ];
}

function placeCommands(page: Page, cell: WorkbenchCell): CellCommand[] {
  const { cells } = page.workbench.document;
  const place = cells.findIndex((each) => each.id === cell.id);
  const isFixed = page.workbench.readOnly !== null;
  return [
    {
      id: 'up',
      label: 'Move up',
      keys: 'Alt ↑',
      isOff: isFixed || place <= 0,
      act: () => page.move(cell.id, place - 1),
    },
    {
      id: 'down',
      label: 'Move down',
      keys: 'Alt ↓',
      isOff: isFixed || place >= cells.length - 1,
      act: () => page.move(cell.id, place + 1),
    },
    {
      id: 'duplicate',
      label: 'Duplicate',
      isOff: isFixed || cell.kind === 'foreign',
      act: () => page.duplicate(cell.id),
    },
    { id: 'delete', label: 'Delete', isOff: isFixed, act: () => page.remove(cell.id, cellTitle(cell)) },
  ];
}
