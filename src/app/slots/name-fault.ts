import type { StepCell, WorkbenchDocument } from '../../document/document';
import { outputNames } from '../../document/names';

/**
 * Says why an output of a cell cannot have a name; null where it can. What another output is called is taken, and so is
 * what the cell itself reads: it would wait for itself.
 */
export function nameFault(
  { cells }: WorkbenchDocument,
  cell: Pick<StepCell, 'id' | 'inputs'>,
  slot: string,
  name: string,
): string | null {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return 'A name is needed.';
  const others = cells.flatMap((each) =>
    Object.entries(outputNames(each)).flatMap(([output, other]) =>
      each.id === cell.id && output === slot ? [] : [other],
    ),
  );
  const taken = [...others, ...Object.values(cell.inputs).flat()];
  return taken.some((other) => other.toLowerCase() === wanted) ? 'This name is taken.' : null;
}
