import { canonicalJson } from '../core/content-key';
import { portsOf, type Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import { columnsNamedBy } from '../document/disclosures';
import type { StepCell, WorkbenchDocument } from '../document/document';
import type { Edit } from '../document/edits';
import { stepCells } from '../document/graph';
import { completeParams, namesIn } from '../document/params';
import { contractOf } from '../steps/index';
import { asItCame } from './as-it-came';
import { wholeOf } from './other-parts';
import { suggestedParams } from './suggested-inputs';
import { waysToBuild } from './ways-to-build';

/**
 * The edit that inserts the suggested cell: below the one that suggests it, or below those that mend the same table already; one that
 * feeds it stands above.
 */
export function suggestedEdit(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
): Extract<Edit, { type: 'insert-cell' }> {
  const { step, feeds } = suggestion;
  const params = suggestedParams(document, suggestion);
  const { inputs, place } = waysToBuild(document, cell, suggestion)[0];
  const at = feeds === undefined ? place + 1 : document.cells.findIndex(({ id }) => id === cell.id);
  return { type: 'insert-cell', cell: newStepCell(document, { step, params, inputs }), at };
}

/**
 * The edit that connects what a suggested cell makes to the one that suggests it: in a list beside what is there, at another slot in
 * its place. Null where it feeds nothing, or does already.
 */
export function feedingEdit(cell: StepCell, { feeds }: Suggestion, made: StepCell): Edit | null {
  const [name] = Object.values(made.outputs);
  if (feeds === undefined || name === undefined) return null;
  const names = namesIn(cell, feeds);
  const [read] = names;
  if (names.includes(name)) return null;
  return isList(cell, feeds) || read === undefined
    ? { type: 'set-input', id: cell.id, slot: feeds, names: [...names, name] }
    : { type: 'read-instead', id: cell.id, from: read, to: name };
}

function isList(cell: StepCell, slot: string): boolean {
  const contract = contractOf(cell.step);
  return contract !== undefined && portsOf(contract.inputs, cell.params)[slot]?.list === true;
}

/** True where a cell follows a suggestion to the letter, and feeds the one that suggests it where it is meant to. */
export function isFollowed(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): boolean {
  const follower = followerOf(document, cell, suggestion);
  return follower !== undefined && feedingEdit(cell, suggestion, follower) === null;
}

/** A suggestion as it is offered: whether a cell follows it to the letter. */
export interface OfferedSuggestion {
  readonly suggestion: Suggestion;
  readonly isFollowed: boolean;
}

/**
 * The suggestions to offer: those open, and those that a cell follows to the letter. One that a cell of that step follows in its
 * own way (on those inputs, or what became of them, with the columns it names) is left out, and a look at a table that is there already.
 */
export function offeredSuggestions(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestions: readonly Suggestion[],
): OfferedSuggestion[] {
  return suggestions.flatMap((suggestion) => {
    if (!isPossible(document, suggestion)) return [];
    const isDone = isFollowed(document, cell, suggestion);
    const isOpen = !alikeCells(document, cell, suggestion).some((other) => covers(other, suggestion));
    const isLook = contractOf(suggestion.step)?.stage === 'understand';
    const isToFeed = suggestion.feeds !== undefined;
    return isOpen || isToFeed || (isDone && !isLook) ? [{ suggestion, isFollowed: isDone }] : [];
  });
}

/** False where a suggestion is about the table that was divided into a part, or as it came, and there is none. */
export function isPossible(document: WorkbenchDocument, { inputs }: Suggestion): boolean {
  return Object.values(inputs)
    .flat()
    .every((from) => {
      if ('wholeOf' in from) return wholeOf(document, from.wholeOf) !== null;
      if (!('asItCame' in from) || from.orItself === true) return true;
      return asItCame(document, from.asItCame) !== null;
    });
}

/** True where a cell deals with every column that a suggestion names. */
function covers(cell: StepCell, { params }: Suggestion): boolean {
  const done = columnsNamedBy(cell);
  return columnsNamedBy({ ...cell, params: params as StepCell['params'] }).every((name) =>
    done.includes(name),
  );
}

/** The cell that follows a suggestion to the letter: the same step with the same params, on the same inputs or what became of them. */
export function followerOf(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
): StepCell | undefined {
  const contract = contractOf(suggestion.step);
  if (contract === undefined) return undefined;
  const params = canonicalJson(completeParams(contract, suggestedParams(document, suggestion)));
  return alikeCells(document, cell, suggestion).find((other) => canonicalJson(other.params) === params);
}

/**
 * The cells of the suggested step that read what the suggested cell would, or what became of it. What is only set beside a table by
 * itself makes no other cell.
 */
function alikeCells(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): StepCell[] {
  const { inputs: ports = {} } = contractOf(suggestion.step) ?? {};
  const isMeant = ([slot]: [string, unknown]): boolean =>
    typeof ports === 'function' || ports[slot]?.isBeside !== true || Object.hasOwn(suggestion.inputs, slot);
  const textOf = (inputs: StepCell['inputs']): string =>
    canonicalJson(Object.fromEntries(Object.entries(inputs).filter(isMeant)));
  const known = waysToBuild(document, cell, suggestion).map(({ inputs }) => textOf(inputs));
  return stepCells(document).filter(
    (other) => other.step === suggestion.step && known.includes(textOf(other.inputs)),
  );
}
