import { canonicalJson } from '../core/content-key';
import type { SuggestedInput, Suggestion } from '../core/contract';
import { newStepCell } from '../document/cells';
import type { StepCell, WorkbenchDocument } from '../document/document';
import type { Edit } from '../document/edits';

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

/** The edit that inserts the suggested cell below the one that suggests it. */
export function suggestedEdit(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): Edit {
  const { step, params } = suggestion;
  const next = newStepCell(document, { step, params, inputs: suggestedInputs(cell, suggestion) });
  const place = document.cells.findIndex((other) => other.id === cell.id);
  return { type: 'insert-cell', cell: next, at: place + 1 };
}

/** The suggestions that the workbench does not follow already: no cell of that step has those inputs. */
export function openSuggestions(
  document: WorkbenchDocument,
  cell: StepCell,
  suggestions: readonly Suggestion[],
): Suggestion[] {
  return suggestions.filter((suggestion) => {
    const inputs = canonicalJson(suggestedInputs(cell, suggestion));
    return !document.cells.some(
      (other) =>
        other.kind === 'step' && other.step === suggestion.step && canonicalJson(other.inputs) === inputs,
    );
  });
}
