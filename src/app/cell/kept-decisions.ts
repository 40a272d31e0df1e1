import type { NumberFormat } from '../../core/number-format';
import { counted } from '../../core/words';
import type { StepCell } from '../../document/document';

/** How many decisions made by hand a cell keeps for the next time it runs; empty where it has none. */
export function keptDecisionsText(patch: StepCell['patch'], format: NumberFormat): string {
  const count = patch?.decisions.length ?? 0;
  if (count === 0) return '';
  const verb = count === 1 ? 'is kept and is' : 'are kept and are';
  return `${counted(count, 'decision', format)} made by hand ${verb} applied once the cell runs.`;
}
