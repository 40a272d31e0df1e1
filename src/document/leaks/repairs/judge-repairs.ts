import { newStepCell } from '../../cells';
import type { FoundLeak } from '../find';
import { meets, roleOf } from '../pieces';
import { Draft } from './draft';
import { learnFrom, startFrom } from './learn-repairs';
import { quoted, type Repair, type Workshop } from './repair';
import { tableOfRole } from './tables';

/** A table that was kept back at the slot to judge by. */
export function judgeBy({ at, input, mark }: FoundLeak, shop: Workshop): Repair | null {
  const heldOut = tableOfRole(shop, at, { instead: input, mark, role: 'held-out' });
  return heldOut === null || heldOut === input.name ? null : judgedBy(at, input, heldOut, shop);
}

function judgedBy(at: FoundLeak['at'], input: FoundLeak['input'], heldOut: string, shop: Workshop): Repair {
  const draft = new Draft(shop.document, shop.lookup);
  draft.reconnect(at.cell.id, input.slot, input.name, heldOut);
  return {
    label: `Judge by ${quoted(heldOut)} instead`,
    means: `This cell judges by “${heldOut}” in place of “${input.name}”.`,
    edits: draft.edits,
  };
}

/** Where the parts of a split take turns, as folds do: one of the others, from which nothing was learned. */
export function judgeByOtherTurn({ at, input, mark, use }: FoundLeak, shop: Workshop): Repair | null {
  const learned = at.inputs.find(({ name, slot }) => name === use && slot !== input.slot);
  if (mark?.role !== 'other' || learned === undefined) return null;
  const parts = Object.values(shop.traces.cells.get(mark.split)?.cell.outputs ?? {});
  const other = parts.find((name) => {
    const pieces = shop.traces.names.get(name)?.pieces ?? [];
    return pieces.length > 0 && !meets(pieces, learned.trace.pieces);
  });
  return other === undefined ? null : judgedBy(at, input, other, shop);
}

/** Where the cell itself learns from more than the training part: that part. */
export function learnFromTraining(leak: FoundLeak, shop: Workshop): Repair | null {
  const own = leak.at.learnt.find(({ name }) => name === leak.use);
  const isTraining = own?.trace.pieces.every((each) => roleOf(each) === 'training') === true;
  if (own === undefined || isTraining) return null;
  const atOwn = { ...leak, input: own };
  return startFrom(atOwn, shop) ?? learnFrom(atOwn, shop);
}

/** Where nothing is split yet: a split of the table, one part to learn from and one to judge by. */
export function splitToJudge({ at, input, use }: FoundLeak, shop: Workshop): Repair | null {
  const own = at.learnt.find(({ name }) => name === use);
  const isSplit = [own, input].some(
    (each) => each?.trace.pieces.some(({ marks }) => marks.length > 0) !== false,
  );
  if (own === undefined || own.name !== input.name || isSplit) return null;
  const draft = new Draft(shop.document, shop.lookup);
  const cell = newStepCell(shop.document, { step: 'split', inputs: { table: input.name } }, shop.lookup);
  const [training, heldOut] = Object.values(cell.outputs);
  if (training === undefined || heldOut === undefined) return null;
  draft.do({ type: 'insert-cell', cell, at: draft.placeOf(at.cell.id) });
  draft.reconnect(at.cell.id, own.slot, own.name, training);
  draft.reconnect(at.cell.id, input.slot, input.name, heldOut);
  return {
    label: `Split ${quoted(input.name)} and judge by its test part`,
    means: `A split of “${input.name}” comes first; this cell learns from “${training}” and judges by “${heldOut}”.`,
    edits: draft.edits,
  };
}
