import type { Suggestion } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { outputNames } from '../document/names';
import { isRepair, repairedTable } from './repaired-table';
import { suggestedInputs } from './suggested-inputs';

/** What a suggested cell may read, and the place of the cell that it then stands below. */
interface Footing {
  readonly inputs: StepCell['inputs'];
  readonly place: number;
}

/**
 * What a suggested cell may read, the best first. Where a repair of one table is suggested, that is the table as the repairs below have
 * left it, those that follow one from the other: repairs of a result that are taken one after the other make a chain. The inputs as
 * they are suggested come last.
 */
export function waysToBuild(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
): [Footing, ...Footing[]] {
  const inputs = suggestedInputs(document, cell, suggestion);
  const place = placeOf(document, cell, suggestion, inputs);
  let ways: [Footing, ...Footing[]] = [{ inputs, place }];
  const [[slot, name] = [], ...others] = Object.entries(inputs);
  // What feeds a cell stands above it, and so reads nothing that is made below.
  const isChained = suggestion.feeds === undefined && isAfterRepairs(suggestion.step) && others.length === 0;
  if (!isChained || slot === undefined || typeof name !== 'string') return ways;
  let last = name;
  for (let below = place + 1; below < document.cells.length; below++) {
    const made = repairedTable(document.cells[below], last);
    if (made === null) continue;
    last = made;
    ways = [{ inputs: { [slot]: made }, place: below }, ...ways];
  }
  return ways;
}

/** Below which cell it stands: the one that suggests it, or where the whole is mended that a split divides, the one that makes that. */
function placeOf(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
  inputs: StepCell['inputs'],
): number {
  const isOfWhole = Object.values(suggestion.inputs)
    .flat()
    .some((from) => 'wholeOf' in from);
  const read = Object.values(inputs).flat();
  const maker = document.cells.findIndex((other) =>
    Object.values(outputNames(other)).some((name) => read.includes(name)),
  );
  const own = document.cells.findIndex((other) => other.id === cell.id);
  return isOfWhole && isRepair(suggestion.step) && maker >= 0 ? maker : own;
}

/** Better taken after repairs than beside them. */
const isAfterRepairs = (step: string): boolean => isRepair(step) || step === 'split';
