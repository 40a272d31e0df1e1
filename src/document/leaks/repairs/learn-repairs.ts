import { canonicalJson } from '../../../core/content-key';
import type { FoundLeak } from '../find';
import { roleOf, type PartMark } from '../pieces';
import { Draft, mainTable } from './draft';
import { isRead, quoted, type Repair, type Workshop } from './repair';
import { dependsOn, readerAbove, tableOfRole } from './tables';

function trainingTable({ at, input, mark }: FoundLeak, shop: Workshop): string | null {
  return tableOfRole(shop, at, { instead: input, mark, role: 'training' });
}

/** Another table at the slot that is at fault. */
export function learnFrom(leak: FoundLeak, shop: Workshop): Repair | null {
  const training = trainingTable(leak, shop);
  if (training === null) return null;
  const { at, input } = leak;
  const draft = new Draft(shop.document, shop.lookup);
  draft.reconnect(at.cell.id, input.slot, input.name, training);
  return {
    label: `Learn from ${quoted(training)} instead`,
    means: `This cell reads “${training}” in place of “${input.name}”.`,
    edits: draft.edits,
  };
}

/** Where what is learned from is made of the very table that the split divides: it is made of the training part. */
export function startFrom({ input, mark }: FoundLeak, shop: Workshop): Repair | null {
  const split = shop.traces.cells.get(mark?.split ?? '');
  const divided = split?.inputs[0]?.name;
  const training = Object.values(split?.cell.outputs ?? {}).find((name) =>
    shop.traces.names.get(name)?.pieces.some((each) => roleOf(each) === 'training'),
  );
  const head = divided === undefined ? null : readerAbove(shop, input, divided);
  if (divided === undefined || training === undefined || head === null) return null;
  const draft = new Draft(shop.document, shop.lookup);
  draft.reconnect(head.id, head.slot, divided, training);
  return {
    label: `Start from ${quoted(training)}`,
    means: `“${head.makes}”, and with it “${input.name}”, is made of “${training}” in place of “${divided}”.`,
    edits: draft.edits,
  };
}

/** The cell learns from the training part, and its table is made by applying that to what it read so far. */
export function learnAndApply(leak: FoundLeak, shop: Workshop): Repair | null {
  const { at, input } = leak;
  const training = trainingTable(leak, shop);
  const main = mainTable(at.cell, shop.lookup);
  const draft = new Draft(shop.document, shop.lookup);
  const transform = draft.transformOf(at.cell.id);
  if (training === null || main === null || transform === null) return null;
  draft.apply(at.cell.id, input.name, transform, main.name);
  draft.rename(at.cell.id, main.slot, draft.freshName(`${training}_${at.cell.step.replace(/\W+/g, '_')}`));
  draft.reconnect(at.cell.id, input.slot, input.name, training);
  return {
    label: `Learn from ${quoted(training)}, apply to ${quoted(input.name)}`,
    means: `This cell reads “${training}”; a cell below applies what it learns to “${input.name}” and makes “${main.name}”.`,
    edits: draft.edits,
  };
}

/** The cell gives way to one that applies what a cell of the same step has learned from the training part already. */
export function applyKnown({ at, input, mark }: FoundLeak, shop: Workshop): Repair | null {
  const { cell } = at;
  const draft = new Draft(shop.document, shop.lookup);
  const known = [...shop.traces.cells.values()].find(
    ({ cell: other, learnt }) =>
      other.id !== cell.id &&
      other.step === cell.step &&
      canonicalJson(other.params) === canonicalJson(cell.params) &&
      learnt.some(({ trace }) => isTrainingOf(trace.pieces, mark)) &&
      !dependsOn(shop.graph, other.id, cell.id),
  )?.cell;
  const main = mainTable(cell, shop.lookup);
  const isReadOtherwise = Object.values(cell.outputs).some(
    (name) => name !== main?.name && isRead(shop, name),
  );
  if (known === undefined || main === null || isReadOtherwise) return null;
  const transform = draft.transformOf(known.id);
  if (transform === null) return null;
  draft.apply(cell.id, input.name, transform, main.name);
  draft.do({ type: 'delete-cell', id: cell.id });
  return {
    label: `Apply ${quoted(transform)} instead`,
    means: `In place of this cell, one applies “${transform}”, learned from the training rows, to “${input.name}” and makes “${main.name}”.`,
    edits: draft.edits,
  };
}

function isTrainingOf(pieces: FoundLeak['input']['trace']['pieces'], mark: PartMark | null): boolean {
  return (
    pieces.length > 0 &&
    pieces.every(
      (each) => roleOf(each) === 'training' && each.marks.some(({ split }) => split === mark?.split),
    )
  );
}
