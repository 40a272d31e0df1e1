import type { FoundLeak } from './found-leak';
import { turnLeaks } from './find-turns';
import { heldOutMark, isRefit, meets, roleOf, splitAfter, type Piece } from './pieces';
import type { CellTrace, InputTrace, Trace, Traces } from './trace';

export type { FoundLeak } from './found-leak';

/**
 * Every leak of a workbench, by the id of the cell at fault, in the order of its slots. Cost: references of cells, and for each
 * table the fitted things that went into it.
 */
export function findLeaks(traces: Traces): ReadonlyMap<string, readonly FoundLeak[]> {
  const found = new Map<string, FoundLeak[]>();
  for (const [id, traced] of traces.cells) {
    found.set(id, [...learnLeaks(traced), ...splitLeaks(traced), ...judgeLeaks(traced)]);
  }
  for (const leak of [...useLeaks(traces), ...turnLeaks(traces)]) {
    const known = found.get(leak.at.cell.id) ?? [];
    // What is learned from kept-back rows outright, and what a cell judges itself, is said once, where it is plainest.
    const isSaid = known.some(({ input, use }) => input === leak.input || use === leak.input.name);
    if (!isSaid) known.push(leak);
    found.set(leak.at.cell.id, known);
  }
  return found;
}

/** Rows that are kept back, at a slot that is learned from. */
function learnLeaks(at: CellTrace): FoundLeak[] {
  return at.learnt.flatMap((input): FoundLeak[] => {
    const { pieces } = input.trace;
    const back = pieces.filter((each) => roleOf(each) === 'held-out');
    const [first] = back;
    if (first === undefined) return [];
    const found = { at, input, mark: heldOutMark(first) ?? null, use: null };
    if (back.length < pieces.length) {
      return isRefit(pieces) ? [] : [{ ...found, code: 'leak-learned-from-mixed' }];
    }
    const { resamples } = at.contract;
    return [{ ...found, code: resamples === true ? 'leak-test-resampled' : 'leak-learned-from-test' }];
  });
}

/** A split of rows that were resampled. */
function splitLeaks(at: CellTrace): FoundLeak[] {
  if (at.contract.makesParts === undefined) return [];
  return at.inputs
    .filter(({ trace }) => trace.resampledBy !== null)
    .map((input) => ({ code: 'leak-resampled-before-split', at, input, mark: null, use: null }));
}

/** A table to judge by that is no such thing: with rows that were learned from, or with training rows among kept-back ones. */
function judgeLeaks(at: CellTrace): FoundLeak[] {
  const learned = [...at.learnt, ...at.inputs.filter(({ port }) => port.kind === 'model')];
  return at.judged.flatMap((input): FoundLeak[] => {
    const { pieces } = input.trace;
    const shared = learned.find(({ trace }) => meets(trace.pieces, pieces));
    const roles = new Set(pieces.map(roleOf));
    const mark =
      pieces.map(heldOutMark).find((each) => each !== undefined) ?? pieces[0]?.marks.at(-1) ?? null;
    if (shared !== undefined) return [{ code: 'leak-judged-on-learned', at, input, mark, use: shared.name }];
    if (!roles.has('held-out') || !roles.has('training')) return [];
    return [{ code: 'leak-judged-on-mixed', at, input, mark, use: null }];
  });
}

/** What was fitted on more than the training rows, and then went into a table of some part: found at that table, said at the fit. */
function useLeaks({ cells, names }: Traces): FoundLeak[] {
  const found = new Map<string, FoundLeak>();
  for (const { cell, fitting, inputs } of cells.values()) {
    for (const [slot, name] of Object.entries(cell.outputs)) {
      const trace = names.get(name);
      const isOfParts = trace?.pieces.some(({ marks }) => marks.length > 0) === true;
      if (trace === undefined || !isOfParts) continue;
      if (fitting.outputs[slot]?.kind !== 'table' || isSeen(trace, inputs)) continue;
      for (const fit of trace.fits) {
        const at = found.has(fit) ? undefined : cells.get(fit);
        const leak = at === undefined ? null : useLeak(at, trace.pieces, name);
        if (leak !== null) found.set(fit, leak);
      }
    }
  }
  return [...found.values()];
}

/** A table of the same rows by the same fits as one that was looked at already. */
function isSeen(trace: Trace, inputs: readonly InputTrace[]): boolean {
  return inputs.some((input) => input.trace.pieces === trace.pieces && input.trace.fits === trace.fits);
}

function useLeak(at: CellTrace, pieces: readonly Piece[], use: string): FoundLeak | null {
  const isHeldOut = pieces.every((each) => roleOf(each) === 'held-out');
  for (const input of at.learnt) {
    for (const one of input.trace.pieces) {
      const marks = pieces.map((each) => splitAfter(one, each)).filter((mark) => mark !== null);
      const mark = marks.find(({ role }) => role === 'held-out') ?? marks[0];
      if (mark !== undefined) return { code: 'leak-learned-from-whole', at, input, mark, use };
    }
    // Fitted on training and validation rows, which is right before the test; not to be judged by those very rows.
    const back = input.trace.pieces.filter((each) => roleOf(each) === 'held-out');
    const isJudgedByThem = isHeldOut && meets(back, pieces);
    const mark = back.map(heldOutMark)[0] ?? null;
    if (isJudgedByThem) return { code: 'leak-learned-from-mixed', at, input, mark, use };
  }
  return null;
}
