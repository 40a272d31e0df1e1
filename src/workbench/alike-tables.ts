import type { Suggestion } from '../core/contract';
import type { Column } from '../core/table';
import { listText } from '../core/words';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { namesIn } from '../document/params';
import { contractOf } from '../steps/index';

/** The columns of a table that a cell has made at its output slot `table`; null where it has made none yet. */
export type ColumnsMade = (cellId: string) => readonly Pick<Column, 'name'>[] | null;

/** One column says little: tables of it are alike by chance. */
const LEAST_COLUMNS = 2;

/**
 * For a table that was loaded below others with the same names of columns, in whatever order: to put them under each other. Nothing
 * where some cell does so already, or where the files came as one table.
 */
export function alikeSuggestions(
  document: WorkbenchDocument,
  cell: StepCell,
  made: ColumnsMade,
): Suggestion[] {
  const own = cell.outputs.table;
  const names = isLoad(cell) ? namesOf(made(cell.id)) : null;
  if (own === undefined || names === null) return [];
  const place = document.cells.findIndex((other) => other.id === cell.id);
  const above = document.cells.slice(0, place).flatMap((other) => (other.kind === 'step' ? [other] : []));
  const alike = above
    .filter((other) => isLoad(other) && namesOf(made(other.id)) === names)
    .flatMap((other) => other.outputs.table ?? []);
  if (alike.length === 0 || isAppended(document, own)) return [];
  return [
    {
      step: 'append',
      title: `Append to ${listText(alike)}`,
      reason: `${listText([...alike, own])} have the same columns: as one table they are profiled and split together.`,
      params: {},
      inputs: { tables: [...alike.map((name) => ({ name })), { output: 'table' }] },
    },
  ];
}

const isLoad = ({ step }: StepCell): boolean => contractOf(step)?.stage === 'load';

/** The names of columns as one text that knows no order; null where too few are known. */
function namesOf(columns: ReturnType<ColumnsMade>): string | null {
  if (columns === null || columns.length < LEAST_COLUMNS) return null;
  return JSON.stringify(columns.map(({ name }) => name.toLowerCase()).sort());
}

function isAppended(document: WorkbenchDocument, table: string): boolean {
  return document.cells.some(
    (cell) => cell.kind === 'step' && cell.step === 'append' && namesIn(cell, 'tables').includes(table),
  );
}
