import { canonicalJson } from '../../core/content-key';
import type { StepCell, WorkbenchDocument } from '../../document/document';
import { stepCells } from '../../document/graph';

/**
 * True where cells that were made together can give way to others without a loss: all of them stand as they were made, and no other
 * cell reads what they make. What a load has noted of its files is no change of it.
 */
export function isReplaceable(document: WorkbenchDocument, made: readonly StepCell[]): boolean {
  const cells = new Map(stepCells(document).map((cell) => [cell.id, cell]));
  const names = new Set(made.flatMap(({ outputs }) => Object.values(outputs)));
  const own = new Set(made.map(({ id }) => id));
  const isRead = [...cells.values()].some(
    ({ id, inputs }) =>
      !own.has(id) &&
      Object.values(inputs)
        .flat()
        .some((name) => names.has(name)),
  );
  return made.length > 0 && !isRead && made.every((cell) => isAsMade(cell, cells.get(cell.id)));
}

function isAsMade(made: StepCell, present: StepCell | undefined): boolean {
  if (present === undefined) return false;
  const decided = ({ step, params: { source: _, ...params }, inputs, outputs }: StepCell): string =>
    canonicalJson({ step, params, inputs, outputs });
  return decided(made) === decided(present);
}
