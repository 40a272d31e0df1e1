import { listText } from '../core/words';
import { shortTitle } from '../document/cell-title';
import type { WorkbenchDocument } from '../document/document';
import type { Following, Redirection } from './following';

/** What is said once a suggestion was taken: where its cell stands, and which cells below read what it makes. */
export function followingText(document: WorkbenchDocument, following: Following): string {
  const { cellId, edits, redirected, left } = following;
  const cell = document.cells.find(({ id }) => id === cellId);
  const title = cell === undefined ? '' : shortTitle(cell);
  const place = cellNumber(document, cellId);
  if (edits.length === 0) return `Done already, in cell ${place}: ${title}.`;
  const isAdded = edits.some(({ type }) => type === 'insert-cell');
  const what = `${isAdded ? 'Added' : 'Connected'} cell ${place}: ${title}.`;
  return [what, redirectedText(document, redirected), leftText(document, left)]
    .filter((text) => text !== '')
    .join(' ');
}

function redirectedText(document: WorkbenchDocument, redirected: readonly Redirection[]): string {
  const [first] = redirected;
  if (first === undefined) return '';
  const verb = redirected.length === 1 ? 'reads' : 'read';
  return `${cellsText(document, redirected)} now ${verb} “${first.to}” in place of “${first.from}”.`;
}

function leftText(document: WorkbenchDocument, left: readonly Redirection[]): string {
  const [first] = left;
  if (first === undefined) return '';
  const verb = left.length === 1 ? 'reads' : 'read';
  return `${cellsText(document, left)} still ${verb} “${first.from}”: with “${first.to}” rows kept back would leak.`;
}

function cellsText(document: WorkbenchDocument, redirections: readonly Redirection[]): string {
  const numbers = redirections.map(({ cellId }) => String(cellNumber(document, cellId)));
  return `${redirections.length === 1 ? 'Cell' : 'Cells'} ${listText(numbers)}`;
}

/** The number that stands beside a cell; notes have none. */
export function cellNumber({ cells }: WorkbenchDocument, cellId: string): number {
  const place = cells.findIndex(({ id }) => id === cellId);
  return cells.slice(0, place + 1).filter(({ kind }) => kind !== 'note').length;
}
