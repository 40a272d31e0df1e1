import type { Suggestion } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit, type Edit } from '../document/edits';
import { plannerOf } from '../document/plan';
import { contractOf } from '../steps/index';
import { repairedTable } from './repaired-table';
import { feedingEdit, followerOf } from './suggestions';
import { suggestedEdits } from './without-leaks';

/** A cell that read a table before it was mended, and what it reads. */
export interface Redirection {
  readonly cellId: string;
  readonly from: string;
  readonly to: string;
}

/** What comes of taking a suggestion. */
export interface Following {
  /** The cell that does what was suggested. */
  readonly cellId: string;
  /** Empty where a cell does so already; without a new cell where its result is only to be connected, for which it may have to move up. */
  readonly edits: readonly Edit[];
  /** The cells below that read the mended table from now on. */
  readonly redirected: readonly Redirection[];
  /** Those that go on to read the table as it was, since what the repair has learned would leak into them. */
  readonly left: readonly Redirection[];
}

/** Stages whose cells tell of the very table they were given: of one that is mended they are asked anew. */
const TELLING = ['understand', 'validate'];

/**
 * What is to be done for a suggestion: nothing where a cell follows it already; else its cell is inserted, and where that mends
 * a table, the cells below that build on the table build on the mended one. A cell into which rows kept back would then leak
 * is left as it is.
 */
export function followingOf(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): Following {
  const follower = followerOf(document, cell, suggestion);
  if (follower !== undefined) {
    const feeding = feedingEdit(cell, suggestion, follower);
    const edits = feeding === null ? [] : [...liftedAbove(document, cell, follower, feeding), feeding];
    return { cellId: follower.id, edits, redirected: fedCells(edits), left: [] };
  }
  const edits = suggestedEdits(document, cell, suggestion);
  const inserted = edits.flatMap((edit) => (edit.type === 'insert-cell' ? [edit.cell.id] : []));
  const after = edits.reduce((before, edit) => applyEdit(before, edit), document);
  const cellId = inserted[0] ?? cell.id;
  const { redirected, left } = redirections(after, cellId);
  const redirects = redirected.map(({ cellId: id, from, to }) => asEdit(id, from, to));
  const fed = suggestion.feeds === undefined ? [] : fedCells(edits);
  return { cellId, edits: [...edits, ...redirects], redirected: [...fed, ...redirected], left };
}

/** A cell whose table another reads in place of its own comes to stand above that one. */
function liftedAbove(document: WorkbenchDocument, cell: StepCell, follower: StepCell, feeding: Edit): Edit[] {
  const [to, from] = [cell, follower].map(({ id }) => document.cells.findIndex((each) => each.id === id));
  if (feeding.type !== 'read-instead' || to === undefined || from === undefined || from < to) return [];
  return [{ type: 'move-cell', id: follower.id, to }];
}

/** The cells that edits make read another table. */
function fedCells(edits: readonly Edit[]): Redirection[] {
  return edits.flatMap((edit) =>
    edit.type === 'read-instead' ? [{ cellId: edit.id, from: edit.from, to: edit.to }] : [],
  );
}

const asEdit = (id: string, from: string, to: string): Edit => ({ type: 'read-instead', id, from, to });

function redirections(document: WorkbenchDocument, repairId: string): Pick<Following, 'redirected' | 'left'> {
  const place = document.cells.findIndex(({ id }) => id === repairId);
  const repair = document.cells[place];
  const [from] = repair?.kind === 'step' ? Object.values(repair.inputs).flat() : [];
  const to = from === undefined ? null : repairedTable(repair, from);
  if (from === undefined || to === null) return { redirected: [], left: [] };
  const readers = document.cells
    .slice(place + 1)
    .flatMap((each) => (each.kind === 'step' && buildsOn(each, from) ? [each.id] : []));
  const redirected: Redirection[] = [];
  const left: Redirection[] = [];
  let now = document;
  for (const cellId of readers) {
    const next = applyEdit(now, asEdit(cellId, from, to));
    const isSafe = leaksIn(next) <= leaksIn(now);
    (isSafe ? redirected : left).push({ cellId, from, to });
    if (isSafe) now = next;
  }
  return { redirected, left };
}

function buildsOn(cell: StepCell, table: string): boolean {
  const stage = contractOf(cell.step)?.stage;
  return stage !== undefined && !TELLING.includes(stage) && Object.values(cell.inputs).flat().includes(table);
}

/** How many leaks nobody has overruled. */
function leaksIn(document: WorkbenchDocument): number {
  const { guard, order } = plannerOf(document);
  return order.flatMap((id) => guard.leaksOf(id).filter(({ isOverruled }) => !isOverruled)).length;
}
