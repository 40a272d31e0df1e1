import { outputNames } from '../../names';
import type { FoundLeak } from '../find';
import { Draft, mainTable } from './draft';
import { isRead, quoted, readersOf, type Repair, type Workshop } from './repair';
import { splitFirst } from './split-first';
import { dependsOn } from './tables';

/** The split comes before what learned or resampled; possible where it divides what that has made. */
export function splitBefore(leak: FoundLeak, shop: Workshop): Repair | null {
  const { code, at, input, mark } = leak;
  const isOfSplit = code === 'leak-resampled-before-split';
  const split = isOfSplit ? at : shop.traces.cells.get(mark?.split ?? '');
  const from = isOfSplit ? input.trace.resampledBy?.id : at.cell.id;
  if (split === undefined || from === undefined || !dependsOn(shop.graph, split.cell.id, from)) return null;
  const draft = splitFirst(shop, new Draft(shop.document, shop.lookup), from, split);
  if (draft === null) return null;
  const means = meansOfSplit(leak, draft.transformOf(from) === null);
  return { label: 'Split first', means, edits: draft.edits };
}

function meansOfSplit({ code }: FoundLeak, isOfTraining: boolean): string {
  if (code === 'leak-resampled-before-split') {
    return 'The split comes first, and the training part alone is resampled.';
  }
  return isOfTraining
    ? 'The split comes first, and this cell works on the training part alone.'
    : 'The split comes first; this cell learns from its training part, and that is applied to the other parts.';
}

/** The split divides the rows as they were before they were resampled. */
export function splitAsItWas({ at, input }: FoundLeak, shop: Workshop): Repair | null {
  const resampler = input.trace.resampledBy;
  const before = resampler === null ? undefined : shop.traces.cells.get(resampler.id)?.inputs[0];
  const isDirect = resampler !== null && Object.values(resampler.outputs).includes(input.name);
  if (before === undefined || !isDirect) return null;
  const draft = new Draft(shop.document, shop.lookup);
  draft.reconnect(at.cell.id, input.slot, input.name, before.name);
  return {
    label: `Split ${quoted(before.name)} instead`,
    means: `This cell divides “${before.name}”, as it was before it was resampled.`,
    edits: draft.edits,
  };
}

/** The cell goes, and what read its table reads what it read. */
export function leaveOut({ at, input }: FoundLeak, shop: Workshop): Repair | null {
  const { cell } = at;
  const main = mainTable(cell, shop.lookup);
  const others = Object.values(outputNames(cell)).filter((name) => name !== main?.name);
  if (main === null || others.some((name) => isRead(shop, name))) return null;
  const draft = new Draft(shop.document, shop.lookup);
  for (const reader of readersOf(shop, main.name)) {
    draft.reconnect(reader.cell.id, reader.slot, main.name, input.name);
  }
  draft.do({ type: 'delete-cell', id: cell.id });
  return {
    label: 'Leave this cell out',
    means: `This cell goes; what read “${main.name}” reads “${input.name}” as it is.`,
    edits: draft.edits,
  };
}
