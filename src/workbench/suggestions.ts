import { canonicalJson } from '../core/content-key';
import type { SuggestedInput, Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchCell, WorkbenchDocument } from '../document/document';
import type { Edit } from '../document/edits';
import { contractOf } from '../steps/index';

/** The inputs of the cell that a suggestion proposes, by name. */
function suggestedInputs(cell: StepCell, suggestion: Suggestion): StepCell['inputs'] {
  const nameOf = (from: SuggestedInput): string | undefined =>
    'name' in from ? from.name : cell.outputs[from.output];
  return Object.fromEntries(
    Object.entries(suggestion.inputs).flatMap(([slot, from]): [string, string | string[]][] => {
      const names = [from].flat().flatMap((each) => nameOf(each) ?? []);
      const [first] = names;
      if (first === undefined) return [];
      return [[slot, Array.isArray(from) ? names : first]];
    }),
  );
}

/** The edit that inserts the suggested cell: below the one that suggests it, or below those that mend the same table already. */
export function suggestedEdit(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): Edit {
  const { step, params } = suggestion;
  const { inputs, place } = waysToBuild(document, cell, suggestion)[0];
  return { type: 'insert-cell', cell: newStepCell(document, { step, params, inputs }), at: place + 1 };
}

/** The suggestions that the workbench does not follow already: no cell of that step has those inputs, or what became of them. */
export function openSuggestions(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestions: readonly Suggestion[],
): Suggestion[] {
  return suggestions.filter((suggestion) => {
    const known = waysToBuild(document, cell, suggestion).map(({ inputs }) => canonicalJson(inputs));
    return !document.cells.some(
      (other) =>
        other.kind === 'step' &&
        other.step === suggestion.step &&
        known.includes(canonicalJson(other.inputs)),
    );
  });
}

/** Steps that mend one table and keep its shape, but for columns and rows that are too many. */
const REPAIRS = [
  'missing-tokens',
  'parse',
  'impute',
  'clip',
  'merge-values',
  'deduplicate',
  'derive',
  'select-columns',
];
/** Steps that are better taken after repairs than beside them. */
const AFTER_REPAIRS = [...REPAIRS, 'split'];

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
function waysToBuild(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestion: Suggestion,
): [Footing, ...Footing[]] {
  const place = document.cells.findIndex((other) => other.id === cell.id);
  const inputs = suggestedInputs(cell, suggestion);
  let ways: [Footing, ...Footing[]] = [{ inputs, place }];
  const [[slot, name] = [], ...others] = Object.entries(inputs);
  const isChained = AFTER_REPAIRS.includes(suggestion.step) && others.length === 0;
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

/** The name of the table that a cell makes by mending one; null where it mends another, or none. */
function repairedTable(cell: WorkbenchCell | undefined, table: string): string | null {
  if (cell?.kind !== 'step' || !REPAIRS.includes(cell.step)) return null;
  if (canonicalJson(Object.values(cell.inputs)) !== canonicalJson([table])) return null;
  const outputs = contractOf(cell.step)?.outputs;
  const [slot] = Object.entries(typeof outputs === 'object' ? outputs : {}).flatMap(([each, { kind }]) =>
    kind === 'table' ? [each] : [],
  );
  return slot === undefined ? null : (cell.outputs[slot] ?? null);
}
