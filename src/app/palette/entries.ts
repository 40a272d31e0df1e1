import { STAGES } from '../../core/contract';
import { SAMPLES } from '../../core/samples';
import { sentenceText } from '../../core/sentence';
import { cellTitle } from '../../document/cell-title';
import { newNoteCell } from '../../document/cells';
import { fitParams } from '../../document/params';
import { contractOf, contracts } from '../../steps/index';
import type { StepContract } from '../../core/contract';
import { connectedCell, isUnfit } from '../../workbench/insertion';
import { knownTables } from '../../workbench/known-tables';
import { cellCommands } from '../cell/cell-commands';
import { chooseFiles } from '../incoming/choose-files';
import { DATA_ENDINGS, WORKBENCH_ENDINGS } from '../incoming/incoming-files';
import { focusedCellId, type Page, type PaletteOpening } from '../page.svelte';
import type { PaletteEntry } from './search';

/** Everything the palette finds, in its order: steps by stage, a note, what concerns the cell in focus, cells, commands. */
export function paletteEntries(page: Page, opening: PaletteOpening): PaletteEntry[] {
  const { at } = opening;
  const isOpen = page.workbench.readOnly === null;
  return [
    ...(isOpen ? [...stepEntries(page, opening), noteEntry(page, at)] : []),
    ...focusedEntries(page),
    ...cellEntries(page),
    ...commandEntries(page),
  ];
}

function stepEntries(page: Page, opening: PaletteOpening): PaletteEntry[] {
  return STAGES.flatMap((stage) =>
    contracts
      .filter((contract) => contract.stage === stage)
      .map((contract) => stepEntry(page, contract, opening)),
  );
}

/** A step as its cell would read; one that starts from a file opens the chooser, since without one it says nothing. */
function stepEntry(page: Page, contract: StepContract, { at, cellId }: PaletteOpening): PaletteEntry {
  const base = {
    id: `step:${contract.id}`,
    group: contract.stage,
    stage: contract.stage,
    title: contract.title,
    words: contract.summary,
  };
  if (contract.stage === 'load') return { ...base, text: 'Open a data file …', act: () => chooseData(page) };
  const { document } = page.workbench;
  const about = document.cells.find((each) => each.id === cellId);
  const { runs, isAutomatic } = page.workbench;
  const known = knownTables(document, runs, isAutomatic);
  const cell = connectedCell(document, contract.id, at, known, contractOf, about);
  const missed = Object.entries(contract.wants ?? {}).find(([slot, wish]) => {
    const name = cell.inputs[slot];
    return typeof name === 'string' && isUnfit(wish, known, name);
  })?.[1];
  const text = fitParams(contract, cell.params).ok
    ? sentenceText(contract, cell)
    : contract.sentence.replace(/\{\w+\}/g, '…');
  const act = () => page.insert(cell, at);
  if (missed !== undefined) return { ...base, text: `For this, ${missed.first}`, isUntimely: true, act };
  return { ...base, text, act };
}

function noteEntry(page: Page, at: number): PaletteEntry {
  return {
    id: 'note',
    group: 'Note',
    stage: null,
    title: 'Note',
    text: 'Write what you see, in Markdown',
    words: 'text comment heading',
    act: () => page.insert(newNoteCell(page.workbench.document), at),
  };
}

function focusedEntries(page: Page): PaletteEntry[] {
  const cell = page.workbench.document.cells.find(({ id }) => id === focusedCellId());
  if (cell === undefined) return [];
  return cellCommands(page, cell)
    .filter((command) => !command.isOff)
    .map(({ id, label, keys, act }) => ({
      id: `this:${id}`,
      group: 'This cell',
      stage: null,
      title: label,
      text: cellTitle(cell),
      words: 'cell',
      ...(keys !== undefined && { keys }),
      act,
    }));
}

function cellEntries(page: Page): PaletteEntry[] {
  return page.workbench.document.cells.map((cell) => ({
    id: `cell:${cell.id}`,
    group: 'Go to a cell',
    stage: contracts.find((contract) => cell.kind === 'step' && contract.id === cell.step)?.stage ?? null,
    title: cellTitle(cell),
    text: '',
    words: cell.kind === 'note' ? cell.text : cell.id,
    act: () => page.focusCell(cell.id),
  }));
}

function commandEntries(page: Page): PaletteEntry[] {
  const { workbench } = page;
  const isBlank = workbench.document.cells.length === 0;
  const command = (
    id: string,
    title: string,
    text: string,
    act: () => void,
    keys?: string,
  ): PaletteEntry => ({
    id,
    group: 'Commands',
    stage: null,
    title,
    text,
    words: '',
    act,
    ...(keys !== undefined && { keys }),
  });
  const mode = workbench.isAutomatic
    ? command('by-hand', 'Run by hand', 'Cells wait until you run them', () => workbench.setAutomatic(false))
    : command('automatic', 'Run automatically', 'Cells run after an edit', () =>
        workbench.setAutomatic(true),
      );
  const running = workbench.runs.plans.cellOf(workbench.runs.current ?? '');
  const ofWorkbench = [
    ...(running === undefined
      ? []
      : [command('cancel', 'Cancel the run', cellTitle(running), () => workbench.runs.cancel(running.id))]),
    ...(workbench.mayRun
      ? [command('run-all', 'Run all', 'Every cell, in order', () => workbench.runs.runAll()), mode]
      : []),
    command('save', 'Save', 'The workbench as a file', () => page.save(), 'Ctrl S'),
    ...(workbench.readOnly === null
      ? [
          command('save-with-data', 'Save with data', 'As one file, which opens elsewhere', () =>
            page.packSaving.open(),
          ),
        ]
      : []),
    ...(workbench.history.canUndo
      ? [command('undo', 'Undo', '', () => page.travel(() => workbench.undo()), 'Ctrl Z')]
      : []),
    ...(workbench.history.canRedo
      ? [command('redo', 'Redo', '', () => page.travel(() => workbench.redo()), 'Ctrl Shift Z')]
      : []),
    command('new', 'New workbench', 'This one is an undo away', () => page.startAnew()),
  ];
  return [
    ...(isBlank ? [] : ofWorkbench),
    command('open-data', 'Open data', 'A CSV file from this device', () => chooseData(page), 'Ctrl O'),
    command('open', 'Open a workbench', 'A file saved from Sluice', () => {
      void chooseFiles(WORKBENCH_ENDINGS, false).then(async ([file]) => {
        if (file !== undefined) await page.opener.openWorkbench(file);
      });
    }),
    ...SAMPLES.map(({ name, title }) =>
      command(`sample:${name}`, `Sample: ${title}`, 'A workbench of its own', () =>
        page.opener.openSample(name),
      ),
    ),
  ];
}

function chooseData(page: Page): void {
  void chooseFiles(DATA_ENDINGS, true).then(async (files) => {
    if (files.length > 0) await page.opener.openFiles(files);
  });
}
