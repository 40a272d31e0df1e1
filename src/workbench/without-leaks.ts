import type { Suggestion } from '../core/contract';
import type { StepCell, WorkbenchDocument } from '../document/document';
import { applyEdit, type Edit } from '../document/edits';
import { repairsOf } from '../document/leaks/repairs/repairs';
import { plannerOf } from '../document/plan';
import { contractOf } from '../steps/index';
import { feedingEdit, suggestedEdit } from './suggestions';

/**
 * The edits that insert the suggested cell, and arrange the cells so that it makes no leak: a split that would stand behind
 * cells that learn or resample is put before them. Only what the edit itself brings about is arranged, and only where a
 * repair is known.
 */
export function suggestedEdits(document: WorkbenchDocument, cell: StepCell, suggestion: Suggestion): Edit[] {
  const edit = suggestedEdit(document, cell, suggestion);
  const feeding = edit.cell.kind === 'step' ? feedingEdit(cell, suggestion, edit.cell) : null;
  if (feeding !== null) return [edit, feeding];
  if (contractOf(suggestion.step)?.makesParts === undefined) return [edit];
  const known = plannerOf(document).guard;
  const after = applyEdit(document, edit);
  const { graph, guard, order } = plannerOf(after);
  // The first of a line takes those behind it along.
  const [leak] = order.flatMap((id) => (known.leaksOf(id).length > 0 ? [] : guard.leaksOf(id)));
  if (leak === undefined) return [edit];
  const shop = { document: after, graph, traces: guard.traces, lookup: contractOf };
  return [edit, ...(repairsOf(leak, shop)[0]?.edits ?? [])];
}
